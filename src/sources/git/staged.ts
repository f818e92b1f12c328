/** What would be committed: the index that git hands to its hook against HEAD, read from git's own files where they have their usual form, else by one short git process. */
import { GitError, readGitNow, type Repository } from '../../git.ts';
import { readHexLength } from '../../git/repository.ts';
import { UserError } from '../../errors.ts';
import type { Chunk, LocatedSighting, ScanContext, Sighting, Source } from '../../types.ts';
import { findIntroductions, type AttributeOptions } from './attribute.ts';
import { expandBlobs } from './blobs.ts';
import { ChangeLog } from './change-log.ts';
import { compareIndex } from './compare-index.ts';
import { dropMerged } from './merge-heads.ts';
import { createLooseReader } from './loose.ts';
import { createObjectReader } from './objects.ts';
import { noObject, OidTable } from './oid-table.ts';
import { locatePlaced, type Placed } from './places.ts';
import { readPriorMatches } from './prior.ts';
import { createRawDiffParser, showPath, type RawEntry } from './raw-diff.ts';
import { SkipList } from './skip-list.ts';

/** Scans staged files whole, for the context of credentials of several lines, and reports what HEAD's versions do not hold. */
export function createStagedSource(repository: Repository): Source {
  const oids = new OidTable(readHexLength(repository));
  const staged: Staged = { repository, log: new ChangeLog(oids), paths: new Map() };
  return {
    mode: 'staged',
    root: repository.root,
    chunks: (context) => readStaged(staged, context),
    locate: (sightings, context) => locateStaged(staged, sightings, context),
  };
}

interface Staged {
  readonly repository: Repository;
  readonly log: ChangeLog;
  /** Blobs to scan, and the path that each is scanned under. */
  readonly paths: Map<string, string>;
}

/** Works before the first commit too, and leaves out what is only intended to be added. */
const diffIndex = ['diff', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames'];

async function* readStaged(staged: Staged, context: ScanContext): AsyncGenerator<Chunk> {
  const skips = new SkipList(context);
  const objects = createLooseReader(staged.repository, context).read([listBlobs(staged, context, skips)]);
  yield* expandBlobs(objects, { context, skips, via: 'file', pathOf: (oid) => staged.paths.get(oid) ?? '' });
  skips.flush();
}

/** Ids of the blobs that are new in the index. */
function listBlobs({ repository, log, paths }: Staged, context: ScanContext, skips: SkipList): string[] {
  const add = (entry: RawEntry): void => {
    if (entry.status === 'U') skips.add(showPath(entry.path), 'unmerged: the conflict is not resolved');
    else log.add(noObject, entry, { deletions: true });
  };
  const changes = compareIndex(repository);
  if (changes !== undefined) {
    for (const entry of changes) add(entry);
    return takeBlobs({ log, paths }, context);
  }
  try {
    createRawDiffParser({ entry: add })(readGitNow(repository, diffIndex));
  } catch (cause) {
    if (!(cause instanceof GitError)) throw cause;
    throw new UserError('incomplete', `the index cannot be compared with HEAD: ${cause.message}`, { cause });
  }
  return takeBlobs({ log, paths }, context);
}

/** Ids of blobs that the changes bring in, each once. */
function takeBlobs({ log, paths }: Pick<Staged, 'log' | 'paths'>, { stats }: ScanContext): string[] {
  const batch: string[] = [];
  for (let i = 0; i < log.length; i++) {
    if (log.nextAt(i) === noObject) continue;
    stats.files++;
    const oid = log.oids.hex(log.nextAt(i));
    if (paths.has(oid)) continue;
    paths.set(oid, showPath(log.at(i).path));
    batch.push(oid);
  }
  return batch;
}

async function locateStaged(
  { repository, log, paths }: Staged,
  sightings: readonly Sighting[],
  context: ScanContext,
): Promise<LocatedSighting[]> {
  const { oids } = log;
  const reader = createObjectReader(repository, context);
  const options: AttributeOptions = {
    readPrior: (blobs) => readPriorMatches(blobs, { oids, reader, context }),
    scanned: (blob) => paths.has(oids.hex(blob)),
    renames: true,
  };
  const introductions = await findIntroductions(log, sightings, options);
  const added = sightings.filter((sighting) => introductions.has(sighting));
  const kept = await dropMerged(repository, added, { ...options, diff: diffIndex, oids });
  const placed = kept.map((sighting): Placed => {
    const inside = sighting.path.slice(paths.get(sighting.origin.object ?? '')?.length ?? 0);
    const places = (introductions.get(sighting) ?? []).map(({ path }) => ({
      path: showPath(path) + inside,
      via: 'file' as const,
      order: [0, 0] as const,
    }));
    return { sighting, places };
  });
  return locatePlaced(placed, reader, context);
}
