/** Proves that a thousand damaged packs, indexes and multi-pack indexes make no sweep crash or hang, and none say that it is complete when it is not. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts'];
const args = [...vitest, 'test/sources/git/packs/corruption.test.ts'];
const claim = 'a thousand damaged packs and indexes: no crash, no hang, no sweep that says it is complete and is not';
const began = performance.now();
try {
  const run = promisify(execFile);
  await Promise.all(
    ['0-500', '500-1000'].map((DAMAGES) =>
      run(process.execPath, args, { env: { ...process.env, DAMAGES, NO_COLOR: '1' }, timeout: 20 * 60_000 }),
    ),
  );
  console.log(`ok   ${claim} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
} catch (error) {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
  console.log(`FAIL ${claim}\n${stdout}${stderr}${String(error)}`);
  process.exitCode = 1;
}
