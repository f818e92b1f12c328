/** The loader that is written for users, in each language: rewritten programs read the embedded server, and fail without the secret. */
import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { javascriptReader } from '../../../src/stores/reader-javascript.ts';
import { connect, openEmulator } from '../../emulator/connect.ts';
import { rewriteMarked } from './rewriting.ts';
import { stubReader } from './stub-reader.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const reader = { ...stubReader, javascript: javascriptReader };
const [canary, other] = [randomBytes(24).toString('hex'), randomBytes(24).toString('hex')];
let folder = '';
let endpoint = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unleak-store-'));
  endpoint = (await openEmulator()).url;
  const client = connect(endpoint);
  await client.send(
    new CreateSecretCommand({ Name: '/prod/app/api', SecretString: JSON.stringify({ token: canary }) }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tsconfig = JSON.stringify({
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  },
  include: ['*.ts'],
});
const languages = [
  { title: 'JavaScript, ES modules', main: 'main.js', type: 'module' },
  { title: 'JavaScript, CommonJS', main: 'main.js', type: 'commonjs' },
  { title: 'TypeScript, ES modules', main: 'main.ts', type: 'module' },
  { title: 'TypeScript, CommonJS', main: 'main.ts', type: 'commonjs' },
];
/** A constant that may wait where the language can, and a field that cannot. */
const marked = `const key = '«${other}»';
class Client {
  header = 'Bearer «${other}»';
}
console.log(key, new Client().header);
`;

it.each(languages)('$title: a constant and a class field come from the store', async ({ title, main, type }) => {
  const base = join(folder, title);
  mkdirSync(base);
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'));
  const files = { 'package.json': JSON.stringify({ type }), 'tsconfig.json': tsconfig };
  const source = main.endsWith('.ts') ? `${marked}export {};\n` : marked;
  const { rewrite, after } = await rewriteMarked({ path: main, marked: source, files, reader });
  expect(rewrite.refusals).toEqual([]);
  for (const [path, text] of Object.entries({ ...files, [main]: after })) writeFileSync(join(base, path), text);
  for (const { path, text } of rewrite.companions) writeFileSync(join(base, path), text);

  const program = await compile(base, main, type);
  const found = { AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1' };
  expect(await start(program, found)).toBe(`${canary} Bearer ${canary}\n`);
  expect(await start(program, { ...found, AWS_REGION: 'eu-west-1' })).toBe('failed, naming the secret');
  expect(await start(program, { API_TOKEN: other })).toBe(`${other} Bearer ${other}\n`);
});

/** What Node runs: TypeScript is checked, and compiled. */
async function compile(base: string, main: string, type: string): Promise<string> {
  if (main.endsWith('.js')) return join(base, main);
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(execFileSync(process.execPath, [tsc, '-p', base], { encoding: 'utf8' })).toBe('');
  const outfile = join(base, type === 'module' ? 'out.mjs' : 'out.cjs');
  await build({
    entryPoints: [join(base, main)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: type === 'module' ? 'esm' : 'cjs',
  });
  return outfile;
}

async function start(program: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { API_TOKEN: _, ...inherited } = process.env;
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  return new Promise((done) => {
    execFile(process.execPath, [program], { env: { ...inherited, ...keys, ...env } }, (error, stdout, stderr) => {
      if (error === null) return done(stdout);
      return done(stderr.includes('/prod/app/api') && !stderr.includes(canary) ? 'failed, naming the secret' : stderr);
    });
  });
}
