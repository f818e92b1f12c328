/** The files of a commit as a plan reads them, without a checkout: of those that a pull request changes, all; of others, what is asked for. */
import { GitError, readGitNow } from '../../../git.ts';
import type { Repository } from '../../../git.ts';
import type { ProjectFiles } from '../../../plan/make-plan.ts';
import { decodeText } from '../../../plan/text-file.ts';
import { readLines } from '../../../sources/git/refs.ts';
import type { Source } from '../../../types.ts';

/** Larger files are left to their owner. */
const largest = 8 * 1024 * 1024;

export interface HeadFiles {
  readonly project: ProjectFiles;
  /** The changed ones, to be scanned as they are now. */
  readonly source: Source;
}

/** `changed`: paths from the top. Only plain files count, no links and no submodules. */
export async function openHeadFiles(
  repository: Repository,
  commit: string,
  changed: ReadonlySet<string>,
): Promise<HeadFiles> {
  const list = ['ls-tree', '-r', '-l', '-z', '--full-tree', commit];
  const { lines } = await readLines(repository, list, { separator: '\0' });
  const blobs = new Map(lines.flatMap(parseEntry));
  const texts = new Map<string, ReturnType<ProjectFiles['open']>>();
  const load = (path: string): ReturnType<ProjectFiles['open']> => {
    if (!texts.has(path)) texts.set(path, readBlob(repository, blobs.get(path)));
    return texts.get(path);
  };
  const open: ProjectFiles['open'] = (path) => (changed.has(path) ? load(path) : undefined);
  const paths = [...blobs.keys()];
  return {
    project: { open, read: (path) => load(path)?.text, list: () => paths, exists: (path) => isThere(paths, path) },
    source: sourceOf(
      repository,
      paths.filter((path) => changed.has(path)),
      open,
    ),
  };
}

function sourceOf({ root }: Repository, paths: readonly string[], open: ProjectFiles['open']): Source {
  return {
    mode: 'tree',
    root,
    async *chunks() {
      for (const path of paths) {
        const bytes = open(path)?.bytes;
        if (bytes !== undefined) yield { path, origin: { via: 'file' }, bytes };
      }
    },
  };
}

/** `<mode> blob <id> <size>\t<path>`. */
function parseEntry(line: string): [path: string, oid: string][] {
  const [, mode = '', oid = '', size = '', path = ''] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line) ?? [];
  return mode.startsWith('100') && Number(size) <= largest ? [[path, oid]] : [];
}

function readBlob(repository: Repository, oid: string | undefined): ReturnType<ProjectFiles['open']> {
  if (oid === undefined) return undefined;
  try {
    const bytes = readGitNow(repository, ['cat-file', 'blob', oid]);
    const file = decodeText(bytes);
    return file === undefined ? undefined : { ...file, bytes };
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** A file or a folder. */
function isThere(paths: readonly string[], path: string): boolean {
  return paths.some((each) => each === path || each.startsWith(`${path}/`));
}
