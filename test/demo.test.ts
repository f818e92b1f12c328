/** The README's first command line works: without an account, a repository of one's own, or a git identity; its picture shows what it prints. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const demo = fileURLToPath(new URL('../dist/demo.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unleak-test-demo-'));
const temporary = mkdtempSync(join(folder, 'tmp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const env = {
    PATH: process.env['PATH'],
    SystemRoot: process.env['SystemRoot'],
    HOME: temporary,
    TMPDIR: temporary,
    TEMP: temporary,
  };
  return spawnSync(process.execPath, [demo, ...args], { cwd: temporary, env, encoding: 'utf8' });
}

it('goes from the leak to the fix and back, says so, and leaves nothing behind', () => {
  const { status, stdout, stderr } = run();
  expect(stderr).toBe('');
  expect(stdout).toContain('✓ all 5 planted credentials found');
  expect(stdout).toContain("✓ that is the canary's SHA-256: what leaked is not used any more");
  expect(stdout.match(/^[✓✗].*$/gm)).toHaveLength(5);
  expect(stdout).not.toContain('✗');
  expect(status).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
});

it('docs/demo.svg is the session of today: `npm run docs` draws it', () => {
  const picture = join(folder, 'demo.svg');
  expect(run('--svg', picture)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(readFileSync(picture, 'utf8')).toBe(readFileSync('docs/demo.svg', 'utf8'));
});
