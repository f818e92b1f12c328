/**
 * Proves that zizmor has nothing to say of the Action, of the workflows that run or are installed, and of those that the pages show;
 * and that GitLab's schema takes the component as a project includes it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listWorkflows } from '../../fixtures/published-workflows.ts';

const folder = mkdtempSync(join(tmpdir(), 'unleak-workflows-proof-'));
const zizmor = join(folder, 'venv/bin/zizmor');
const gitlab = join(folder, 'gitlab');
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
  // It carries the schema that GitLab publishes, and fills in the inputs of a component.
  prove('npm installs gitlab-ci-local', () => {
    mkdirSync(gitlab);
    writeFileSync(join(gitlab, 'package.json'), '{ "private": true }\n');
    const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    run('npm', [...install, '--prefix', gitlab, 'gitlab-ci-local@4.65.1']);
  });
  const component = readFileSync('docs/ci/gitlab.yml', 'utf8');
  prove("GitLab's schema takes the component, with its inputs filled in", () => {
    const { code, output } = previewComponent('includes', component);
    if (code !== 0 || !/UNLEAK_FAIL_ON: high$/m.test(output)) throw new Error(output);
  });
  prove("GitLab's schema does not take it with a misspelt property", () => {
    const { code, output } = previewComponent('misspelt', component.replace('  artifacts:', '  artefacts:'));
    if (code === 0 || !output.includes("'artefacts'")) throw new Error(`it does:\n${output}`);
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

/** A project whose pipeline is the component alone. */
function previewComponent(name: string, component: string): { code: number | null; output: string } {
  const project = join(folder, name);
  const inputs = '    inputs:\n      fail-on: high\n      paths: "a/**"\n';
  mkdirSync(project);
  writeFileSync(join(project, 'component.yml'), component);
  writeFileSync(join(project, '.gitlab-ci.yml'), `include:\n  - local: component.yml\n${inputs}`);
  const git = (...args: string[]): void =>
    run('git', ['-C', project, '-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args]);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'https://gitlab.example/acme/app.git');
  git('add', '--all');
  git('commit', '--quiet', '--message=Begin');
  const program = join(gitlab, 'node_modules/gitlab-ci-local/src/index.js');
  const env = { ...process.env, HOME: folder, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--preview'], {
    cwd: project,
    env,
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
}

function run(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', env: { ...process.env, NO_COLOR: '1' } });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error(`${message}\n${stdout}${stderr}`.trim(), { cause: error });
  }
}
