/** What refs and reflogs reach, and what they should reach but is not there: that is what makes a sweep incomplete. */
import { isPartial } from '../../git/repository.ts';
import { listFiles, type BrokenCommit } from './changes.ts';
import { reach } from './commit-graph.ts';
import { noObject } from './oid-table.ts';
import { showPath } from './raw-diff.ts';
import { sortTips, type Ref, type Tips } from './refs.ts';
import { mostAlike, type SkipList } from './skip-list.ts';
import type { Sweep } from './sweep.ts';

/** Marks commits by what reaches them, and lists the files of trees that refs name themselves. */
export async function markReachable(sweep: Sweep, tips: Tips, skips: SkipList): Promise<void> {
  const { oids, graph } = sweep;
  for (const failure of tips.failures) skips.add('list of refs', failure);
  const numbers = (ids: readonly string[]): number[] => ids.flatMap((oid) => oids.findHex(oid) ?? []);
  const { branch, stash, note } = sortTips(tips);
  const tipsOf = { branch: new Set(numbers(branch)), stash: new Set(numbers(stash)), note: new Set(numbers(note)) };
  // Refs are followed one by one as well: git lists no commits when one ref is broken.
  for (const ref of tips.refs) {
    const target = await followRef(sweep, ref, skips);
    if (target !== undefined && !tipsOf.stash.has(target) && !tipsOf.note.has(target)) tipsOf.branch.add(target);
  }
  graph.mark(tipsOf);
}

/** The commit that a ref stands for; a blob or tree is noted instead. */
async function followRef(sweep: Sweep, ref: Ref, skips: SkipList): Promise<number | undefined> {
  const { oids, graph, tags, inventory, named } = sweep;
  const chain = [...tags.follow(oids.addHex(ref.oid))];
  const target = chain.at(-1)!;
  for (const number of chain) if (!named.has(number)) named.set(number, ref.name);
  if (graph.has(target)) return target;
  // Trees are on no list: whatever is neither of the others is one, or is not there.
  const blob = inventory.has(target);
  if (!blob && !(await listFiles(sweep.repository, sweep.log, target)))
    skips.add(ref.name, 'points at an object that is missing or damaged', ` (${oids.hex(target)})`);
  return undefined;
}

export interface GapOptions {
  readonly skips: SkipList;
  readonly broken: readonly BrokenCommit[];
  /** Ids of the commits at which a shallow clone ends. */
  readonly shallow: readonly string[];
}

/** Numbers of blobs that commits brought in and that were not on the list of objects. */
export function findUnlisted({ log, inventory }: Sweep): number[] {
  const unlisted = new Set<number>();
  for (let i = 0; i < log.length; i++) if (!inventory.has(log.nextAt(i))) unlisted.add(log.nextAt(i));
  return [...unlisted];
}

/** Lists what is reachable and missing. */
export function findGaps(sweep: Sweep, { skips, broken, shallow }: GapOptions): void {
  const { inventory } = sweep;
  if (inventory.failure !== undefined) skips.add('list of objects', inventory.failure);
  for (const oid of inventory.damaged) skips.add(oid, 'damaged');
  tellBroken(sweep, broken, skips);
  for (const oid of shallow)
    skips.add(`history before ${oid}`, 'shallow clone', ': `git fetch --unshallow` brings the rest');
  findMissingParents(sweep, skips, new Set(shallow));
  findMissingBlobs(sweep, skips);
}

/** Commits whose files remain unknown, as far as anything reaches them. */
export function tellBroken({ oids, graph }: Sweep, broken: readonly BrokenCommit[], skips: SkipList): void {
  for (const { commit, why } of broken)
    if (graph.reachOf(commit) !== reach.none) skips.add(oids.hex(commit), 'its files cannot all be listed', `: ${why}`);
}

function findMissingParents({ oids, graph }: Sweep, skips: SkipList, shallow: ReadonlySet<string>): void {
  for (let i = 0; i < graph.commits.length; i++) {
    const commit = graph.commits.at(i);
    if (graph.reachOf(commit) === reach.none) continue;
    const missing = graph.parentsOf(commit).filter((parent) => !graph.has(parent));
    if (missing.length === 0 || shallow.has(oids.hex(commit))) continue;
    for (const parent of missing) skips.add(oids.hex(parent), 'missing or damaged commit, and all before it');
  }
}

function findMissingBlobs({ repository, oids, log, graph, inventory }: Sweep, skips: SkipList): void {
  const kind = isPartial(repository) ? 'not in this partial clone' : 'missing or damaged';
  const pathAt = (change: number): string => showPath(log.at(change).path);
  const changes = new Map<number, number>();
  for (let i = 0; i < log.length; i++) {
    const blob = log.nextAt(i);
    const commit = log.commitAt(i);
    const stray = graph.has(commit) && graph.reachOf(commit) === reach.none;
    if (blob === noObject || inventory.has(blob) || stray) continue;
    const known = changes.get(blob);
    if (known === undefined || pathAt(i) < pathAt(known)) changes.set(blob, i);
  }
  // Which of them are named, and in what order, is not left to that in which changes were worked out.
  const ids = [...changes.keys()].map((blob) => oids.hex(blob)).sort();
  const named = ids.slice(0, mostAlike).map((oid) => ({ oid, path: pathAt(changes.get(oids.findHex(oid)!)!) }));
  named.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const { oid, path } of named) skips.add(oid, kind, ` (${path})`);
  for (const oid of ids.slice(mostAlike)) skips.add(oid, kind);
}
