/** The loaders that rewritten programs use, really run against the embedded server: value, key, cache, and errors without values. */
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { pythonReader } from '../../src/stores/reader-python.ts';
import { javascriptReader } from '../../src/stores/reader-javascript.ts';
import { connect, openEmulator } from '../emulator/connect.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

const calls: string[] = [];
const emulator = await openEmulator({ onCall: ({ operation }) => void calls.push(operation) });
const client = connect(emulator.url);
await client.send(new CreateSecretCommand({ Name: 'plain', SecretString: 'the-plain-value' }));
await client.send(new CreateSecretCommand({ Name: 'fields', SecretString: '{"a":"the-field","n":7}' }));

const env = {
  ...process.env,
  AWS_ENDPOINT_URL: emulator.url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'y',
  AWS_MAX_ATTEMPTS: '1',
};

interface Ran {
  readonly code: number | null;
  readonly out: string;
}

function start(program: string, args: readonly string[], cwd: string): Promise<Ran> {
  const child = spawn(program, args, { cwd, env });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => void (out += part.toString()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, out }));
  });
}

function projectFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const flavours: readonly (readonly [kind: string, file: string, use: string])[] = [
  [
    'esm',
    'loader.mjs',
    `import { secret as load } from './loader.mjs';\nconst get = async (...args) => load(...args);\n`,
  ],
  [
    'cjs-sync',
    'loader.cjs',
    `import { secretSync } from './loader.cjs';\nconst get = async (...args) => secretSync(...args);\n`,
  ],
  [
    'esm-ts',
    'loader.ts',
    `import { secret as load } from './loader.mjs';\nconst get = async (...args) => load(...args);\n`,
  ],
  [
    'sync-ts',
    'loader.ts',
    `import { secretSync } from './loader.mjs';\nconst get = async (...args) => secretSync(...args);\n`,
  ],
];

describe.each(flavours)('the %s loader', (kind, file, use) => {
  const prepare = async (program: string): Promise<string> => {
    const folder = projectFolder();
    writeFileSync(join(folder, file), javascriptReader.loader(kind));
    if (file.endsWith('.ts'))
      await build({ entryPoints: [join(folder, file)], outfile: join(folder, 'loader.mjs'), logLevel: 'error' });
    writeFileSync(join(folder, 'main.mjs'), use + program);
    return folder;
  };

  it('gives a text, a key, a number as text, and asks once', async () => {
    const folder = await prepare(
      `console.log(await get('plain'), await get('fields', 'a'), await get('fields', 'n'), await get('plain'));`,
    );
    calls.length = 0;
    const { code, out } = await start(process.execPath, ['main.mjs'], folder);
    expect(out).toContain('the-plain-value the-field 7 the-plain-value');
    expect(code).toBe(0);
    expect(calls.filter((call) => call === 'GetSecretValue')).toHaveLength(2);
  });

  it.each([
    ['a secret that is missing', `get('absent')`, 'absent: ResourceNotFoundException'],
    ['a key that is missing', `get('fields', 'toString')`, 'fields has no key toString'],
    ['a key of a text', `get('plain', 'a')`, 'plain has no key a'],
  ])('fails for %s and tells no value', async (_, call, message) => {
    const { code, out } = await start(process.execPath, ['main.mjs'], await prepare(`await ${call};`));
    expect(code).toBe(1);
    expect(out).toContain(message);
    expect(out).not.toMatch(/the-plain-value|the-field/);
  });
});

it('loaders of TypeScript have types', async () => {
  const folder = projectFolder();
  for (const kind of ['esm-ts', 'sync-ts']) writeFileSync(join(folder, `${kind}.ts`), javascriptReader.loader(kind));
  const options = [
    '--ignoreConfig',
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--types',
    'node',
    '--skipLibCheck',
  ];
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  expect(await start(process.execPath, [tsc, ...options, 'esm-ts.ts', 'sync-ts.ts'], folder)).toEqual({
    code: 0,
    out: '',
  });
});

const hasBoto =
  (await start('python3', ['-c', 'import boto3'], temporaryFolder()).catch(() => ({ code: 1 }))).code === 0;

describe.skipIf(!hasBoto)('the Python loader', () => {
  const prepare = (program: string): string => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'loader.py'), pythonReader.loader('python'));
    writeFileSync(join(folder, 'main.py'), `from loader import secret\n${program}\n`);
    return folder;
  };

  it('gives a text, a key, a number as text, and asks once', async () => {
    calls.length = 0;
    const folder = prepare(`print(secret("plain"), secret("fields", "a"), secret("fields", "n"), secret("plain"))`);
    expect(await start('python3', ['main.py'], folder)).toEqual({
      code: 0,
      out: 'the-plain-value the-field 7 the-plain-value\n',
    });
    expect(calls.filter((call) => call === 'GetSecretValue')).toHaveLength(2);
  });

  it.each([
    ['a secret that is missing', `secret("absent")`, 'absent: ResourceNotFoundException'],
    ['a key that is missing', `secret("fields", "b")`, 'fields has no key b'],
    ['a key of a text', `secret("plain", "a")`, 'plain has no key a'],
  ])('fails for %s and tells no value', async (_, call, message) => {
    const { code, out } = await start('python3', ['main.py'], prepare(call));
    expect(code).toBe(1);
    expect(out).toContain(message);
    expect(out).not.toMatch(/the-plain-value|the-field/);
  });
});
