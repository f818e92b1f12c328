import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { treeSource, type TreeOptions } from '../../src/sources/tree.ts';
import { makeTar, makeZip } from '../fixtures/archives.ts';
import { createRepository, openTestRepository, temporaryFolder, type TestRepository } from '../fixtures/repository.ts';
import { collect, createContext, type RecordingContext, type SeenChunk } from '../fixtures/scan-context.ts';

/** The source asks the user's git for core.excludesFile: here, a user with a home of their own. */
const home = temporaryFolder();
const before = { ...process.env };
beforeAll(() => {
  for (const name of Object.keys(process.env)) if (/^(GIT_|XDG_)/.test(name)) delete process.env[name];
  Object.assign(process.env, { HOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: join(home, 'config') });
});
afterAll(() => {
  process.env = before;
});

/** A folder with these files, each of which holds its own path unless told otherwise. */
function createFolder(files: readonly string[] | Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(temporaryFolder(), 'folder');
  mkdirSync(folder);
  fill(folder, files);
  return folder;
}

function fill(folder: string, files: readonly string[] | Readonly<Record<string, string | Uint8Array>>): void {
  const contents = Array.isArray(files) ? files.map((path) => [path, path] as const) : Object.entries(files);
  for (const [path, content] of contents) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function createTree(files: Parameters<typeof fill>[1]): TestRepository {
  const repository = createRepository();
  fill(repository.path, files);
  return repository;
}

async function read(options: TreeOptions): Promise<{ chunks: SeenChunk[]; context: RecordingContext }> {
  const context = createContext();
  return { chunks: await collect(treeSource(options).chunks(context)), context };
}

async function list(options: TreeOptions): Promise<string[]> {
  const { chunks, context } = await read(options);
  expect(context.skipped).toEqual([]);
  return chunks.map(({ path }) => path).sort();
}

describe('treeSource in a git work tree', () => {
  it('reads what git tracks or does not ignore, and never .git', async () => {
    const { path, git } = createTree({ '.gitignore': '*.log\n', a: 'a', 'd/b': 'b', 'x.log': 'x', '.env': 'e' });
    git('add', 'a');
    const { chunks, context } = await read({ root: path });
    expect(chunks.map((chunk) => [chunk.path, chunk.text]).sort()).toEqual([
      ['.env', 'e'],
      ['.gitignore', '*.log\n'],
      ['a', 'a'],
      ['d/b', 'b'],
    ]);
    expect(context.stats).toMatchObject({ files: 4, bytes: 9 });
    expect(context.skipped).toEqual([]);
  });

  it('reads a file that is tracked although it is ignored', async () => {
    const { path, git } = createTree({ '.gitignore': '.env\n', '.env': 'e' });
    git('add', '-f', '.env');
    expect(await list({ root: path })).toEqual(['.env', '.gitignore']);
  });

  it('reads the working copy, not the index', async () => {
    const { path, git } = createTree({ a: 'staged' });
    git('add', 'a');
    writeFileSync(join(path, 'a'), 'changed');
    expect((await read({ root: path })).chunks).toEqual([{ path: 'a', text: 'changed' }]);
  });

  it('says nothing of a tracked file that was deleted, with its folder or without', async () => {
    const repository = createRepository();
    repository.commit('files', { a: 'a', b: 'b', 'd/c': 'c' });
    unlinkSync(join(repository.path, 'a'));
    rmSync(join(repository.path, 'd'), { recursive: true });
    expect(await list({ root: repository.path })).toEqual(['b']);
  });

  it('reads each file of a conflict once', async () => {
    const repository = createRepository();
    repository.commit('base', { a: 'base' });
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit('side', { a: 'side' });
    repository.git('checkout', '-q', 'main');
    repository.commit('main', { a: 'main' });
    expect(() => repository.git('merge', 'side')).toThrow('Command failed');
    expect(await list({ root: repository.path })).toEqual(['a']);
  });

  it.each<[string, string]>([
    ['info/exclude', '.git/info/exclude'],
    ['a nested .gitignore', 'd/.gitignore'],
  ])('obeys %s', async (_, file) => {
    const { path } = createTree({ 'd/secret': 's', 'd/b': 'b' });
    fill(path, { [file]: 'secret\n' });
    expect(await list({ root: path })).not.toContain('d/secret');
  });

  it("obeys the user's core.excludesFile with the least weight", async () => {
    fill(home, { config: `[core]\n\texcludesFile = ${join(home, 'mine')}\n`, mine: '*.mine\n*.both\n' });
    const { path } = createTree({ 'a.mine': 'a', 'a.both': 'b', '.gitignore': '!*.both\n' });
    expect(await list({ root: path })).toEqual(['.gitignore', 'a.both']);
    expect(await list({ root: createFolder({ 'a.mine': 'a', b: 'b' }) })).toEqual(['b']);
    rmSync(join(home, 'config'));
  });

  it('reads everything but .git when told not to obey', async () => {
    const { path } = createTree({ '.gitignore': '*\n', a: 'a', 'd/b': 'b', 'n/.git/config': 'c', 'n/x': 'x' });
    expect(await list({ root: path, gitignore: false })).toEqual(['.gitignore', 'a', 'd/b', 'n/x']);
  });

  it('enters submodules and other repositories by their own rules', async () => {
    const inner = createRepository();
    inner.commit('inner', { '.gitignore': '*.log\n', kept: 'k' });
    const outer = createRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner.path, 'sub');
    outer.commit('outer', { '.gitignore': '*.kept\n' });
    fill(outer.path, { 'sub/x.log': 'x', 'sub/y.kept': 'y' });
    cpSync(inner.path, join(outer.path, 'own'), { recursive: true });
    fill(outer.path, { 'own/x.log': 'x', 'own/y.kept': 'y' });
    const files = await list({ root: outer.path });
    expect(files).toEqual([
      '.gitignore',
      '.gitmodules',
      'own/.gitignore',
      'own/kept',
      'own/y.kept',
      'sub/.gitignore',
      'sub/kept',
      'sub/y.kept',
    ]);
  });

  it('takes a submodule that is not checked out for what it is: empty', async () => {
    const inner = createRepository();
    inner.commit('inner', { a: 'a' });
    const outer = createRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', inner.path, 'sub');
    outer.commit('outer', { b: 'b' });
    outer.git('submodule', 'deinit', '-f', '-q', 'sub');
    expect(await list({ root: outer.path })).toEqual(['.gitmodules', 'b']);
    rmSync(join(outer.path, 'sub'), { recursive: true });
    expect(await list({ root: outer.path })).toEqual(['.gitmodules', 'b']);
  });

  it('reads a linked worktree', async () => {
    const repository = createRepository();
    repository.commit('a', { a: 'a' });
    const worktree = join(temporaryFolder(), 'worktree');
    repository.git('worktree', 'add', '-q', worktree);
    fill(worktree, { b: 'b' });
    expect(await list({ root: worktree })).toEqual(['a', 'b']);
  });

  it('still reads the files of a repository whose index is broken, and says so', async () => {
    const repository = createRepository();
    repository.commit('a', { a: 'a', 'd/b': 'b' });
    writeFileSync(join(repository.path, '.git/index'), 'rubbish');
    const { chunks, context } = await read({ root: repository.path });
    expect(chunks.map(({ path }) => path)).toEqual(['a', 'd/b']);
    expect(context.skipped).toEqual([{ what: '.', why: expect.stringMatching(/^git ls-files ended with code 128/) }]);
  });

  it('runs nothing that the repository names', async () => {
    const { path, git } = createTree({ a: 'a' });
    const mark = join(path, '.git', 'ran');
    const script = join(path, '.git', 'monitor');
    writeFileSync(script, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    git('config', 'core.fsmonitor', script);
    expect(await list({ root: path })).toEqual(['a']);
    expect(() => appendFileSync(mark, '', { flag: 'r+' })).toThrow('ENOENT');
  });
});

describe('treeSource outside git', () => {
  it('reads dot files and nested folders', async () => {
    expect(await list({ root: createFolder(['.env', 'a/.hidden/b', 'c']) })).toEqual(['.env', 'a/.hidden/b', 'c']);
  });

  it('enters repositories below it as git lists them', async () => {
    const folder = createFolder(['a']);
    const { path, git } = createTree({ '.gitignore': '.env\n', '.env': 'e', 'x.log': 'x' });
    git('add', '-f', '.env');
    renameSync(path, join(folder, 'project'));
    expect(await list({ root: folder })).toEqual(['a', 'project/.env', 'project/.gitignore', 'project/x.log']);
  });

  it('takes a folder whose .git is no repository for a folder', async () => {
    const root = createFolder({ 'p/.git': 'rubbish', 'p/.gitignore': 'b\n', 'p/a': 'a', 'p/b': 'b' });
    expect(await list({ root })).toEqual(['p/.gitignore', 'p/a']);
  });

  it('reads no ignore file through a link', async () => {
    const root = createFolder({ rules: 'a\n', a: 'a' });
    symlinkSync('rules', join(root, '.gitignore'));
    expect(await list({ root })).toEqual(['a', 'rules']);
  });

  const names = fc.constantFrom(
    'a',
    'b',
    'ab',
    'x.log',
    'y.log',
    'build',
    'tmp',
    'a b',
    '#x',
    '!y',
    'é',
    '[z]',
    'k*',
    'w\\v',
  );
  const patternPart = fc.constantFrom(
    ...[
      'a',
      'b',
      '*',
      '?',
      '*.log',
      'x.*',
      'build',
      'tmp',
      '**',
      'a*',
      '[ab]',
      '[!a]',
      'a\\ b',
      'é',
      '\\#x',
      '\\!y',
      '??',
      '\\[z\\]',
      'k\\*',
      'w\\\\v',
    ],
  );
  const pattern = fc
    .tuple(
      fc.constantFrom('', '', '!', '/', '!/', '# '),
      fc.array(patternPart, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '/', ' ', '/ ', '\r', '/**'),
    )
    .map(([start, parts, end]) => start + parts.join('/') + end);
  const paths = fc.array(fc.array(names, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 25 });
  const ignoreFiles = fc.array(fc.tuple(fc.array(names, { maxLength: 3 }), fc.array(pattern, { maxLength: 6 })), {
    minLength: 1,
    maxLength: 4,
  });

  it('ignores exactly what git ignores', async () => {
    await fc.assert(
      fc.asyncProperty(paths, ignoreFiles, async (files, ignored) => {
        const root = join(temporaryFolder(), 'random');
        mkdirSync(root);
        for (const path of files) tryToWrite(join(root, ...path), path.join('/'));
        for (const [folder, patterns] of ignored) tryToWrite(join(root, ...folder, '.gitignore'), patterns.join('\n'));
        const repository = openTestRepository(root);
        repository.git('init', '-q', '.');
        const expected = repository.git('ls-files', '-o', '-z', '--exclude-standard').split('\0').filter(Boolean);
        rmSync(join(root, '.git'), { recursive: true });
        expect(await list({ root })).toEqual(expected.sort());
        rmSync(root, { recursive: true });
      }),
      { numRuns: Number(process.env['IGNORE_RUNS'] ?? 40) },
    );
  });

  /** A path whose folder is already a file is left out. */
  function tryToWrite(path: string, content: string): void {
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${content}\n`);
    } catch {}
  }
});

describe('paths that are named', () => {
  it('are shown relative to the root, and outside of it too', async () => {
    const root = createFolder(['a/b', 'c']);
    const other = createFolder(['d']);
    const shown = `../../${basename(dirname(other))}/folder/d`;
    expect(await list({ root, paths: ['a', './c', other] })).toEqual([shown, 'a/b', 'c'].sort());
  });

  it('are read once, however often they are named', async () => {
    const root = createFolder(['a/b', 'a/c']);
    symlinkSync('a', join(root, 'link'));
    expect(await list({ root, paths: ['a', 'a/b', '.', 'a/../a', 'link'] })).toEqual(['a/b', 'a/c']);
  });

  it('are read even if they are ignored', async () => {
    const { path } = createTree({
      '.gitignore': 'dist\n',
      'dist/x/a': 'a',
      'dist/x/b': 'b',
      'dist/x/.gitignore': 'b\n',
    });
    expect(await list({ root: path, paths: ['dist/x/a'] })).toEqual(['dist/x/a']);
    expect(await list({ root: path, paths: ['dist'] })).toEqual(['dist/x/.gitignore', 'dist/x/a']);
    expect(await list({ root: path, paths: ['dist/x'] })).toEqual(['dist/x/.gitignore', 'dist/x/a']);
  });

  it('limit a work tree to a folder, whose name is no pattern', async () => {
    const { path, git } = createTree(['d*/a', 'dd/b', 'c']);
    git('add', '.');
    expect(await list({ root: path, paths: ['d*'] })).toEqual(['d*/a']);
    expect(await list({ root: join(path, 'dd') })).toEqual(['b']);
  });

  it('may lie in .git', async () => {
    const { path } = createTree({ '.git/hooks/mine': 'x' });
    expect(await list({ root: path, paths: ['.git/hooks/mine'] })).toEqual(['.git/hooks/mine']);
    expect(await list({ root: path, paths: ['.git/hooks'] })).toContain('.git/hooks/mine');
  });

  it('may be the root itself, a file', async () => {
    expect(await list({ root: join(createFolder(['a']), 'a') })).toEqual(['a']);
  });

  it('are followed when they are links', async () => {
    const target = createFolder({ a: 'target' });
    const root = createFolder([]);
    symlinkSync(join(target, 'a'), join(root, 'file'));
    symlinkSync(target, join(root, 'folder'));
    expect((await read({ root, paths: ['file'] })).chunks).toEqual([{ path: 'file', text: 'target' }]);
    expect((await read({ root, paths: ['folder'] })).chunks).toEqual([{ path: 'folder/a', text: 'target' }]);
  });

  it.each([
    ['is not there', 'missing', 'no such file or folder: missing'],
    ['leads through a file', 'a/b', 'no such file or folder: a/b'],
    ['is a link to itself', 'loop', 'no such file or folder: loop'],
    ['is a pipe', 'pipe', 'neither a file nor a folder: pipe'],
  ])('are a usage error when one %s', async (_, path, message) => {
    const root = createFolder(['a']);
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('loop', join(root, 'loop'));
    await expect(read({ root, paths: [path] })).rejects.toMatchObject({ name: 'UserError', kind: 'usage', message });
  });
});

describe('what is never opened', () => {
  it.each([
    ['in a folder', createFolder],
    ['in a work tree', (files: string[]) => createTree(files).path],
  ] as const)('%s: links, pipes and sockets', async (_, create) => {
    const outside = createFolder({ secret: 'outside' });
    const root = create(['a', 'd/b']);
    symlinkSync(join(outside, 'secret'), join(root, 'file-link'));
    symlinkSync(outside, join(root, 'folder-link'));
    symlinkSync('.', join(root, 'loop'));
    execFileSync('mkfifo', [join(root, 'd', 'pipe')]);
    expect(await list({ root })).toEqual(['a', 'd/b']);
  });

  it('a tracked file behind a link that has replaced its folder', async () => {
    const repository = createRepository();
    repository.commit('a', { 'd/e/a': 'a', b: 'b' });
    const outside = createFolder({ 'e/a': 'outside' });
    rmSync(join(repository.path, 'd'), { recursive: true });
    symlinkSync(outside, join(repository.path, 'd'));
    expect(await list({ root: repository.path })).toEqual(['b']);
  });

  it.each(['../outside', 'd/../../outside', '.git/config', '/etc/passwd', 'link/outside'])(
    'what a forged index calls a tracked file: %s',
    async (name) => {
      const { path } = createTree(['d/a']);
      symlinkSync('..', join(path, 'link'));
      writeFileSync(join(dirname(path), 'outside'), 'outside');
      writeFileSync(join(path, '.git', 'index'), forgeIndex([name, 'd/a']));
      expect(await list({ root: path })).toEqual(['d/a']);
    },
  );

  /** An index of version 2 (gitformat-index) that tracks these paths, which git itself would refuse to add. */
  function forgeIndex(names: readonly string[]): Buffer {
    const header = Buffer.from('DIRC\0\0\0\x02\0\0\0\0', 'latin1');
    header.writeUInt32BE(names.length, 8);
    const entries = names.toSorted().map((name) => {
      const entry = Buffer.alloc((62 + name.length + 8) & ~7);
      entry.writeUInt32BE(0o100644, 24);
      entry.writeUInt16BE(name.length, 60);
      entry.write(name, 62);
      return entry;
    });
    const body = Buffer.concat([header, ...entries]);
    return Buffer.concat([body, createHash('sha1').update(body).digest()]);
  }

  it('a tracked link', async () => {
    const repository = createRepository();
    symlinkSync(join(createFolder({ a: 'outside' }), 'a'), join(repository.path, 'link'));
    repository.git('add', 'link');
    expect(await list({ root: repository.path })).toEqual([]);
  });
});

describe('hostile names', () => {
  const hostile = [
    'line\nbreak',
    'cr\rx',
    '\x1b[31mred',
    'tab\tx',
    '-rf',
    ' lead',
    'trail ',
    '[x]',
    '{y}',
    '!z',
    '*',
    '..f',
    'a\\b',
    '"q"',
    ':(top)x',
    'ünï',
    '\u2028',
    '%2e',
  ];

  it.each([
    ['in a folder', createFolder],
    ['in a work tree', (files: string[]) => createTree(files).path],
  ] as const)('are opened as they are %s, as files and as folders', async (_, create) => {
    const files = hostile.flatMap((name) => [`f/${name}`, `${name}/in`]);
    const { chunks, context } = await read({ root: create(files) });
    expect(context.skipped).toEqual([]);
    expect(chunks.map(({ path }) => path).sort()).toEqual(files.sort());
    for (const { path, text } of chunks) expect(text).toBe(path);
  });

  it.runIf(process.platform === 'linux').each([
    ['in a folder', createFolder],
    ['in a work tree', (files: string[]) => createTree(files).path],
  ] as const)('that are no UTF-8 are opened %s', async (_, create) => {
    const root = create(['a']);
    const folder = Buffer.concat([Buffer.from(`${root}/`), Buffer.from('caf\xe9', 'latin1')]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/\xff\xfe', 'latin1')]), 'raw');
    writeFileSync(Buffer.concat([folder, Buffer.from('/\ufffd')]), 'literal');
    const { chunks, context } = await read({ root });
    expect(context.skipped).toEqual([]);
    expect(chunks.map(({ path, text }) => [path, text]).sort()).toEqual([
      ['a', 'a'],
      ['caf\ufffd/\ufffd', 'literal'],
      ['caf\ufffd/\ufffd\ufffd', 'raw'],
    ]);
  });
});

describe('what cannot be read is listed', () => {
  /** Root may read everything, so tests that run as root give that up for a while. */
  async function asNobody<Result>(act: () => Promise<Result>): Promise<Result> {
    if (process.geteuid?.() !== 0) return act();
    process.seteuid?.(65_534);
    try {
      return await act();
    } finally {
      process.seteuid?.(0);
    }
  }

  function lock(root: string): void {
    for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) {
      if (basename(dirname(folder)).startsWith('unleak-test-') || basename(folder).startsWith('unleak-test-'))
        chmodSync(folder, 0o755);
    }
    chmodSync(join(root, 'locked-file'), 0);
    chmodSync(join(root, 'locked'), 0);
  }

  it('in a folder', async () => {
    const root = createFolder(['a', 'locked-file', 'locked/b']);
    lock(root);
    const { chunks, context } = await asNobody(() => read({ root }));
    chmodSync(join(root, 'locked'), 0o755);
    expect(chunks.map(({ path }) => path)).toEqual(['a']);
    expect(context.skipped).toEqual([
      { what: 'locked', why: 'permission denied' },
      { what: 'locked-file', why: 'permission denied' },
    ]);
  });

  it('in a work tree', async () => {
    const root = createTree(['a', 'locked-file', 'locked/b']).path;
    lock(root);
    const { chunks, context } = await asNobody(() => read({ root }));
    chmodSync(join(root, 'locked'), 0o755);
    expect(chunks.map(({ path }) => path)).toEqual(['a']);
    expect(context.skipped).toEqual([
      { what: 'locked', why: 'permission denied' },
      { what: 'locked-file', why: 'permission denied' },
    ]);
  });

  it('a file that vanishes between the listing and the reading', async () => {
    const root = createFolder(['a', 'b']);
    const context = createContext();
    for await (const { path } of treeSource({ root }).chunks(context)) if (path === 'a') unlinkSync(join(root, 'b'));
    expect(context.skipped).toEqual([{ what: 'b', why: 'vanished before it was read' }]);
  });

  it('but a file that becomes a link or a pipe is simply not read', async () => {
    const root = createFolder(['a', 'b', 'c']);
    const context = createContext();
    const seen: string[] = [];
    for await (const { path } of treeSource({ root }).chunks(context)) {
      seen.push(path);
      rmSync(join(root, 'b'), { force: true });
      rmSync(join(root, 'c'), { force: true });
      symlinkSync('/etc/passwd', join(root, 'b'));
      execFileSync('mkfifo', [join(root, 'c')]);
    }
    expect(seen).toEqual(['a']);
    expect(context.skipped).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('a file that the disk does not give', async () => {
    const { context } = await read({ root: '/proc/self', paths: ['mem'] });
    expect(context.skipped).toEqual([{ what: 'mem', why: 'the disk reports an error' }]);
  });
});

describe('contents', () => {
  it('is transcoded, opened or marked as binary', async () => {
    const root = createFolder({
      'a.txt': Buffer.from('\ufeffkey', 'utf16le'),
      'b.bin': Buffer.from([0, 1, 2, 0]),
      'c.tgz': gzipSync(makeTar([{ name: 'in', content: Buffer.from('tar') }])),
      'd.zip': makeZip([{ name: 'in', content: Buffer.from('zip') }]),
      'e.ipynb': JSON.stringify({ cells: [{ cell_type: 'code', source: ['x = 1\n'] }], nbformat: 4 }),
      empty: '',
    });
    const { chunks, context } = await read({ root });
    expect(chunks).toEqual([
      { path: 'a.txt', text: 'key' },
      { path: 'b.bin', text: '\0\x01\x02\0', binary: true },
      { path: 'c.tgz!in', text: 'tar' },
      { path: 'd.zip!in', text: 'zip' },
      { path: 'e.ipynb', text: '{"cells":[{"cell_type":"code","source":["x = 1\\n"]}],"nbformat":4}' },
    ]);
    expect(context.stats.files).toBe(6);
    expect(context.skipped).toEqual([]);
  });

  it('goes through the inbox, so that the detector need not copy it', async () => {
    const context = createContext();
    const inboxes: Uint8Array[] = [];
    const watched = { ...context, inbox: (size: number) => inboxes[inboxes.push(context.inbox(size)) - 1]! };
    for await (const { bytes } of treeSource({ root: createFolder(['a']) }).chunks(watched)) {
      expect(bytes.buffer).toBe(inboxes[0]?.buffer);
      expect(bytes.byteOffset).toBe(inboxes[0]?.byteOffset);
    }
    expect(inboxes).toHaveLength(1);
  });

  it('of a large file comes in segments, and of a large archive through its file', async () => {
    const big = Buffer.alloc(20 * 2 ** 20, 'x');
    const stored = { name: 'in', content: Buffer.alloc(9 * 2 ** 20, 'y'), stored: true };
    const root = createFolder({ big, 'big.zip': makeZip([stored, { name: 'tail', content: Buffer.from('t') }]) });
    const { chunks, context } = await read({ root });
    expect(chunks.map(({ path }) => path)).toEqual(['big', 'big', 'big', 'big.zip!in', 'big.zip!in', 'big.zip!tail']);
    expect(chunks[1]?.start?.column).toBe(chunks[1]!.start!.offset + 1);
    expect(context.skipped).toEqual([]);
  });

  it.each<[string, (path: string) => void, string]>([
    ['grows a little', (path) => appendFileSync(path, 'more'), 'bmore'],
    ['grows a lot', (path) => appendFileSync(path, 'x'.repeat(200_000)), `b${'x'.repeat(200_000)}`],
    ['shrinks', (path) => truncateSync(path, 0), ''],
  ])('is read whole when the file %s after it was listed', async (_, change, expected) => {
    const root = createFolder(['a', 'b']);
    let text = '';
    for await (const { path, bytes } of treeSource({ root }).chunks(createContext())) {
      if (path === 'a') change(join(root, 'b'));
      else text += Buffer.from(bytes).toString();
    }
    expect(text).toBe(expected);
  });

  it.runIf(process.platform === 'linux')('of a file that says its size is 0 is read', async () => {
    const { chunks } = await read({ root: '/proc/self', paths: ['status'] });
    expect(chunks[0]?.text).toMatch(/^Name:/);
  });
});
