/** `unleak fix` where things go wrong or are strange: odd names, links, other repositories, files that change under it, a disk that fills. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { cli } from '../cli/session.ts';
import { createRepository, openTestRepository, temporaryFolder } from '../fixtures/repository.ts';
import { someOf } from '../fixtures/thorough.ts';
import { copyProject, createLeakyProject, listStored, quietAws, run, runMeanwhile, snapshot } from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';

const project = createLeakyProject();
const original = snapshot(project);
const apply = ['fix', '--apply', '--store', 'local'];
const [stripe = ''] = project.values;
const leak = `const stripeKey = '${stripe}';\n`;

function holds(files: Readonly<Record<string, string>>): LeakyProject {
  const repository = createRepository();
  repository.commit('one', files);
  return { repository, values: [stripe], files };
}

const at = (mine: LeakyProject, folder: string): LeakyProject => ({
  ...mine,
  repository: { ...mine.repository, path: join(mine.repository.path, folder) },
});
const staged = ({ repository }: LeakyProject): readonly string[] =>
  repository.git('diff', '--staged', '--name-only', '-z').split('\0').filter(Boolean).toSorted();

describe('names', () => {
  it.each([
    'd/new\nline.mjs',
    ' leading.mjs',
    'tab\t.mjs',
    '"quoted" $(x) `y`.mjs',
    'ünï.mjs',
    '-dash.mjs',
    ':(top)a.mjs',
  ])('%j is fixed, staged and taken back', (name) => {
    const mine = holds({ [name]: leak, 'zero.mjs': '' });
    const before = snapshot(mine);
    expect(run(mine, apply)).toMatchObject({ code: 0 });
    expect(staged(mine)).toContain(name);
    expect(run(mine, ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(mine)).toBe(before);
  });

  it('changes that are not staged are seen whatever the name', () => {
    const mine = holds({ ' leading.mjs': leak });
    mine.repository.write(' leading.mjs', `${leak}// unfinished\n`);
    expect(run(mine, apply)).toMatchObject({ code: 2, err: expect.stringContaining('changed since') as string });
  });
});

describe('places', () => {
  it('a subfolder fixes the whole repository, and takes it back', () => {
    const mine = holds({ 'd/e/x.mjs': leak, 'y.mjs': leak });
    const before = snapshot(mine);
    expect(run(at(mine, 'd/e'), apply)).toMatchObject({ code: 0 });
    expect(staged(mine)).toEqual(['d/e/x.mjs', 'secrets.mjs', 'y.mjs']);
    expect(run(at(mine, 'd'), ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(mine)).toBe(before);
  });

  it('a work tree has its own journal', () => {
    const mine = copyProject(project);
    const path = join(temporaryFolder(), 'other');
    mine.repository.git('worktree', 'add', '-q', path, '-b', 'other');
    const other = { ...mine, repository: openTestRepository(path) };
    const before = snapshot(other);
    expect(run(other, apply)).toMatchObject({ code: 0 });
    expect(run(mine, ['undo']).err).toContain('nothing to undo');
    expect(snapshot(mine)).toBe(original);
    expect(run(other, ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(other)).toBe(before);
  });

  it('a submodule is left to itself, and is fixed from within', () => {
    const inner = holds({ 'x.mjs': leak });
    const outer = holds({ 'y.mjs': leak });
    outer.repository.git(
      ...['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.repository.path, 'sub'],
    );
    outer.repository.git('commit', '-qm', 'sub');
    const before = readFileSync(join(outer.repository.path, 'sub/x.mjs'), 'utf8');
    const { code, out } = run(outer, apply);
    expect(code).toBe(3);
    expect(out).toContain('sub/x.mjs:1  not-a-file');
    expect(readFileSync(join(outer.repository.path, 'sub/x.mjs'), 'utf8')).toBe(before);
    const within = { ...inner, repository: openTestRepository(join(outer.repository.path, 'sub')) };
    expect(run(within, apply)).toMatchObject({ code: 0 });
    expect(staged(within)).toEqual(['secrets.mjs', 'x.mjs']);
  });

  it('a bare repository and a plain folder are told what they lack', () => {
    const mine = copyProject(project);
    const bare = join(temporaryFolder(), 'bare');
    mine.repository.git('clone', '-q', '--bare', '.', bare);
    const inBare = { ...mine, repository: { ...mine.repository, path: bare } };
    expect(run(inBare, ['fix', '--history', '--store', 'local'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('only the history holds it') as string,
    });
    expect(run(inBare, [...apply, '--history', '--store-history'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('hint: `git init`') as string,
    });
  });
});

describe('links', () => {
  it('a file beside it that is a link is seen while planning, and nothing is done half-way', () => {
    const mine = holds({ '.env': `STRIPE_KEY=${stripe}\n`, 'a.js': `require('dotenv').config();\n`, real: 'x\n' });
    symlinkSync('real', join(mine.repository.path, '.gitignore'));
    mine.repository.git('add', '-f', '.gitignore');
    mine.repository.git('commit', '-qm', 'link');
    const { code, out } = run(mine, apply);
    expect(code).toBe(3);
    expect(out).toContain('.env:1  loader-exists');
    expect(readFileSync(join(mine.repository.path, 'real'), 'utf8')).toBe('x\n');
    expect(readFileSync(join(mine.repository.path, '.env'), 'utf8')).toContain(stripe);
  });
});

/** Loaded into the CLI before it runs. */
function preload(text: string): Record<string, string> {
  const path = join(temporaryFolder(), 'preload.cjs');
  writeFileSync(path, `const fs = require('node:fs');\n${text}`);
  return { NODE_OPTIONS: `--require=${path}` };
}

describe('files that change under it', () => {
  it.each([
    ['an edit to a file', 'pay.mjs', '// later\\n'],
    ['a file where the loader is to be', 'secrets.mjs', 'export default 1;\\n'],
  ])('%s between the plan and the write is not lost; undo leaves it', (_, path, text) => {
    const mine = copyProject(project);
    const late = preload(`
const write = fs.writeSync;
fs.writeSync = (handle, data, ...rest) => {
  const done = write(handle, data, ...rest);
  if (String(data).startsWith('{"kind":"writing","change":{"path":"${path}"'))
    fs.appendFileSync(${JSON.stringify(join(mine.repository.path, path))}, '${text}');
  return done;
};`);
    const { code, err } = run(mine, apply, late);
    expect(code).toBe(3);
    expect(err).toContain(`${path} has changed since it was planned for\nhint: `);
    const kept = readFileSync(join(mine.repository.path, path), 'utf8');
    expect(kept.endsWith(text.replace('\\n', '\n'))).toBe(true);
    expect(existsSync(join(mine.repository.path, path))).toBe(true);
    run(mine, ['undo']);
    expect(readFileSync(join(mine.repository.path, path), 'utf8')).toBe(kept);
    expect(readFileSync(join(mine.repository.path, 'lib/db.cjs'), 'utf8')).toBe(project.files['lib/db.cjs']);
    expect(mine.repository.git('status', '--porcelain', '--ignored')).not.toContain('.unleak-');
  });
});

describe('a disk that fills up', () => {
  /** Every write from the Nth on meets a full disk; a journal line is cut off, as a disk does it. */
  const full = (from: number): Record<string, string> =>
    preload(`
let count = 0;
const refuse = () => {
  if (++count >= ${from}) throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
};
const sync = fs.writeSync;
fs.writeSync = (handle, data, ...rest) => {
  try { refuse(); } catch (error) {
    if (String(data).startsWith('{"kind":')) return sync(handle, String(data).slice(0, 20));
    throw error;
  }
  return sync(handle, data, ...rest);
};
const file = fs.writeFileSync;
fs.writeFileSync = (...args) => { refuse(); return file(...args); };
const { open } = fs.promises;
fs.promises.open = async (...args) => {
  const handle = await open(...args);
  const write = handle.writeFile.bind(handle);
  handle.writeFile = (data) => { refuse(); return write(data); };
  return handle;
};`);

  it.each(someOf([1, 3, 6, 9, 12, 15, 18, 21, 24, 27]))(
    'stops at write %i with a next step; with room again it goes on, and back',
    async (from) => {
      const mine = copyProject(project);
      const { code, err } = run(mine, apply, full(from));
      expect([3, 4]).toContain(code);
      expect(err).not.toContain('this is a bug');
      expect(err).toMatch(/\nhint: /);
      const undone = copyProject(mine);
      expect(run(undone, ['undo']).code).toBe(0);
      expect(snapshot(undone)).toBe(original);
      if (run(mine, ['resume']).err.includes('nothing to resume')) run(mine, apply);
      expect(staged(mine)).toEqual(expect.arrayContaining(['lib/db.cjs', 'pay.mjs']));
      expect((await listStored(mine)).map(({ versions }) => versions)).toEqual([1, 1]);
    },
  );
});

it('a program of --prove ends when the person stops waiting for it', async () => {
  const mine = copyProject(project);
  const mark = join(temporaryFolder(), 'alive');
  const program = `node -e "setInterval(() => require('fs').appendFileSync('${mark}', '.'), 50)"`;
  const child = spawn(process.execPath, [cli, ...apply, '--prove', program], {
    cwd: mine.repository.path,
    env: { ...process.env, ...mine.repository.env, ...quietAws },
    stdio: 'ignore',
  });
  while (!existsSync(mark)) await new Promise((done) => setTimeout(done, 50));
  child.kill('SIGINT');
  expect(await new Promise((done) => child.on('close', done))).toBe(130);
  const sizes: number[] = [];
  for (let look = 0; look < 2; look++) {
    await new Promise((done) => setTimeout(done, 300));
    sizes.push(readFileSync(mark).length);
  }
  expect(sizes[1]).toBe(sizes[0]);
  expect(run(mine, ['undo'])).toMatchObject({ code: 0 });
  expect(snapshot(mine)).toBe(original);
});

it('an index that git cannot read stops it before anything is stored', async () => {
  const mine = copyProject(project);
  rmSync(join(mine.repository.path, '.git/index'));
  appendFileSync(join(mine.repository.path, '.git/index'), 'damaged');
  const { code, err } = run(mine, apply);
  expect(code).toBe(3);
  expect(err).toContain('hint: ');
  expect(await listStored(mine)).toEqual([]);
});

it('an undo that the store stops says to undo again', async () => {
  const mine = copyProject(project);
  const emulator = await startEmulator();
  const aws = {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_MAX_ATTEMPTS: '1',
  };
  const env = { ...aws, AWS_ENDPOINT_URL: emulator.url };
  expect((await runMeanwhile(mine, ['fix', '--apply', '--store', 'aws'], env)).code).toBe(0);
  await emulator.stop();
  const { code, err } = await runMeanwhile(mine, ['undo'], env);
  expect({ code, hint: err.split('\n').find((line) => line.startsWith('hint: ')) }).toEqual({
    code: 4,
    hint: 'hint: when the service can be reached again: `unleak undo` again',
  });
});

it('a key that also stands escaped in JSON is stored once, and the rest is fixed', () => {
  const mine = copyProject(project);
  const key = expandTemplate('{pem:EC PRIVATE KEY}', randomUUID()).trim();
  mine.repository.commit('two', {
    'key.pem': `${key}\n`,
    'key.json': `${JSON.stringify({ key: `${key}\n` }, null, 1)}\n`,
  });
  const { code, out } = run({ ...mine, values: [...mine.values, key] }, ['fix', '--apply', '--store', 'local']);
  expect(code).toBe(3);
  expect(out.match(/^store .*private_key/gm)).toHaveLength(1);
  expect(out).toMatch(/key\.json:2 {2}no-consumer/);
  expect(staged(mine)).toContain('pay.mjs');
});
