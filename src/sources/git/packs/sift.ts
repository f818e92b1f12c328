/** Sifts packs, here or on all cores, and tells in the end of every object that nobody could vouch for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CompiledPatterns } from '../../../detect/compiled.ts';
import type { Confidence, Pattern } from '../../../types.ts';
import type { Portion } from './portions.ts';
import { leaveAll, PortionSifter, type PortionResult, type SharedObjects } from './sift-portion.ts';

export interface SiftOptions {
  readonly compiled: CompiledPatterns;
  /** The user's own patterns among them, from which a worker makes the same. */
  readonly own: readonly Pattern[];
  readonly minConfidence: Confidence;
  /** Worker threads at most. */
  readonly jobs: number;
}

/** What became of a portion. */
export interface SiftedPortion {
  readonly pack: number;
  /** Number of the portion. */
  readonly portion: number;
  /** Who did it: numbers of new names go on from those that the same thread has told. */
  readonly thread: number;
  readonly result: PortionResult;
}

/** What a worker is given, and what it answers for each portion. */
export interface SieveTask {
  readonly objects: SharedObjects;
  readonly portions: readonly Portion[];
  readonly own: readonly Pattern[];
  readonly minConfidence: Confidence;
  /** Number of the next portion that nobody has taken, in shared memory. */
  readonly cursor: Int32Array;
}
export type SieveAnswer = Omit<SiftedPortion, 'pack'>;

/** What a thread makes is short-lived: by default it would take 48 MB of that before it cleans up. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };
/** Fewer portions than this are done before a worker has started. */
const worthWorkers = 6;

/** One answer for each portion, in any order. What a worker that dies had not answered is left to the object reader. */
export async function* sift(
  objects: SharedObjects,
  portions: readonly Portion[],
  options: SiftOptions,
): AsyncGenerator<SiftedPortion> {
  const file = join(import.meta.dirname, 'sieve.worker.js');
  const workers = Math.min(options.jobs, Math.ceil(portions.length / worthWorkers));
  if (portions.length < worthWorkers || !existsSync(file)) yield* siftHere(objects, portions, options);
  else {
    const { own, minConfidence } = options;
    yield* siftAside({ objects, portions, own, minConfidence, cursor: createCursor() }, { file, workers });
  }
}

async function* siftHere(
  objects: SharedObjects,
  portions: readonly Portion[],
  { compiled, minConfidence }: SiftOptions,
): AsyncGenerator<SiftedPortion> {
  if (portions.length === 0) return;
  // Whoever asks may have to number the objects first.
  await Promise.resolve();
  const sifter = new PortionSifter(objects, compiled, minConfidence);
  for (const [portion, { pack }] of portions.entries()) {
    yield { pack, portion, thread: 0, result: sifter.sift(portions[portion]!) };
    // Signals and pipes have their turn.
    await new Promise((done) => setImmediate(done));
  }
  sifter.close();
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
    const worker = new Worker(file, { workerData: task, resourceLimits });
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
  for (const number of left) {
    const portion = task.portions[number]!;
    const result = leaveAll(task.objects.tables[portion.pack]!, portion);
    yield { pack: portion.pack, portion: number, thread: 0, result };
  }
}
