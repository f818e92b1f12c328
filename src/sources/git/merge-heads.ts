/** A merge in progress: what the branches that are merged in hold already is no addition of the commit that ends the merge. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { streamGit, type Repository } from '../../git.ts';
import type { Sighting } from '../../types.ts';
import { findIntroductions, type AttributeOptions } from './attribute.ts';
import { ChangeLog } from './change-log.ts';
import { noObject, type OidTable } from './oid-table.ts';
import { createRawDiffParser } from './raw-diff.ts';

/** Commits that the next commit will have as parents besides HEAD. None outside of a merge. */
function readMergeHeads({ gitDir }: Repository): string[] {
  const file = join(gitDir, 'MERGE_HEAD');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

/** The sightings that are new against each of the heads, too. `diff` is the command that compares the index. */
export async function dropMerged(
  repository: Repository,
  sightings: readonly Sighting[],
  { diff, oids, ...options }: AttributeOptions & { readonly diff: readonly string[]; readonly oids: OidTable },
): Promise<readonly Sighting[]> {
  let left = sightings;
  for (const head of readMergeHeads(repository)) {
    if (left.length === 0) break;
    const log = new ChangeLog(oids);
    const parse = createRawDiffParser({ entry: (entry) => log.add(noObject, entry, { deletions: true }) });
    for await (const piece of streamGit(repository, [...diff, head, '--'])) parse(piece);
    const added = await findIntroductions(log, left, options);
    left = left.filter((sighting) => added.has(sighting));
  }
  return left;
}
