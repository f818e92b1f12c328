/** A history that is swept again and again: each sweep begins where the last one ended, and reports what a whole one would. */
import { existsSync } from 'node:fs';
import { UserError } from '../../../errors.ts';
import type { Repository } from '../../../git.ts';
import type { ToldFinding } from '../../../recall-types.ts';
import type { Chunk, ScanContext, Source } from '../../../types.ts';
import { createSweepSource } from '../history.ts';
import type { NamedFile } from '../named.ts';
import { createObjectReader } from '../objects.ts';
import { locatePlaced, type Placed } from '../places.ts';
import { readTips, type Tips } from '../refs.ts';
import { createSweep, type Sweep, type SweepTrace } from '../sweep.ts';
import { Portions } from './checkpoint.ts';
import {
  placeIncrement,
  planIncrement,
  readIncrement,
  type Increment,
  type Outcome,
  type Refusal,
} from './increment.ts';
import { addIds, listInventory } from './read-ids.ts';
import { describeSwept, hashSettings, type Swept } from './remember.ts';
import { readState, writeState, type Checkpoint, type SweepState, type TellingName } from './sweep-state.ts';

export interface RememberedOptions {
  readonly repository: Repository;
  /** Where the state is kept. Absolute. */
  readonly file: string;
  readonly reachableOnly: boolean;
  readonly packs: boolean;
  /** Told, in a line, why everything is read, or why nothing is kept. */
  readonly note: (text: string) => void;
}

/** A sweep that is under way. */
interface Run extends Required<Pick<Source, 'chunks' | 'locate'>> {
  /** All findings, where they are those of the earlier sweep. */
  readonly told?: readonly ToldFinding[] | undefined;
  /** What it knows in the end, or why that is not worth keeping. */
  describe(): Known | Refusal;
}

type Known = Omit<Swept, 'key' | 'stats' | 'found' | 'minConfidence' | 'report'>;

export function createRememberedSource(options: RememberedOptions): Source {
  const { repository, file, reachableOnly, note } = options;
  let run: Run | undefined;
  let key = '';
  async function* read(context: ScanContext): AsyncGenerator<Chunk> {
    if (context.sift === undefined) throw new Error('a sweep with a state needs the detector');
    key = hashSettings(context.sift, reachableOnly);
    // Git looks for them while the state is read.
    const tips = existsSync(file) ? readTips(repository) : undefined;
    tips?.catch(() => {});
    const state = readState(file, key);
    const begun = state.kind === 'begun' ? state : undefined;
    const refusal = state.kind === 'useless' ? state.why : undefined;
    const why = state.kind === 'swept' ? yield* readNew(state, tips ?? readTips(repository), context) : refusal;
    if (why === 'done') return;
    if (why !== undefined) note(`${file}: ${why}; everything is read again`);
    run = createWholeRun(options, { key, begun });
    yield* run.chunks(context);
  }
  async function* readNew(
    state: SweepState,
    tips: Promise<Tips>,
    context: ScanContext,
  ): AsyncGenerator<Chunk, Refusal | 'done'> {
    const increment = await plan(createSweep(repository, reachableOnly), state, tips);
    if (typeof increment === 'string') return increment;
    const outcome = yield* readIncrement(increment, context);
    if (typeof outcome === 'string') context.startOver?.();
    else run = createIncrementRun(increment, outcome);
    return typeof outcome === 'string' ? outcome : 'done';
  }
  return {
    mode: 'history',
    root: repository.root,
    chunks: read,
    locate: async (sightings, context) => (await run?.locate(sightings, context)) ?? [],
    recalled: () => run?.told,
    remember(found, { stats, sift, recall }, told) {
      const known = run?.describe() ?? 'nothing was read';
      if (typeof known === 'string' || sift === undefined) return note(`${file}: not written: ${String(known)}`);
      const { minConfidence } = sift;
      writeState(
        file,
        describeSwept({ ...known, key, stats, found, minConfidence, report: { key: recall?.key ?? '', told } }),
      );
    },
  };
}

/** What git or a file of the repository's makes impossible is left to a whole sweep, which says what is wrong. */
async function plan(sweep: Sweep, state: SweepState, tips: Promise<Tips>): Promise<Increment | Refusal> {
  try {
    return await planIncrement(sweep, state, tips);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return 'a pack cannot be read';
  }
}

function createIncrementRun(increment: Increment, { told }: Outcome): Run {
  const { sweep, state, objects, tips, named } = increment;
  const { oids, graph } = sweep;
  const ages = new Map(state.tips.branch.map((oid, i) => [oid, state.ages[i]!]));
  const fresh = new Set(objects.commits);
  let placed: readonly Placed[] | undefined = told ? undefined : [];
  return {
    told: told ? state.report.told : undefined,
    // They have been read by then.
    async *chunks() {},
    async locate(sightings, context) {
      placed = await placeIncrement(increment, sightings);
      return locatePlaced(placed, createObjectReader(sweep.repository, context), context);
    },
    describe: () => ({
      tips,
      hasCommit: () => true,
      ageOf: (oid) => (fresh.has(oid) ? graph.ageOf(oids.addHex(oid)) : (ages.get(oid) ?? 0)),
      packs: objects.packs,
      loose: objects.loose,
      ids: addIds(state.ids, [...objects.blobs, ...objects.commits, ...objects.tags]),
      placed,
      telling: [...state.telling, ...named.map(nameFile)],
      ruledOut: [],
      earlier: state,
    }),
  };
}

interface WholeOptions {
  readonly key: string;
  readonly begun: Checkpoint | undefined;
}

function createWholeRun(options: RememberedOptions, { key, begun }: WholeOptions): Run {
  const { repository, file, reachableOnly, packs, note } = options;
  let packed: string[] | undefined;
  let loose: readonly string[] = [];
  const portions = new Portions((done) =>
    writeState(file, { kind: 'begun', key, packs: packed ?? [], portions: done }),
  );
  const trace: SweepTrace = {
    doubtful: [],
    placed: [],
    named: [],
    portions,
    onStore(store) {
      packed = store.packs.map(({ index }) => Buffer.from(index.pack).toString('hex'));
      loose = store.loose;
      if (begun === undefined || begun.packs.join() !== packed.join()) return;
      portions.restore(begun.portions);
      note(`${file}: goes on with a sweep that was broken off`);
    },
  };
  const sweep = createSweep(repository, reachableOnly, trace);
  const { chunks, locate } = createSweepSource(sweep, { packs });
  return {
    chunks,
    locate: locate!,
    describe: () =>
      packed === undefined ? 'git had to read the packs' : describeWhole(sweep, trace, { packs: packed, loose }),
  };
}

function describeWhole(
  { oids, graph, inventory }: Sweep,
  { tips, late, doubtful, placed, named }: SweepTrace,
  store: Pick<Known, 'packs' | 'loose'>,
): Known | Refusal {
  if (tips === undefined || late !== false) return 'something came in meanwhile';
  return {
    tips,
    hasCommit: (oid) => graph.has(oids.addHex(oid)),
    ageOf: (oid) => graph.ageOf(oids.addHex(oid)),
    ...store,
    ids: listInventory(oids, inventory),
    placed,
    telling: named.map(nameFile),
    ruledOut: doubtful.flatMap(({ marks }) => marks),
  };
}

function nameFile({ oid, names }: NamedFile): TellingName {
  return { oid, name: names[0] };
}
