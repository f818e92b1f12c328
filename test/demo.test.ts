/** The README's first command line works: without an account, a repository of one's own, or a git identity. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const demo = fileURLToPath(new URL('../dist/demo.js', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'unleak-test-demo-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

it('finds every planted credential, says so, and leaves nothing behind', () => {
  const env = {
    PATH: process.env['PATH'],
    SystemRoot: process.env['SystemRoot'],
    HOME: temporary,
    TMPDIR: temporary,
    TEMP: temporary,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [demo], { cwd: temporary, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toContain('All 5 planted credentials were found');
  expect(status).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});
