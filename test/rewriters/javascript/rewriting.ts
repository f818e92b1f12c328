/** Rewrites a text of which the value is marked `«…»`, in a project that is a map of files. */
import { javascript } from '../../../src/rewriters/javascript.ts';
import { applyEdits } from '../../../src/rewriters/edits.ts';
import type { ProjectView, Reader, Rewrite, Site } from '../../../src/remediation-types.ts';
import { Secret } from '../../../src/secret.ts';
import { stubReader } from './stub-reader.ts';

export interface Case {
  readonly path: string;
  /** `«text»` marks the text of a site. */
  readonly marked: string;
  readonly files?: Readonly<Record<string, string>>;
  /** What is stored; default: the marked text. */
  readonly value?: string;
  readonly ref?: Partial<Site['ref']>;
  readonly reader?: Reader;
}

export interface Result {
  readonly rewrite: Rewrite;
  readonly before: string;
  readonly after: string;
}

export async function rewriteMarked(given: Case): Promise<Result> {
  const { text, sites } = unmark(given);
  const rewrite = await javascript.rewrite({
    path: given.path,
    text,
    sites,
    project: projectOf(given.files ?? {}),
    reader: given.reader ?? stubReader,
  });
  return { rewrite, before: text, after: applyEdits(text, rewrite.edits) };
}

export function projectOf(files: Readonly<Record<string, string>>): ProjectView {
  return { read: (path) => files[path], list: () => Object.keys(files) };
}

function unmark({ marked, value, ref }: Case): { text: string; sites: readonly Site[] } {
  const sites: Site[] = [];
  let text = '';
  for (const [index, piece] of marked.split(/[«»]/).entries()) {
    const start = text.length;
    text += piece;
    if (index % 2 === 0) continue;
    sites.push({
      start,
      end: text.length,
      ref: { name: '/prod/app/api', key: 'token', env: 'API_TOKEN', ...ref },
      value: new Secret(value ?? piece),
    });
  }
  return { text, sites };
}
