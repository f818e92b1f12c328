/** A part of a repository that holds many projects: findings outside of it are another job's; what is no file belongs to every one. */
import { UserError } from '../../errors.ts';
import type { Repository } from '../../git.ts';
import { isInFile } from '../../report/place.ts';
import { readLines } from '../../sources/git/refs.ts';
import { checkGlob, compileGlob } from '../../suppress/glob.ts';
import type { PathTest } from '../../suppress/glob.ts';
import type { Source } from '../../types.ts';

/**
 * `text` holds a pattern a line. Throws UserError('usage') for one that holds for no file of the commit: a typing error would make
 * everything clean.
 */
export async function readPaths(repository: Repository, text: string, commit: string): Promise<PathTest> {
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const list = ['ls-tree', '-r', '-z', '--full-tree', '--name-only', commit, '--'];
  const { lines: files } = await readLines(repository, list, { separator: '\0' });
  const tests = patterns.map((pattern) => {
    const wrong = checkGlob(pattern);
    if (wrong !== undefined) throw new UserError('usage', `--paths: ${pattern} ${wrong}`);
    const test = compileGlob(pattern);
    if (files.some(test)) return test;
    throw new UserError('usage', `--paths: ${pattern} holds for no file of ${commit}`, {
      hint: 'patterns are as in .gitignore, one a line, from the top of the repository',
    });
  });
  return (path) => tests.some((test) => test(path));
}

/** The same scan, of which only places in the part are told. */
export function narrowSource(source: Source, isInside: PathTest): Source {
  return {
    ...source,
    async locate(sightings, context) {
      const located = (await source.locate?.(sightings, context)) ?? [];
      return located
        .map(({ sighting, locations }) => ({
          sighting,
          locations: locations.filter((location) => !isInFile(location) || isInside(location.path)),
        }))
        .filter(({ locations }) => locations.length > 0);
    },
  };
}
