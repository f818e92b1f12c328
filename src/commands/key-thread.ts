/** A thread that computes the expensive keys of weak values, while the rest of the scan uses one processor. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Keys, KeyTask } from '../detect/fingerprint.ts';

/** Fewer values than this are done before a thread has started. */
const worthThread = 32;

const program = join(import.meta.dirname, 'key.worker.js');

/** See `StartKeys`. `file`: what the thread runs. */
export function startKeys(task: KeyTask, file = program): Promise<Keys> | undefined {
  if (task.values.length < worthThread || !existsSync(file)) return undefined;
  const worker = new Worker(file, { workerData: task });
  return new Promise((resolve) => {
    worker.on('message', resolve);
    // What it had taken is computed when somebody asks for it.
    worker.on('error', () => resolve([]));
    worker.on('exit', () => resolve([]));
  });
}
