/** A thread of the sweep: takes portions until there are none left, and answers each. */
import { parentPort, workerData } from 'node:worker_threads';
import { builtIn } from '../../../detect/built-in.ts';
import { compileOwnPatterns } from '../../../detect/own-patterns.ts';
import { Sieve } from './sieve.ts';
import { sieveCode } from './sieve-code.build.ts';
import { siftPortion, type SieveAnswer, type SieveTask } from './sift.ts';

const { tables, portions, own, minConfidence, cursor } = workerData as SieveTask;
const sieve = new Sieve(sieveCode, own.length > 0 ? compileOwnPatterns(own) : builtIn, minConfidence);
for (let portion = Atomics.add(cursor, 0, 1); portion < portions.length; portion = Atomics.add(cursor, 0, 1)) {
  const answer: SieveAnswer = { portion, ...siftPortion(sieve, tables, portions[portion]!) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is no window
  parentPort?.postMessage(answer);
}
sieve.close();
