/** `unleak fix --history`: what only the history holds gets advice, is stored when told, and is never rewritten; the tree's findings as ever. */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';
import type { Plan } from '../../src/remediation-types.ts';
import { createRepository, temporaryFolder } from '../fixtures/repository.ts';
import { copyProject, createLeakyProject, formsOf, listStored, run, snapshot, workspaceText } from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';

const github = expandTemplate('{github:ghp}', randomUUID());

/** Two secrets in the tree, of which one is old; one that was taken out of the tree. */
function createOldLeak(): LeakyProject {
  const project = createLeakyProject();
  const { repository } = project;
  repository.commit('two', { 'deploy.mjs': `const githubToken = '${github}';\n` });
  repository.commit('three', { 'deploy.mjs': `const githubToken = process.env.GITHUB_TOKEN;\n` });
  return { ...project, values: [...project.values, github] };
}

const project = createOldLeak();
const original = snapshot(project);
const history = ['fix', '--history', '--store', 'local'];
const planOf = (args: readonly string[]): Plan => JSON.parse(run(project, [...args, '--json']).out) as Plan;

describe('the plan', () => {
  it('advises on what only the history holds, and stores and rewrites nothing of it', () => {
    const { steps, elsewhere } = planOf(history);
    const stored = steps.flatMap((step) => (step.kind === 'store' ? [step.secret.name] : []));
    expect(stored.toSorted()).toEqual(['/prod/postgres/credentials', '/prod/stripe/secret_key']);
    const advice = steps.flatMap((step) => (step.kind === 'rotate' ? [step.advice.join('; ')] : []));
    expect(advice).toHaveLength(3);
    expect(advice.filter((line) => line.endsWith('it stands in the history, too'))).toHaveLength(2);
    const [first] = project.repository.git('log', '--format=%H', '--', 'deploy.mjs').split('\n').toReversed();
    expect(advice).toContainEqual(
      expect.stringMatching(
        `^only the history holds it \\(since ${first?.slice(0, 12)}\\): rotate or revoke it now: https://`,
      ),
    );
    expect(steps.filter((step) => step.kind === 'rewrite').map(({ path }) => path)).toEqual(['lib/db.cjs', 'pay.mjs']);
    expect(elsewhere).toHaveLength(3);
  });

  it('without --history knows nothing of it', () => {
    const { steps } = planOf(['fix', '--store', 'local']);
    expect(JSON.stringify(steps)).not.toMatch(/only the history|GitHub/);
  });

  it('stores it when told, apart from what the program reads', () => {
    const { steps } = planOf([...history, '--store-history']);
    const stored = steps.flatMap((step) => (step.kind === 'store' ? [step.secret.name] : []));
    expect(stored).toHaveLength(3);
    expect(stored).toContain('/prod/github/personal_access_token');
    expect(JSON.stringify(steps)).toContain('kept as /prod/github/personal_access_token');
  });

  it('shows no value, and is for the named findings alone', () => {
    const { out } = run(project, history);
    for (const form of project.values.flatMap(formsOf)) expect(out.includes(form), 'a value is in it').toBe(false);
    const past = planOf(history).steps.find(
      (step) => step.kind === 'rotate' && step.advice.some((line) => line.startsWith('only the history')),
    );
    const id = past?.kind === 'rotate' ? past.finding : '';
    expect(planOf([...history, id]).steps.map(({ kind }) => kind)).toEqual(['rotate']);
  });
});

describe('the apply', () => {
  it('stores, rewrites the tree, goes back', async () => {
    const mine = copyProject(project);
    expect(run(mine, [...history, '--store-history', '--apply'])).toMatchObject({ code: 0 });
    expect((await listStored(mine)).map(({ name }) => name)).toContain('/prod/github/personal_access_token');
    for (const form of mine.values.flatMap(formsOf)) expect(workspaceText(mine).includes(form)).toBe(false);
    expect(run(mine, ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(mine)).toBe(original);
    expect((await listStored(mine)).every(({ deleted }) => deleted)).toBe(true);
  });

  it('changes nothing where there is only advice, and ends well', async () => {
    const mine = { ...project, repository: createRepository() };
    mine.repository.commit('one', { 'a.py': `token = "${github}"\n` });
    mine.repository.commit('two', { 'a.py': 'token = None\n' });
    const before = snapshot(mine);
    const { code, out } = run(mine, [...history, '--apply']);
    expect(code).toBe(0);
    expect(out).toContain('only the history holds it');
    expect(snapshot(mine)).toBe(before);
    expect(await listStored(mine)).toEqual([]);
    expect(run(mine, ['undo']).err).toContain('nothing to undo');
  });

  it('stores what stands in the tree where a comment allows it, and leaves that', () => {
    const mine = copyProject(project);
    mine.repository.commit('four', { 'deploy.mjs': `const githubToken = '${github}'; // unleak:allow\n` });
    expect(run(mine, [...history, '--store-history', '--apply'])).toMatchObject({ code: 0 });
    expect(mine.repository.git('diff', '--staged', '--name-only').split('\n')).not.toContain('deploy.mjs');
  });

  it('is gone on with after it was stopped', async () => {
    const mine = copyProject(project);
    mine.repository.write('.git/index.lock', '');
    const stopped = run(mine, [...history, '--store-history', '--apply']);
    expect(stopped).toMatchObject({ code: 3, err: expect.stringContaining('unleak resume') as string });
    rmSync(join(mine.repository.path, '.git/index.lock'));
    expect(run(mine, ['resume'])).toMatchObject({ code: 0 });
    expect(await listStored(mine)).toHaveLength(3);
    expect(run(mine, ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(mine)).toBe(original);
  });
});

it('--store-history is about the history', () => {
  expect(run(project, ['fix', '--store-history'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--store-history needs --history') as string,
  });
});

describe('logs', () => {
  const withLog = (): LeakyProject => {
    const mine = copyProject(project);
    const key = expandTemplate('sk_live_{an:24}', randomUUID());
    const [stripe = ''] = mine.values;
    mine.repository.write('.git/ci.log', `deploying\nusing ${key}\nusing ${stripe}\nusing ${github}\n`);
    return { ...mine, values: [...mine.values, key] };
  };

  it('what only they hold gets advice, and is stored when told; the tree is fixed as ever', async () => {
    const mine = withLog();
    const logs = ['fix', '--logs', '.git/ci.log', '--history', '--store', 'local'];
    const { steps } = JSON.parse(run(mine, [...logs, '--json']).out) as Plan;
    const advice = steps.flatMap((step) => (step.kind === 'rotate' ? [step.advice.join('; ')] : []));
    expect(advice.toSorted()).toEqual([
      expect.stringMatching(/^once .*; it stands in the history, too; it stands in logs, too: have them deleted$/),
      expect.stringMatching(/^once .*; it stands in the history, too$/),
      expect.stringMatching(/^only a log \(\.git\/ci\.log:2\) holds it: rotate or revoke it now: https:/),
      expect.stringMatching(/^only the history and a log \(\.git\/ci\.log:4\) hold it \(since \w{12}\): rotate/),
    ]);
    expect(run(mine, [...logs, '--store-history', '--apply'])).toMatchObject({ code: 0 });
    expect(await listStored(mine)).toHaveLength(4);
    expect(run(mine, ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(mine)).toBe(original);
  });

  it('are found again by a resume in another folder, which still needs the values', async () => {
    const mine = withLog();
    const killer = join(temporaryFolder(), 'kill.cjs');
    writeFileSync(
      killer,
      `const fs = require('node:fs');
const write = fs.writeSync;
fs.writeSync = (handle, data, ...rest) => {
  if (String(data).startsWith('{"kind":"storing"')) process.kill(process.pid, 'SIGKILL');
  return write(handle, data, ...rest);
};
`,
    );
    const args = ['fix', '--logs', 'ci.log', '--store', 'local', '--store-history', '--apply'];
    const within = (folder: string): LeakyProject => ({
      ...mine,
      repository: { ...mine.repository, path: join(mine.repository.path, folder) },
    });
    mine.repository.write('lib/ci.log', readFileSync(join(mine.repository.path, '.git/ci.log'), 'utf8'));
    mine.repository.write('.git/info/exclude', 'ci.log\n');
    expect(run(within('lib'), args, { NODE_OPTIONS: `--require=${killer}` }).code).toBe(null);
    expect(await listStored(mine)).toEqual([]);
    expect(run(mine, ['resume'])).toMatchObject({ code: 0 });
    expect((await listStored(mine)).length).toBeGreaterThan(2);
  });

  it('are named, with or without findings', () => {
    expect(run(project, ['fix', '--logs'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--logs needs the logs') as string,
    });
  });
});
