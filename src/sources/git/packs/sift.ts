/** Sifts packs, here or on all cores, and tells in the end of every blob that nobody could vouch for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CompiledPatterns } from '../../../detect/compiled.ts';
import type { Confidence, Pattern } from '../../../types.ts';
import type { PackTable } from './pack-table.ts';
import { cutPortions, type Portion } from './portions.ts';
import { listFamily, Sieve, type Sifted } from './sieve.ts';
import { sieveCode } from './sieve-code.build.ts';

export interface SiftOptions {
  readonly compiled: CompiledPatterns;
  /** The user's own patterns among them, from which a worker makes the same. */
  readonly own: readonly Pattern[];
  readonly minConfidence: Confidence;
  /** Worker threads at most. */
  readonly jobs: number;
}

/** What became of a portion. */
export interface SiftedPortion extends Sifted {
  readonly pack: number;
}

/** What a worker is given, and what it answers for each portion. */
export interface SieveTask {
  readonly tables: readonly PackTable[];
  readonly portions: readonly Portion[];
  readonly own: readonly Pattern[];
  readonly minConfidence: Confidence;
  /** Number of the next portion that nobody has taken, in shared memory. */
  readonly cursor: Int32Array;
}
export interface SieveAnswer extends Sifted {
  readonly portion: number;
}

/** Fewer portions than this are done before a worker has started. */
const worthWorkers = 6;

/** One answer for each portion, in any order. A worker that dies costs the portions that it had not answered: all their blobs are suspects. */
export async function* sift(tables: readonly PackTable[], options: SiftOptions): AsyncGenerator<SiftedPortion> {
  const portions = cutPortions(tables);
  const file = join(import.meta.dirname, 'sieve.worker.js');
  const workers = Math.min(options.jobs, Math.ceil(portions.length / worthWorkers));
  if (portions.length < worthWorkers || !existsSync(file)) yield* siftHere(tables, portions, options);
  else {
    const { own, minConfidence } = options;
    yield* siftAside({ tables, portions, own, minConfidence, cursor: createCursor() }, { file, workers });
  }
}

async function* siftHere(
  tables: readonly PackTable[],
  portions: readonly Portion[],
  { compiled, minConfidence }: SiftOptions,
): AsyncGenerator<SiftedPortion> {
  if (portions.length === 0) return;
  const sieve = new Sieve(sieveCode, compiled, minConfidence);
  for (const portion of portions) {
    yield { pack: portion.pack, ...siftPortion(sieve, tables, portion) };
    // Signals and pipes have their turn.
    await new Promise((done) => setImmediate(done));
  }
  sieve.close();
}

export function siftPortion(sieve: Sieve, tables: readonly PackTable[], portion: Portion): Sifted {
  try {
    sieve.open(tables[portion.pack]!);
  } catch {
    // A pack that has just gone: git may have its objects elsewhere.
    return suspectAll(tables, portion);
  }
  return sieve.sift(portion.roots);
}

function createCursor(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** In worker threads that run `file`. */
export async function* siftAside(
  task: SieveTask,
  { file, workers }: { file: string; workers: number },
): AsyncGenerator<SiftedPortion> {
  const left = new Set(task.portions.keys());
  const answers: SieveAnswer[] = [];
  let wake = (): void => {};
  const running = new Set<Worker>();
  const threads = Array.from({ length: workers }, () => {
    const worker = new Worker(file, { workerData: task });
    worker.on('message', (answer: SieveAnswer) => {
      answers.push(answer);
      wake();
    });
    // What it left undone is seen in the end.
    worker.on('error', () => {});
    worker.on('exit', () => {
      running.delete(worker);
      wake();
    });
    running.add(worker);
    return worker;
  });
  try {
    while (running.size > 0 || answers.length > 0) {
      const answer = answers.shift();
      if (answer === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      left.delete(answer.portion);
      yield { ...answer, pack: task.portions[answer.portion]!.pack };
    }
  } finally {
    await Promise.all(threads.map((worker) => worker.terminate()));
  }
  for (const portion of left) yield suspectAll(task.tables, task.portions[portion]!);
}

function suspectAll(tables: readonly PackTable[], { pack, roots }: Portion): SiftedPortion {
  const suspects: number[] = [];
  for (const root of roots) listFamily(tables[pack]!, root, suspects);
  return { pack, suspects, doubtful: [], blobs: 0, bytes: 0 };
}
