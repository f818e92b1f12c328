/** Proves that zizmor has nothing to say of the Action, of the workflows that run or are installed, and of those that the pages show. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listWorkflows } from '../../fixtures/published-workflows.ts';

const folder = mkdtempSync(join(tmpdir(), 'unleak-workflows-proof-'));
const zizmor = join(folder, 'venv/bin/zizmor');
let failed = 0;

try {
  prove('python3 installs zizmor', () => {
    run('python3', ['-m', 'venv', join(folder, 'venv')]);
    const packages = ['zizmor==1.32.0'];
    run(join(folder, 'venv/bin/python'), [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      ...packages,
    ]);
  });
  const workflows = listWorkflows(process.cwd());
  const inputs = join(folder, 'repository');
  mkdirSync(join(inputs, '.github/workflows'), { recursive: true });
  copyFileSync('action.yml', join(inputs, 'action.yml'));
  for (const [at, { text }] of workflows.entries()) writeFileSync(join(inputs, '.github/workflows', `${at}.yml`), text);
  prove(`zizmor is content with action.yml and ${workflows.length} workflows`, () =>
    run(zizmor, ['--offline', inputs]),
  );
  prove('zizmor is not content with a workflow that runs what a stranger writes', () => {
    const wrong = join(folder, 'wrong/.github/workflows');
    mkdirSync(wrong, { recursive: true });
    const step = '      - run: echo "${{ github.event.pull_request.title }}"\n';
    writeFileSync(join(wrong, 'wrong.yml'), (workflows[0]?.text ?? '').replace('    steps:\n', `    steps:\n${step}`));
    const { stdout } = spawnSync(zizmor, ['--offline', join(folder, 'wrong')], { encoding: 'utf8' });
    if (!stdout.includes('template-injection')) throw new Error(`it is:\n${stdout}`);
  });
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(failed === 0 ? 'workflows: all hold' : `workflows: ${failed} do not hold`);
process.exitCode = failed === 0 ? 0 : 1;

function prove(claim: string, test: () => void): void {
  try {
    test();
    console.log(`ok   ${claim}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${claim}\n${(error as Error).message.replaceAll(/^/gm, '     ')}`);
  }
}

function run(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NO_COLOR: '1' } });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout}${stderr}`.trim(), { cause: error });
  }
}
