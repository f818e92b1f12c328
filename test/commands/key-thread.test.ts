import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startKeys } from '../../src/commands/key-thread.ts';
import { fingerprint, type KeyTask } from '../../src/detect/fingerprint.ts';

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const program = pathOf('../../dist/key.worker.js');
const createTask = (count: number): KeyTask => ({
  values: Array.from({ length: count }, (_, i) => `Winter${i}!`),
  salt: 'salt',
  cursor: new Int32Array(new SharedArrayBuffer(4)),
});

it('computes the keys of many values on a thread of its own', async () => {
  const task = createTask(40);
  const keys = await startKeys(task, program);
  expect(keys).toEqual(task.values.map((value) => [value, fingerprint('salt', value)]));
});

it.each([
  ['few values', 3, program],
  ['a program that is not there', 40, `${program}.gone`],
])('starts no thread for %s', (_, count, file) => {
  expect(startKeys(createTask(count), file)).toBeUndefined();
});

it('answers without those that a thread had when it died', async () => {
  expect(await startKeys(createTask(40), pathOf('../fixtures/dying-worker.cjs'))).toEqual([]);
});
