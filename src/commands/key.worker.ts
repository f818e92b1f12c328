/** Computes keys of weak values until none are left, and answers once. */
import { parentPort, workerData } from 'node:worker_threads';
import { fingerprint, takeValues, type Keys, type KeyTask } from '../detect/fingerprint.ts';

const task = workerData as KeyTask;
const keys: Keys = Array.from(takeValues(task), (value) => [value, fingerprint(task.salt, value)]);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- this is no window
parentPort?.postMessage(keys);
