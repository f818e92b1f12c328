/**
 * Proves what `npm test` shows on every third case: kill -9 at every line of the journals, a disk that is full at any write, more random
 * histories, every pattern in both engines, every form of program in TypeScript, every cut of a log, the longest texts.
 */
import { spawnSync } from 'node:child_process';

/** `KILL=real`: the tests work on photographs of most kills, here each run is killed. */
const claims = [
  ['a fix and its undo that are killed at any line of the journal go on, and back', 'test/remediation/crash.test.ts'],
  ['a rotation that is killed at any line of its journal goes on, and back', 'test/rotators/iam-crash.test.ts'],
  ['a fix on a disk that is full at any write goes on, and back', 'test/remediation/hostile.test.ts'],
  ['packs of random histories give what git gives', 'test/sources/git/packs/equality.test.ts'],
  ['a fix that rotates is killed at any of its lines, and goes on', 'test/commands/rotate.test.ts'],
  ['parameters are written, or not, whatever the service answers', 'test/remediation/parameters.test.ts'],
  ['the Action scans what each event brought in', 'test/action/action.test.ts'],
  ["pieces for other services' pipelines scan what each build brought in", 'test/action/pieces.test.ts'],
  ['hooks, configuration and workflow are added beside what is there', 'test/hooks/init.test.ts'],
  ['patterns of the user are judged', 'test/cli/patterns.test.ts'],
  [
    'a sweep with a state reports what a whole one does, whatever has changed',
    'test/sources/git/state/remembered.test.ts',
  ],
  ['findings that a sweep remembers are those of a whole one', 'test/sources/git/state/recalled.test.ts'],
  ['no state of a sweep, whatever was changed in it, ends a sweep', 'test/sources/git/state/forged-state.test.ts'],
  ['both engines find the same with every pattern', 'test/patterns.test.ts'],
  [
    'programs of every form run after the rewrite as before, in TypeScript as in JavaScript',
    'test/rewriters/javascript/programs.test.ts',
  ],
  ['a log is read alike wherever it is cut', 'test/sources/logs/pieces.test.ts'],
  ['tens of thousands of values in one text are found, each where it is', 'test/detect/detector.test.ts'],
] as const;

// Three times as many cases, in hooks as in tests.
const patience = ['--testTimeout=300000', '--hookTimeout=300000'];

for (const [claim, file] of claims) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts', ...patience, file],
    { env: { ...process.env, KILL: 'real', UNLEAK_TESTS: 'all', NO_COLOR: '1' }, encoding: 'utf8' },
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(status === 0 ? `ok   ${claim} (${seconds} s)` : `FAIL ${claim}\n${stdout}${stderr}`);
  if (status !== 0) process.exitCode = 1;
}
