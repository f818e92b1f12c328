/** Programs of every form are run before and after the rewrite: with the value, with a canary from either place, and with none. */
import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rewrite } from '../../../src/remediation-types.ts';
import { someOf } from '../../fixtures/thorough.ts';
import { forms, type Form } from './programs.ts';
import { rewriteMarked } from './rewriting.ts';

interface Language {
  readonly title: string;
  readonly extension: 'js' | 'ts';
  readonly files: Readonly<Record<string, string>>;
  readonly format: 'esm' | 'cjs';
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const tsconfig = JSON.stringify({
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: ['*.ts'],
});
const languages: readonly Language[] = [
  { title: 'JavaScript, ES modules', extension: 'js', format: 'esm', files: { 'package.json': '{"type":"module"}' } },
  { title: 'JavaScript, CommonJS', extension: 'js', format: 'cjs', files: { 'package.json': '{}' } },
  {
    title: 'TypeScript, ES modules',
    extension: 'ts',
    format: 'esm',
    files: { 'package.json': '{"type":"module"}', 'tsconfig.json': tsconfig },
  },
  {
    title: 'TypeScript, CommonJS',
    extension: 'ts',
    format: 'cjs',
    files: { 'package.json': '{}', 'tsconfig.json': tsconfig },
  },
];

const canary = `${randomBytes(24).toString('base64')}/@:%ä`;
let server: Server;
let stub = '';
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unleak-programs-'));
  server = createServer((request, response) => {
    const isThere = request.url === `/${encodeURIComponent('/prod/app/api')}/token`;
    response.writeHead(isThere ? 200 : 404).end(isThere ? canary : '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(languages)('$title', (language) => {
  const written = forms.filter((form) => form.typed === undefined || form.typed === (language.extension === 'ts'));
  // Most differ in nothing from one language to the other.
  const cells = (language === languages[0] ? written : someOf(written)).map((form, index) => ({
    ...form,
    index,
    value: generate(form),
  }));
  const rewrites: Rewrite[] = [];
  const results: Record<'before' | 'fromStore' | 'fromEnvironment' | 'without', readonly string[]> = {
    before: [],
    fromStore: [],
    fromEnvironment: [],
    without: [],
  };

  beforeAll(async () => {
    for (const { index, value, ...form } of cells) {
      const name = `cell-${index}.${language.extension}`;
      const marked = complete(form.source((form.write ?? String)(value)), language);
      const { rewrite, before, after } = await rewriteMarked({
        path: name,
        marked,
        files: language.files,
        value: (form.store ?? String)(value),
      });
      const companions = Object.fromEntries(rewrite.companions.map(({ path, text }) => [path, text]));
      write(join(folderOf(language), 'before'), { ...language.files, [name]: before });
      write(join(folderOf(language), 'after'), { ...language.files, ...companions, [name]: after });
      rewrites.push(rewrite);
    }
    const [before, after] = [await compile(language, 'before'), await compile(language, 'after')];
    results.before = await runAll(before, {});
    results.fromStore = await runAll(after, { STUB_URL: stub });
    results.fromEnvironment = await runAll(after, { API_TOKEN: canary });
    results.without = await runAll(after, { STUB_URL: `${stub}/none` });
  });

  it.each(cells)('a $title is loaded, and nothing stands in for it', ({ index, value }) => {
    expect(rewrites[index]?.refusals).toEqual([]);
    expect(results.before[index]).toBe(hash(value));
    expect(results.fromStore[index]).toBe(hash(canary));
    expect(results.fromEnvironment[index]).toBe(hash(canary));
    expect(results.without[index]).toBe('failed');
  });

  it.runIf(language.extension === 'ts')('the types of all of them check', () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const project = join(folderOf(language), 'after');
    expect(execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })).toBe('');
  });
});

function generate({ kind }: Form): string {
  const random = randomBytes(24).toString('hex');
  if (kind === 'password') return `${random.slice(0, 9)}/@:%${random.slice(9)}`;
  if (kind !== 'pem') return `${random}`;
  const lines = [0, 1, 2].map(() => randomBytes(48).toString('base64'));
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\n');
}

/** The program around a form: it prints the hash of `out`. */
function complete(source: string, { format, extension }: Language): string {
  const print = `Promise.resolve(out).then((value) => console.log(createHash('sha256').update(String(value)).digest('hex')));`;
  const opening =
    format === 'esm' || extension === 'ts'
      ? `import { createHash } from 'node:crypto';`
      : `'use strict';\nconst { createHash } = require('node:crypto');`;
  return `${opening}\n\n${source}\n\n${print}\n${format === 'esm' || extension === 'ts' ? 'export {};\n' : ''}`;
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function folderOf(language: Language): string {
  return join(folder, `${language.extension}-${language.format}`);
}

function write(base: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(base, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(base, path), text);
}

/** Programs that Node runs, in the order of the cells: TypeScript is bundled first. */
async function compile(language: Language, stage: string): Promise<readonly string[]> {
  const base = join(folderOf(language), stage);
  const names = readdirSync(base).filter((name) => name.startsWith('cell-'));
  const sources = names.toSorted((one, other) => numberOf(one) - numberOf(other)).map((name) => join(base, name));
  if (language.extension === 'js') return sources;
  const extension = language.format === 'esm' ? '.mjs' : '.cjs';
  const outdir = join(base, 'out');
  const { format } = language;
  await build({
    entryPoints: sources,
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format,
    outExtension: { '.js': extension },
  });
  return sources.map((source) => join(outdir, basename(source).replace(/\.ts$/, extension)));
}

function numberOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

/** Loads one program after the other and notes what it prints, or that it failed. */
const runner = `
const { pathToFileURL } = require('node:url');
const print = console.log;
(async () => {
  for (const program of process.argv.slice(1)) {
    const outcome = new Promise((done) => {
      console.log = done;
      process.removeAllListeners('unhandledRejection').on('unhandledRejection', () => done('failed'));
      import(pathToFileURL(program)).catch(() => done('failed'));
    });
    print(await outcome);
  }
})();
`;

async function runAll(programs: readonly string[], env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { API_TOKEN: _, ...inherited } = process.env;
  return new Promise((done, fail) => {
    execFile(process.execPath, ['-e', runner, ...programs], { env: { ...inherited, ...env } }, (error, stdout) =>
      error === null ? done(stdout.trim().split('\n')) : fail(error),
    );
  });
}
