/** Small files are replaced whole, and only files are. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../src/suppress/small-file.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

it('what is replaced keeps its mode', () => {
  const file = join(temporaryFolder(), 'kept');
  writeFileSync(file, 'old');
  chmodSync(file, 0o640);
  replaceFile(file, 'new');
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['new', 0o640]);
});

it.runIf(process.platform !== 'win32')('a pipe or a device is not replaced by a file', () => {
  const pipe = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(() => replaceFile(pipe, 'text')).toThrow('cannot write pipe: it is no file');
  expect(statSync(pipe).isFIFO()).toBe(true);
});
