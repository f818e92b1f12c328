/** hooks/pre-receive in bare repositories, tried by real pushes: what is refused has left no ref behind, what passes has. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloneRepository, createRepository, openTestRepository, temporaryFolder } from '../fixtures/repository.ts';
import type { TestRepository } from '../fixtures/repository.ts';
import { cli, makeLeak, tryGit, type Ended } from './cli.ts';

interface Hosted {
  /** Bare, with the hook. */
  readonly server: TestRepository;
  /** A clone of it on branch `main`, with one commit. */
  readonly clone: TestRepository;
}

function host(options: readonly string[] = []): Hosted {
  const origin = createRepository(...options);
  origin.commit('Begin', { 'a.txt': 'a\n' });
  const server = cloneRepository(origin, '--bare');
  const clone = cloneRepository(server);
  install(server);
  return { server, clone };
}

function install({ path }: TestRepository): void {
  const text = readFileSync(join(cli, '../../hooks/pre-receive'), 'utf8');
  const hook = join(path, 'hooks/pre-receive');
  writeFileSync(hook, text.replace("node='' cli=''", `node='${process.execPath}' cli='${cli}'`));
  chmodSync(hook, 0o755);
}

function push({ clone }: Hosted, ...args: string[]): Ended {
  return tryGit(clone, ['push', '--quiet', 'origin', ...args]);
}

function refs({ server }: Hosted): string {
  return server.git('for-each-ref', '--format=%(refname)');
}

function expectRefused({ status, output }: Ended, leak: string, place: string): void {
  expect(output).toMatch(/remote: .*refused: revoke what leaked/);
  expect(output).toContain(place);
  expect(output).not.toContain(leak.trim().slice(9, -1));
  expect(status).toBe(1);
}

describe('a push', () => {
  it.each([
    ['', []],
    [' to a repository of SHA-256', ['--object-format=sha256']],
  ])('without a credential passes%s, without a word', (_, options) => {
    const hosted = host(options);
    hosted.clone.commit('More', { 'b.txt': 'b\n' });
    expect(push(hosted, 'HEAD:main', 'HEAD:topic')).toEqual({ status: 0, output: '' });
    expect(refs(hosted)).toBe('refs/heads/main\nrefs/heads/topic');
  });

  it('of a new branch with a credential in an older commit is refused with its place, and leaves nothing behind', () => {
    const hosted = host();
    const leak = makeLeak();
    hosted.clone.commit('Leak', { 'src/b.ts': `// b\n${leak}` });
    hosted.clone.commit('Hidden again', { 'src/b.ts': '// b\n' });
    expectRefused(push(hosted, 'HEAD:topic'), leak, 'src/b.ts:2');
    expect(refs(hosted)).toBe('refs/heads/main');
    // The quarantine is gone, and the objects with it.
    const left = tryGit(hosted.server, ['cat-file', '-e', hosted.clone.git('rev-parse', 'HEAD~1')]);
    expect(left.status).not.toBe(0);
  });

  it('is judged by what it brings, not by what the server has', () => {
    const origin = createRepository();
    origin.commit('Begin', { 'old.env': makeLeak() });
    const server = cloneRepository(origin, '--bare');
    const hosted = { server, clone: cloneRepository(server) };
    install(server);
    hosted.clone.commit('More', { 'b.txt': 'b\n' });
    expect(push(hosted, 'HEAD:main', 'HEAD:refs/heads/old')).toEqual({ status: 0, output: '' });
  });

  it('of several refs is refused as a whole, in one scan', () => {
    const hosted = host();
    const leak = makeLeak();
    const fine = hosted.clone.commit('Fine', { 'b.txt': 'b\n' });
    hosted.clone.commit('Leak', { 'c.env': leak });
    const ended = push(hosted, `${fine}:refs/heads/fine`, 'HEAD:one', 'HEAD:two');
    expectRefused(ended, leak, 'c.env:1');
    expect(ended.output.match(/c\.env:1/g)).toHaveLength(1);
    expect(refs(hosted)).toBe('refs/heads/main');
  });

  it('that forces a branch is judged by the new commits', () => {
    const hosted = host();
    hosted.clone.commit('First', { 'b.txt': 'b\n' });
    expect(push(hosted, 'HEAD:topic').status).toBe(0);
    hosted.clone.git('reset', '-q', '--hard', 'HEAD~1');
    const leak = makeLeak();
    hosted.clone.commit('Second', { 'c.env': leak });
    expectRefused(push(hosted, '--force', 'HEAD:topic'), leak, 'c.env:1');
    hosted.clone.git('reset', '-q', '--hard', 'HEAD~1');
    hosted.clone.commit('Third', { 'c.env': 'none\n' });
    expect(push(hosted, '--force', 'HEAD:topic')).toEqual({ status: 0, output: '' });
  });

  it('that deletes a branch passes, alone and beside a leak that does not', () => {
    const hosted = host();
    hosted.clone.commit('More', { 'b.txt': 'b\n' });
    push(hosted, 'HEAD:one', 'HEAD:two');
    expect(push(hosted, '--delete', 'one')).toEqual({ status: 0, output: '' });
    const leak = makeLeak();
    hosted.clone.commit('Leak', { 'c.env': leak });
    expectRefused(push(hosted, ':two', 'HEAD:main'), leak, 'c.env:1');
    expect(refs(hosted)).toBe('refs/heads/main\nrefs/heads/two');
  });

  it.each([
    ['a tag', 'tag v1:1', (clone: TestRepository, leak: string) => clone.git('tag', '-m', leak, 'v1')],
    [
      'a tag of a tag',
      'tag inner:1',
      (clone: TestRepository, leak: string) => {
        clone.git('tag', '-m', leak, 'inner');
        clone.git('tag', '-m', 'outer', 'v1', 'inner');
      },
    ],
    [
      'a commit',
      'commit message:3',
      (clone: TestRepository, leak: string) => {
        clone.commit(`Message\n\n${leak}`);
        clone.git('tag', 'v1');
      },
    ],
  ])('with a credential in the message of %s is refused', (_, place, make) => {
    const hosted = host();
    const leak = makeLeak();
    make(hosted.clone, leak);
    expectRefused(push(hosted, 'refs/tags/v1'), leak, place);
    expect(refs(hosted)).toBe('refs/heads/main');
  });

  it('of a ref to something that is no commit is refused, as it cannot be looked at', () => {
    const hosted = host();
    const blob = hosted.clone.git('rev-parse', 'HEAD:a.txt');
    const { status, output } = push(hosted, `${blob}:refs/tags/blob`);
    expect([status, output]).toEqual([1, expect.stringContaining('refused, as nobody knows')]);
  });

  it('to a repository without a commit is judged as a whole', () => {
    const server = openTestRepository(join(temporaryFolder(), 'server.git'));
    createRepository().git('init', '-q', '--bare', '-b', 'main', server.path);
    const clone = createRepository();
    clone.git('remote', 'add', 'origin', server.path);
    install(server);
    const leak = makeLeak();
    clone.commit('Begin', { 'a.env': leak });
    expectRefused(push({ server, clone }, 'HEAD:main'), leak, 'a.env:1');
    clone.write('a.env', 'none\n');
    clone.git('add', '-A');
    clone.git('commit', '-q', '--amend', '-m', 'Begin');
    expect(push({ server, clone }, 'HEAD:main')).toEqual({ status: 0, output: '' });
  });

  it('of objects that the server keeps elsewhere (alternates) is read all the same', () => {
    const hosted = host();
    const borrowing = openTestRepository(join(temporaryFolder(), 'fork.git'));
    hosted.server.git('clone', '-q', '--bare', '--shared', hosted.server.path, borrowing.path);
    install(borrowing);
    const leak = makeLeak();
    hosted.clone.commit('Leak', { 'a.txt': `a\n${leak}` });
    const ended = tryGit(hosted.clone, ['push', '--quiet', borrowing.path, 'HEAD:main']);
    expectRefused(ended, leak, 'a.txt:2');
  });
});

describe('to go past it', () => {
  function pushLeak(hosted: Hosted, ...options: string[]): Ended {
    hosted.server.git('config', 'receive.advertisePushOptions', 'true');
    hosted.clone.commit('Leak', { 'b.env': makeLeak() });
    return push(hosted, ...options, 'HEAD:main');
  }

  it('a push cannot by itself: neither with an option, nor with a variable, a hook of its own, or --no-verify', () => {
    const hosted = host();
    const ended = pushLeak(hosted, '--push-option=unleak.skip', '--no-verify');
    expect([ended.status, ended.output]).toEqual([1, expect.stringContaining('lets no push go unscanned')]);
    const again = tryGit(hosted.clone, ['push', '-q', 'origin', 'HEAD:main'], { env: { SKIP: 'unleak' } });
    expect(again.status).toBe(1);
  });

  it('nor with a configuration that it brings', () => {
    const hosted = host();
    hosted.clone.write('unleak.config.yaml', 'exclude: ["**"]\n');
    expect(pushLeak(hosted).status).toBe(1);
  });

  it('the option counts where the server allows it', () => {
    const hosted = host();
    hosted.server.git('config', 'unleak.allowSkip', 'true');
    const { status, output } = pushLeak(hosted, '--push-option=unleak.skip');
    expect([status, output]).toEqual([0, expect.stringContaining('not scanned, as the push asks for it')]);
  });

  it('and what the server itself accepts passes', () => {
    const hosted = host();
    writeFileSync(join(hosted.server.path, 'unleak.config.yaml'), 'exclude: ["b.env"]\n');
    expect(pushLeak(hosted)).toEqual({ status: 0, output: '' });
  });
});

describe('where it cannot scan', () => {
  it('for want of time: refused, with the limit', () => {
    const hosted = host();
    hosted.server.git('config', 'unleak.timeout', '1');
    // A git that never comes to an end, for the scan alone.
    const folder = temporaryFolder();
    const slow = join(folder, 'git');
    const real = hosted.server.git('--exec-path');
    writeFileSync(slow, `#!/bin/sh\ncase "$*" in *rev-list*) sleep 20 ;; *) exec "${real}/git" "$@" ;; esac\n`);
    chmodSync(slow, 0o755);
    const hook = join(hosted.server.path, 'hooks/pre-receive');
    writeFileSync(hook, readFileSync(hook, 'utf8').replace('\n', `\nPATH="${folder}:$PATH"\n`));
    hosted.clone.commit('More', { 'b.txt': 'b\n' });
    const { status, output } = push(hosted, 'HEAD:main');
    expect([status, output]).toEqual([1, expect.stringContaining('took more than 1 s')]);
  });

  it('for want of unleak: refused, and it says so', () => {
    const hosted = host();
    const hook = join(hosted.server.path, 'hooks/pre-receive');
    writeFileSync(hook, readFileSync(join(cli, '../../hooks/pre-receive')));
    hosted.clone.commit('More', { 'b.txt': 'b\n' });
    const { status, output } = push(hosted, 'HEAD:main');
    expect([status, output]).toEqual([1, expect.stringContaining('not installed on this server')]);
  });
});
