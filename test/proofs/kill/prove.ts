/** Proves that a fix and its undo survive kill -9 at every line of the journal: the tests work on photographs of most, here each run is killed. */
import { spawnSync } from 'node:child_process';

const began = performance.now();
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts', 'test/remediation/crash.test.ts'],
  { env: { ...process.env, KILL: 'real', NO_COLOR: '1' }, encoding: 'utf8' },
);
const claim = 'a fix and its undo that are killed at any line of the journal go on, and back';
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(status === 0 ? `ok   ${claim} (${seconds} s)` : `FAIL ${claim}\n${stdout}${stderr}`);
process.exitCode = status === 0 ? 0 : 1;
