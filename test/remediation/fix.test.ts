/** Sessions of `unleak fix`: the plan, the apply, what is kept of a file, what is refused, and that no value gets out. */
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/remediation-types.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { copyProject, createLeakyProject, listStored, run, snapshot, workspaceText } from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';
import { findForms, needlesOf } from './oracle/needles.ts';

const project = createLeakyProject();
const original = snapshot(project);
const apply = ['fix', '--apply', '--store', 'local'];
const readText = ({ repository }: LeakyProject, path: string): string =>
  readFileSync(join(repository.path, path), 'utf8');

function expectNoValue(text: string, { values }: LeakyProject): void {
  expect(findForms(text, values.flatMap(needlesOf))).toEqual([]);
}

describe('the plan', () => {
  it('changes nothing, and shows both sides without a value', () => {
    const mine = copyProject(project);
    const { code, out, err } = run(mine, ['fix', '--store', 'local']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('- const stripeKey = "****";');
    expect(out).toMatch(/\+ const stripeKey = .*secret\("\/prod\/stripe\/secret_key"\)/);
    const sides = ['-', '+'].map((sign) => out.split('\n').filter((line) => line.startsWith(`  ${sign} `)));
    const [old = [], made = []] = sides.map((lines) => lines.map((line) => line.slice(4)));
    expect({ old: old.length, both: old.filter((line) => made.includes(line)) }).toEqual({ old: 3, both: [] });
    expect(out).toContain('2 secrets to local, 2 files to rewrite, 0 places left to you, $0.80 a month');
    expectNoValue(out, mine);
    expect(snapshot(mine)).toBe(original);
  });

  it('is JSON without values, the same every time, with exact policies', () => {
    const { out } = run(project, ['fix', '--store', 'local', '--json']);
    expectNoValue(out, project);
    expect(run(copyProject(project), ['fix', '--store', 'local', '--json']).out).toBe(out);
    const { policies, steps } = JSON.parse(out) as Plan;
    expect(policies.reader.Statement).toEqual([
      {
        Sid: 'ReadSecrets',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        Resource: [
          'arn:aws:secretsmanager:REGION:ACCOUNT_ID:secret:/prod/stripe/secret_key-??????',
          'arn:aws:secretsmanager:REGION:ACCOUNT_ID:secret:/prod/postgres/credentials-??????',
        ].toSorted((a, b) => namesOf(steps).indexOf(a) - namesOf(steps).indexOf(b)),
      },
    ]);
    expect(JSON.stringify(policies)).not.toContain('*');
  });

  const namesOf = (steps: Plan['steps']): readonly string[] =>
    steps.flatMap((step) =>
      step.kind === 'store' ? [`arn:aws:secretsmanager:REGION:ACCOUNT_ID:secret:${step.secret.name}-??????`] : [],
    );

  it('names the KMS key in both policies, and nothing but the key', () => {
    const key = 'arn:aws:kms:eu-west-1:123456789012:key/the-key';
    const { policies } = JSON.parse(run(project, ['fix', '--store', 'local', '--json', '--kms-key', key]).out) as Plan;
    const [, use] = policies.reader.Statement;
    expect(use).toEqual({ Sid: 'UseKey', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: [key] });
    expect(policies.tool.Statement[1]?.Action).toEqual(['kms:GenerateDataKey', 'kms:Decrypt']);
    expect(run(project, ['fix', '--kms-key', 'alias/mine'])).toMatchObject({ code: 2 });
    const mine = copyProject(project);
    expect(run(mine, [...apply, '--kms-key', key]).code).toBe(0);
    expect(workspaceText(mine)).toContain(`"kmsKey":"${key}"`);
    expect(run(mine, ['undo']).code).toBe(0);
  });

  it('has a database credential in the shape that rotation reads', () => {
    const { steps } = JSON.parse(run(project, ['fix', '--store', 'local', '--json']).out) as Plan;
    const secrets = steps.flatMap((step) => (step.kind === 'store' ? [step.secret] : []));
    const database = secrets.find(({ name }) => name.includes('postgres'));
    expect(Object.keys(database?.keys ?? {}).toSorted()).toEqual(['dbname', 'host', 'password', 'port', 'username']);
    expect(database?.constants).toEqual({ engine: 'postgres' });
  });

  it('that was reviewed is applied only while it is still the plan', () => {
    const mine = copyProject(project);
    const file = join(temporaryFolder(), 'plan.json');
    expect(run(mine, ['fix', '--store', 'local', '--plan', file]).code).toBe(0);
    expectNoValue(readFileSync(file, 'utf8'), mine);
    mine.repository.write('pay.mjs', `// new\n${readText(mine, 'pay.mjs')}`);
    mine.repository.commit('two');
    const refused = run(mine, [...apply, '--plan', file]);
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.err).toContain('is not the plan any more');
    run(mine, ['fix', '--store', 'local', '--plan', file]);
    expect(run(mine, [...apply, '--plan', file]).code).toBe(0);
  });
});

describe('the apply', () => {
  it('keeps mode, line ends and byte order mark, and stages what it touched', () => {
    const mine = copyProject(project);
    mine.repository.write('notes.txt', 'mine\n');
    expect(run(mine, apply)).toMatchObject({ code: 0 });
    const text = readText(mine, 'pay.mjs');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n\r\nexport const key = stripeKey;\r\n')).toBe(true);
    expect(statSync(join(mine.repository.path, 'pay.mjs')).mode & 0o777).toBe(0o755);
    const status = mine.repository.git('status', '--porcelain').split('\n');
    expect(status).toContain('M  lib/db.cjs');
    expect(status).toContain('M  pay.mjs');
    expect(status.filter((line) => !/^[AM] {2}/.test(line))).toEqual(['?? notes.txt']);
  });

  it('lets no value out but into the store: not to a stream, a file, the journal', () => {
    const mine = copyProject(project);
    const { out, err } = run(mine, [...apply, '--verbose']);
    expectNoValue(out + err + workspaceText(mine), mine);
    const root = mine.repository.path;
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const outside = files.filter(({ parentPath }) => !parentPath.includes('/.git/objects'));
    for (const { parentPath, name } of outside) expectNoValue(readFileSync(join(parentPath, name), 'latin1'), mine);
    const undone = run(mine, ['undo']);
    expectNoValue(undone.out + undone.err + workspaceText(mine), mine);
    const modes = readdirSync(join(root, '.git/unleak')).map(
      (name) => statSync(join(root, '.git/unleak', name)).mode & 0o077,
    );
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  it('works on staged files that no commit holds yet, and undo brings them back', () => {
    const mine = copyProject(project);
    mine.repository.write('new.mjs', readText(mine, 'pay.mjs'));
    mine.repository.git('add', 'new.mjs');
    const before = snapshot(mine);
    expect(run(mine, apply).code).toBe(0);
    expect(run(mine, ['undo']).code).toBe(0);
    expect(snapshot(mine)).toBe(before);
  });

  it('refuses to mix with changes that are not staged', () => {
    const mine = copyProject(project);
    mine.repository.write('pay.mjs', `${readText(mine, 'pay.mjs')}// unfinished\r\n`);
    const before = snapshot(mine);
    expect(run(mine, apply)).toMatchObject({
      code: 2,
      err: expect.stringContaining('pay.mjs changed since it was staged') as string,
    });
    expect(snapshot(mine)).toBe(before);
    expect(run(mine, ['resume']).err).toContain('nothing to resume');
  });

  it('leaves what no rewriter knows, says how, and ends with 3', () => {
    const mine = copyProject(project);
    mine.repository.commit('two', { 'notes.unknown': `stripe ${mine.values[0]}\n` });
    const { code, out, err } = run(mine, apply);
    expect(code).toBe(3);
    expect(out).toMatch(/notes\.unknown:1 {2}no-rewriter\n.*variable STRIPE_KEY/);
    expect(err).toContain('partly fixed');
  });

  it.each([
    ['excludes', 'exclude: [examples/]\n', []],
    ['allows', 'allow:\n  - paths: [examples/]\n    reason: an example\n', ['examples/pay.mjs:2']],
  ])('leaves what the configuration %s', (_, config, left) => {
    const mine = copyProject(project);
    const example = readText(mine, 'pay.mjs');
    mine.repository.commit('two', { 'unleak.config.yaml': config, 'examples/pay.mjs': example });
    const { code, out } = run(mine, apply);
    expect(readText(mine, 'examples/pay.mjs')).toBe(example);
    expect(readText(mine, 'pay.mjs')).not.toBe(example);
    expect({ code, left: out.match(/examples\/pay\.mjs:\d+/g) ?? [] }).toEqual({ code: left.length > 0 ? 3 : 0, left });
  });

  it('rewrites a place that no pattern knows, where the value stands elsewhere, too', () => {
    const mine = copyProject(project);
    const encoded = Buffer.from(mine.values[1] ?? '').toString('base64');
    mine.repository.commit('two', { 'other.mjs': `export const x = ['${mine.values[1]}', '${encoded}'];\n` });
    const { code } = run(mine, apply);
    const after = readText(mine, 'other.mjs');
    expectNoValue(code === 0 ? after : after.replace(encoded, ''), mine);
  });

  it('lists what stands in base64 of a longer text, and completes the rest', () => {
    const mine = copyProject(project);
    const encoded = Buffer.from(`x${mine.values[0]}`).toString('base64');
    mine.repository.commit('two', { 'deploy.json': `{\n  "data": "${encoded}"\n}\n` });
    const { code, out } = run(mine, apply);
    expect(code).toBe(3);
    expect(out).toContain('deploy.json:2  unknown-encoding');
    expect(workspaceText(mine)).toContain('"kind":"end"');
  });

  it('leaves what it cannot read byte by byte, and a file whose name holds the value', () => {
    const mine = copyProject(project);
    const [stripe = ''] = mine.values;
    mine.repository.commit('two', {
      'latin.mjs': Buffer.from(`// caf\u00e9\nconst stripeKey = "${stripe}";\n`, 'latin1'),
      [`${stripe}.mjs`]: `const stripeKey = "${stripe}";\n`,
    });
    const { code, out, err } = run(mine, apply);
    expect(code).toBe(3);
    expect(out).toContain('latin.mjs:2  not-a-file');
    expect(out).toContain('****:1  value-in-path');
    expectNoValue(out + err + workspaceText(mine), mine);
  });

  it('says what is missing where there is no AWS', () => {
    const mine = copyProject(project);
    const nowhere = {
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_REGION: '',
      AWS_DEFAULT_REGION: '',
    };
    const aws = ['fix', '--apply', '--store', 'aws'];
    expect(run(mine, aws, nowhere)).toMatchObject({
      code: 4,
      err: expect.stringContaining('set AWS_REGION') as string,
    });
    const told = run(mine, aws, { ...nowhere, AWS_REGION: 'eu-west-1' });
    expect(told).toMatchObject({ code: 4, err: expect.stringContaining('there are no AWS credentials') as string });
    expect(snapshot(mine)).toBe(original);
  });

  it('writes through no link', () => {
    const mine = copyProject(project);
    const outside = join(temporaryFolder(), 'outside.mjs');
    writeFileSync(outside, readText(mine, 'pay.mjs'));
    symlinkSync(outside, join(mine.repository.path, 'link.mjs'));
    mine.repository.commit('two');
    run(mine, apply);
    expect(readFileSync(outside, 'utf8')).toBe(project.files['pay.mjs']);
  });

  it('leaves files that changed since in peace when it undoes, and keeps their secrets', async () => {
    const mine = copyProject(project);
    run(mine, apply);
    const changed = `${readText(mine, 'pay.mjs')}// later\r\n`;
    mine.repository.write('pay.mjs', changed);
    const { code, out } = run(mine, ['undo']);
    expect({ code, out }).toEqual({ code: 3, out: 'pay.mjs was left: it has changed since\n' });
    expect(readText(mine, 'pay.mjs')).toBe(changed);
    expect(readText(mine, 'lib/db.cjs')).toBe(project.files['lib/db.cjs']);
    expect((await listStored(mine)).every(({ deleted }) => !deleted)).toBe(true);
  });

  it('takes a secret back from its deletion only when told', () => {
    const mine = copyProject(project);
    run(mine, apply);
    run(mine, ['undo']);
    const refused = run(mine, apply);
    expect(refused).toMatchObject({ code: 4, err: expect.stringContaining('--restore takes it back') as string });
    expect(run(mine, ['resume', '--restore']).code).toBe(0);
  });

  it('needs a repository, and a file system that it may write', () => {
    const mine = copyProject(project);
    chmodSync(join(mine.repository.path, 'lib'), 0o555);
    if (process.getuid?.() !== 0) {
      expect(run(mine, apply)).toMatchObject({ code: 3 });
      chmodSync(join(mine.repository.path, 'lib'), 0o755);
      expect(run(mine, ['resume']).code).toBe(0);
    }
    chmodSync(join(mine.repository.path, 'lib'), 0o755);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.mjs'), project.files['pay.mjs'] ?? '');
    const outside: LeakyProject = { ...mine, repository: { ...mine.repository, path: folder } };
    expect(run(outside, apply)).toMatchObject({
      code: 2,
      err: expect.stringContaining('needs a git repository') as string,
    });
  });
});

describe('the proof', () => {
  const sdk = join(process.cwd(), 'node_modules');
  const program = (text: string): LeakyProject => {
    const mine = copyProject(project);
    mine.repository.commit('two', { 'main.cjs': text, '.gitignore': 'node_modules\n' });
    symlinkSync(sdk, join(mine.repository.path, 'node_modules'));
    return mine;
  };

  it('holds where the program fetches the canary and fails without it', () => {
    const mine = program(`const { url } = require('./lib/db.cjs');\nif (!url.includes('canary-')) process.exit(7);\n`);
    expect(run(mine, [...apply, '--prove', 'node main.cjs'])).toMatchObject({ code: 0 });
    expect(workspaceText(mine)).toContain('"proved"');
  });

  it.each([
    ['fails with the canary', `require('./lib/db.cjs');\nprocess.exit(5);\n`, 'ended with 5'],
    ['asks for nothing', `process.exit(0);\n`, 'never asked the store'],
    ['goes on without the secret', `try { require('./lib/db.cjs'); } catch {}\n`, 'does not fail closed'],
  ])('does not hold where the program %s; nothing is staged, and undo goes back', (_, text, message) => {
    const mine = program(text);
    const before = snapshot(mine);
    expect(run(mine, [...apply, '--prove', 'node main.cjs'])).toMatchObject({
      code: 3,
      err: expect.stringContaining(message) as string,
    });
    expect(mine.repository.git('diff', '--staged', '--name-only')).toBe('');
    expect(run(mine, ['undo']).code).toBe(0);
    expect(snapshot(mine)).toBe(before);
  });
});
