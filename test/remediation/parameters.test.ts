/** `unleak fix --as parameter`: planned, stored, read back and rewritten so that the program runs; taken back, and gone on with. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/remediation-types.ts';
import { javascriptParameterReader } from '../../src/stores/reader-javascript.ts';
import type { Session } from '../cli/session.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { openParameterServer } from '../stores/parameter-server.ts';
import { someOf } from '../fixtures/thorough.ts';
import {
  copyProject,
  createLeakyProject,
  quietAws,
  run,
  runMeanwhile,
  snapshot,
  workspaceText,
} from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';
import { findForms, needlesOf } from './oracle/needles.ts';

const server = await openParameterServer();
const project = createLeakyProject();
const original = snapshot(project);
const onServer = {
  ...quietAws,
  ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1' },
  AWS_ENDPOINT_URL_SSM: server.url,
};
const names = ['/prod/postgres/credentials', '/prod/stripe/secret_key'];

function fix(mine: LeakyProject, ...args: readonly string[]): Promise<Session> {
  return runMeanwhile(mine, args, onServer);
}

function start(program: string, cwd: string): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [program], { cwd, env: { ...process.env, ...onServer } });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void (out += part.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, out })));
}

it('the plan names parameters, costs nothing, and allows exactly them', async () => {
  const { code, out } = await fix(project, 'fix', '--as', 'parameter', '--json');
  expect(code).toBe(0);
  const { store, monthlyCost, policies, dependencies } = JSON.parse(out) as Plan;
  expect({ store, monthlyCost }).toEqual({ store: 'parameter', monthlyCost: 0 });
  expect(dependencies.map(({ name }) => name)).toEqual(['@aws-sdk/client-ssm']);
  const [read] = policies.reader.Statement;
  expect(read?.Action).toEqual(['ssm:GetParameter']);
  expect(read?.Resource.toSorted()).toEqual(names.map((name) => `arn:aws:ssm:us-east-1:ACCOUNT_ID:parameter${name}`));
  expect(policies.tool.Statement[0]?.Action).toEqual([
    'ssm:AddTagsToResource',
    'ssm:DeleteParameter',
    'ssm:GetParameter',
    'ssm:ListTagsForResource',
    'ssm:PutParameter',
  ]);
  expect(JSON.stringify(policies)).not.toMatch(/[*?]/);
});

it('the apply stores, and the program reads; undo takes both back', async () => {
  const mine = copyProject(project);
  const applied = await fix(mine, 'fix', '--apply', '--as', 'parameter');
  expect(applied).toMatchObject({ code: 0 });
  expect(applied.err).toContain('store: AWS Parameter Store, account unknown, region us-east-1');
  expect([...server.parameters.keys()].toSorted()).toEqual(names);
  const texts = [applied.out, applied.err, workspaceText(mine)].join('');
  expect(findForms(texts, mine.values.flatMap(needlesOf))).toEqual([]);
  symlinkSync(join(process.cwd(), 'node_modules'), join(mine.repository.path, 'node_modules'));
  writeFileSync(
    join(mine.repository.path, 'main.mjs'),
    `import { createHash } from 'node:crypto';\nimport { key } from './pay.mjs';\nimport db from './lib/db.cjs';\n` +
      `for (const each of [key, db.stripeKey, new URL(db.url).password]) console.log(createHash('sha256').update(each).digest('hex'));\n`,
  );
  const hash = (value = ''): string => createHash('sha256').update(value).digest('hex');
  const [stripe, password] = mine.values.map(hash);
  expect(await start('main.mjs', mine.repository.path)).toEqual({
    code: 0,
    out: `${[stripe, stripe, password].join('\n')}\n`,
  });
  for (const name of ['main.mjs', 'node_modules']) rmSync(join(mine.repository.path, name));
  expect(await fix(mine, 'undo')).toMatchObject({
    code: 0,
    err: expect.stringContaining('the parameters are deleted') as string,
  });
  expect(snapshot(mine)).toBe(original);
  expect(server.parameters.size).toBe(0);
});

it.each([
  ['fetches the canary and fails without it', `if (!url.includes('canary-')) process.exit(7);`, 0],
  ['fails with the canary', `process.exit(5);`, 3],
])('--prove tells whether a program that reads parameters %s', async (_, line, expected) => {
  const mine = copyProject(project);
  mine.repository.commit('two', {
    'main.cjs': `const { url } = require('./lib/db.cjs');\n${line}\n`,
    '.gitignore': 'node_modules\n',
  });
  symlinkSync(join(process.cwd(), 'node_modules'), join(mine.repository.path, 'node_modules'));
  const { code } = await fix(mine, 'fix', '--apply', '--as', 'parameter', '--prove', 'node main.cjs');
  expect(code).toBe(expected);
  expect(await fix(mine, 'undo')).toMatchObject({ code: 0 });
  expect(server.parameters.size).toBe(0);
});

const faults = ['drop', 'lost', 'ThrottlingException'].flatMap((kind) =>
  ['PutParameter', 'GetParameter'].map((operation) => [kind, operation] as const),
);

it.each(someOf(faults))(
  'a call that meets %s (%s) stops it before any file is touched; resume completes it, undo takes it back',
  async (kind, operation) => {
    const mine = copyProject(project);
    server.faults.push({ operation, kind });
    expect((await fix(mine, 'fix', '--apply', '--as', 'parameter')).code).toBe(4);
    expect(snapshot(mine)).toBe(original);
    expect(await fix(mine, 'resume')).toMatchObject({ code: 0 });
    expect([...server.parameters.values()].map(({ version }) => version)).toEqual([1, 1]);
    server.faults.push({ operation: 'DeleteParameter', kind });
    expect((await fix(mine, 'undo')).code).toBe(4);
    expect(await fix(mine, 'undo')).toMatchObject({ code: 0 });
    expect(server.parameters.size).toBe(0);
    expect(snapshot(mine)).toBe(original);
  },
);

it.each([
  [['--replica-region', 'eu-west-1'], '--as parameter does not go with --replica-region'],
  [['--store', 'local'], '--as parameter does not go with --store local'],
  [['--apply', '--rotate', '--before-deploy'], '--as parameter does not go with --rotate'],
  [['--prefix', 'aws'], 'the store takes no name like /aws/prod/'],
  [['--prefix', 'a=b'], 'the store takes no name like /a=b/prod/'],
])('refuses %j before anything happens', (flags, message) => {
  const { code, err } = run(project, ['fix', '--as', 'parameter', ...flags]);
  expect({ code, told: err.includes(message) }).toEqual({ code: 2, told: true });
  expect(err).toContain('hint: ');
});

describe.each([
  ['esm', 'loader.mjs', 'secret', ''],
  ['cjs-sync', 'loader.cjs', 'secretSync', ''],
  ['esm-ts', 'loader.ts', 'secret', 'esm'],
  ['sync-ts', 'loader.ts', 'secretSync', 'esm'],
])('the %s loader of parameters', (kind, file, name, compiled) => {
  it('gives a text and a key, asks once, and fails without a value in its words', async () => {
    const tags = { type: 'SecureString', version: 1, tags: [], key: undefined };
    server.parameters.set('/plain', { value: 'the-plain-value', ...tags });
    server.parameters.set('/fields', { value: '{"a":"the-field"}', ...tags });
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, file), javascriptParameterReader.loader(kind));
    if (compiled !== '') compile(folder, file);
    const loader = compiled === '' ? file : 'loader.js';
    const use = `import { ${name} as get } from './${loader}';\n`;
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
    writeFileSync(
      join(folder, 'good.mjs'),
      `${use}console.log(await get('/plain'), await get('/fields', 'a'), await get('/plain'));\n`,
    );
    writeFileSync(join(folder, 'bad.mjs'), `${use}await get('/absent');\n`);
    server.calls.length = 0;
    expect(await start('good.mjs', folder)).toEqual({ code: 0, out: 'the-plain-value the-field the-plain-value\n' });
    expect(server.calls).toEqual(['GetParameter', 'GetParameter']);
    const failed = await start('bad.mjs', folder);
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('cannot load the secret /absent: ParameterNotFound');
    server.parameters.clear();
  });
});

/** With the types checked, as a project does it. */
function compile(folder: string, file: string): void {
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  const options = '--ignoreConfig --strict --module nodenext --target es2022 --types node --skipLibCheck'.split(' ');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  execFileSync(process.execPath, [tsc, ...options, file], { cwd: folder, stdio: 'inherit' });
}
