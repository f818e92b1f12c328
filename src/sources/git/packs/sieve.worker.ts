/** A thread of the sweep: takes portions until there are none left, and answers each. */
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { builtIn } from '../../../detect/built-in.ts';
import { compileOwnPatterns } from '../../../detect/own-patterns.ts';
import type { SieveAnswer, SieveTask } from './sift.ts';
import { PortionSifter } from './sift-portion.ts';

const { objects, portions, own, minConfidence, cursor } = workerData as SieveTask;
const compiled = own.length > 0 ? compileOwnPatterns(own) : builtIn;
const sifter = new PortionSifter(objects, compiled, minConfidence);
for (let portion = Atomics.add(cursor, 0, 1); portion < portions.length; portion = Atomics.add(cursor, 0, 1)) {
  const answer: SieveAnswer = { portion, thread: threadId, result: sifter.sift(portions[portion]!) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is no window
  parentPort?.postMessage(answer);
}
sifter.close();
