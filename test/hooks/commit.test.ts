/** The installed hooks, tried by committing, merging, rebasing and pushing in real repositories. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloneRepository, createRepository, temporaryFolder, type TestRepository } from '../fixtures/repository.ts';
import { makeLeak, runCli, tryGit, type Ended } from './cli.ts';

/** One clean commit of `a.txt` and `b.txt`, ten lines each, and the hooks installed. */
function createGuarded(): TestRepository {
  const repository = createRepository();
  repository.commit('Begin', { 'a.txt': tenLines('a'), 'b.txt': tenLines('b') });
  expect(runCli(repository, ['init']).status).toBe(0);
  return repository;
}

function tenLines(name: string): string {
  return Array.from({ length: 10 }, (_, line) => `${name} ${line + 1}\n`).join('');
}

function commits({ git }: TestRepository): number {
  return Number(git('rev-list', '--count', 'HEAD'));
}

/** Stopped by unleak, which names the place and does not show the value. */
function expectStopped({ status, output }: Ended, place: string, leak: string): void {
  expect(output).toContain(place);
  expect(status).toBe(1);
  expect(output).not.toContain(leak.trim().slice(9, -1));
}

describe('git commit', () => {
  it('passes what is clean, without a word', () => {
    const repository = createGuarded();
    repository.write('c.txt', 'fine\n');
    repository.git('add', '.');
    expect(tryGit(repository, ['commit', '--quiet', '-m', 'Add c'])).toEqual({ status: 0, output: '' });
  });

  it('is stopped by a leak, with the line, and what to do', () => {
    const repository = createGuarded();
    const leak = makeLeak();
    repository.write('src/c.ts', `// c\n${leak}`);
    repository.git('add', '.');
    const ended = tryGit(repository, ['commit', '-m', 'Add c']);
    expectStopped(ended, 'src/c.ts:2', leak);
    expect(ended.output).toMatch(/unleak:allow|--no-verify/);
    expect(commits(repository)).toBe(1);
  });

  it('looks at the first commit of all, too', () => {
    const repository = createRepository();
    runCli(repository, ['init']);
    const leak = makeLeak();
    repository.write('a.txt', leak);
    repository.git('add', '.');
    expectStopped(tryGit(repository, ['commit', '-m', 'Begin']), 'a.txt:1', leak);
  });

  it('-a is judged by what it adds', () => {
    const repository = createGuarded();
    const leak = makeLeak();
    repository.write('a.txt', tenLines('a') + leak);
    expectStopped(tryGit(repository, ['commit', '-a', '-m', 'Change a']), 'a.txt:11', leak);
    expect(repository.git('diff', '--cached', '--name-only')).toBe('');
  });

  it('PATH is judged by that path alone, whatever else is staged', () => {
    const repository = createGuarded();
    const leak = makeLeak();
    repository.write('a.txt', leak);
    repository.write('b.txt', 'b\n');
    repository.git('add', 'a.txt');
    expect(tryGit(repository, ['commit', '-m', 'Change b', 'b.txt']).status).toBe(0);
    expectStopped(tryGit(repository, ['commit', '-m', 'Change a', 'a.txt']), 'a.txt:1', leak);
  });

  it('after git add -p is judged by the chosen hunks', () => {
    const repository = createGuarded();
    const leak = makeLeak();
    repository.write('a.txt', `first\n${tenLines('a')}${leak}`);
    tryGit(repository, ['add', '-p', 'a.txt'], { input: 'y\nn\n' });
    expect(tryGit(repository, ['commit', '-m', 'First hunk']).status).toBe(0);
    tryGit(repository, ['add', '-p', 'a.txt'], { input: 'y\n' });
    expectStopped(tryGit(repository, ['commit', '-m', 'Second hunk']), 'a.txt:12', leak);
  });

  it('--amend is judged by what it adds to the commit that it replaces', () => {
    const repository = createGuarded();
    expect(tryGit(repository, ['commit', '--amend', '-m', 'Begin again']).status).toBe(0);
    const leak = makeLeak();
    repository.write('a.txt', leak);
    expectStopped(tryGit(repository, ['commit', '-a', '--amend', '-m', 'Begin']), 'a.txt:1', leak);
  });

  it('--verbose may show the leak that it takes out', () => {
    const repository = createGuarded();
    repository.write('a.txt', makeLeak());
    expect(tryGit(repository, ['commit', '-a', '--no-verify', '-m', 'Leak']).status).toBe(0);
    repository.write('a.txt', 'a\n');
    const editor = join(temporaryFolder(), 'editor.sh');
    writeFileSync(editor, '{ echo "Take it out"; cat "$1"; } > "$1.new" && mv "$1.new" "$1"\n');
    const ended = tryGit(repository, ['commit', '-a', '--verbose'], { env: { GIT_EDITOR: `sh ${editor}` } });
    expect(ended.status, ended.output).toBe(0);
  });

  it('is stopped by a leak in its message', () => {
    const repository = createGuarded();
    repository.write('a.txt', 'a\n');
    const leak = makeLeak();
    const ended = tryGit(repository, ['commit', '-a', '-m', `Log in\n\nwith ${leak}`]);
    expectStopped(ended, 'COMMIT_EDITMSG:3', leak);
  });

  it('--no-verify and SKIP=unleak are the ways past', () => {
    const repository = createGuarded();
    repository.write('a.txt', makeLeak());
    expect(tryGit(repository, ['commit', '-a', '-m', 'One'], { env: { SKIP: 'unleak' } }).status).toBe(0);
    repository.write('b.txt', makeLeak());
    expect(tryGit(repository, ['commit', '-a', '-m', 'Two', '--no-verify']).status).toBe(0);
  });
});

describe('git merge', () => {
  /** `main` and `other` both changed the first line of a.txt; other also has the files given. */
  function createDiverged(files: Record<string, string> = {}): TestRepository {
    const repository = createGuarded();
    repository.git('checkout', '-q', '-b', 'other');
    repository.write('a.txt', tenLines('a').replace('a 1', 'theirs'));
    for (const [path, text] of Object.entries(files)) repository.write(path, text);
    repository.git('add', '.');
    repository.git('commit', '--no-verify', '-qm', 'Theirs');
    repository.git('checkout', '-q', 'main');
    repository.write('a.txt', tenLines('a').replace('a 1', 'ours'));
    repository.git('commit', '-qam', 'Ours');
    return repository;
  }

  it('with a leak in the resolution is stopped', () => {
    const repository = createDiverged();
    expect(tryGit(repository, ['merge', 'other']).status).toBe(1);
    const leak = makeLeak();
    repository.write('a.txt', tenLines('a').replace('a 1\n', leak));
    repository.git('add', 'a.txt');
    expectStopped(tryGit(repository, ['commit', '--no-edit']), 'a.txt:1', leak);
  });

  it('is not stopped by what the other branch has committed already', () => {
    const repository = createDiverged({ 'old.txt': makeLeak() });
    expect(tryGit(repository, ['merge', 'other']).status).toBe(1);
    repository.write('a.txt', tenLines('a').replace('a 1', 'both'));
    repository.git('add', 'a.txt');
    const ended = tryGit(repository, ['commit', '--no-edit']);
    expect(ended.status, ended.output).toBe(0);
  });

  it('without conflicts, and rebase, go through', () => {
    const repository = createGuarded();
    repository.git('checkout', '-q', '-b', 'other');
    repository.write('c.txt', 'c\n');
    repository.git('add', '.');
    repository.git('commit', '-qm', 'Add c');
    repository.git('checkout', '-q', 'main');
    repository.write('b.txt', 'b\n');
    repository.git('commit', '-qam', 'Change b');
    expect(tryGit(repository, ['merge', '--no-ff', '--no-edit', 'other']).status).toBe(0);
    repository.git('checkout', '-q', 'other');
    expect(tryGit(repository, ['rebase', 'main~1']).status).toBe(0);
  });
});

describe('a rebase', () => {
  it('that stops for an edit is guarded there', () => {
    const repository = createGuarded();
    repository.write('a.txt', 'a\n');
    repository.git('commit', '-qam', 'Change a');
    const env = { GIT_SEQUENCE_EDITOR: 'sed -i.old s/^pick/edit/' };
    tryGit(repository, ['rebase', '-i', 'HEAD~1'], { env });
    const leak = makeLeak();
    repository.write('a.txt', leak);
    expectStopped(tryGit(repository, ['commit', '-a', '--amend', '--no-edit']), 'a.txt:1', leak);
    repository.git('checkout', '-q', 'a.txt');
    expect(tryGit(repository, ['rebase', '--continue']).status).toBe(0);
  });
});

describe('git push', () => {
  function createPushed(): { repository: TestRepository; leak: string } {
    const remote = createRepository('--bare');
    const repository = createGuarded();
    repository.git('remote', 'add', 'origin', remote.path);
    const leak = makeLeak();
    return { repository, leak };
  }

  it('of a commit that slipped past is stopped, and passes once it is gone', () => {
    const { repository, leak } = createPushed();
    expect(tryGit(repository, ['push', '-q', '-u', 'origin', 'main'])).toEqual({ status: 0, output: '' });
    repository.write('a.txt', leak);
    repository.git('commit', '--no-verify', '-qam', 'Leak');
    expectStopped(tryGit(repository, ['push', 'origin', 'main']), 'a.txt:1', leak);
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    expect(tryGit(repository, ['push', 'origin', 'main']).status).toBe(0);
  });

  it('of a new branch is judged by what the remote does not have', () => {
    const { repository, leak } = createPushed();
    repository.write('old.txt', leak);
    repository.git('add', '.');
    repository.git('commit', '--no-verify', '-qm', 'Old');
    repository.git('push', '--no-verify', '-q', 'origin', 'main');
    repository.git('checkout', '-q', '-b', 'feature');
    repository.write('b.txt', 'b\n');
    repository.git('commit', '-qam', 'Feature');
    const ended = tryGit(repository, ['push', 'origin', 'feature']);
    expect(ended.status, ended.output).toBe(0);
  });

  it('to a remote that has nothing is judged by all that goes there', () => {
    const { repository, leak } = createPushed();
    repository.write('a.txt', leak);
    repository.git('commit', '--no-verify', '-qam', 'Leak');
    repository.git('commit', '--allow-empty', '-qm', 'More');
    expectStopped(tryGit(repository, ['push', 'origin', 'main']), 'a.txt:1', leak);
  });

  it('of nothing but a deletion goes through', () => {
    const { repository } = createPushed();
    repository.git('push', '-q', 'origin', 'main', 'main:other');
    expect(tryGit(repository, ['push', 'origin', '--delete', 'other']).status).toBe(0);
  });

  it('by force over commits that are not here is judged by what goes there', () => {
    const { repository, leak } = createPushed();
    repository.git('push', '-q', 'origin', 'main');
    const other = cloneRepository({ ...repository, path: repository.git('remote', 'get-url', 'origin') });
    other.commit('Theirs', { 'c.txt': 'c\n' });
    other.git('push', '-q', 'origin', 'main');
    repository.write('a.txt', leak);
    repository.git('commit', '--no-verify', '-qam', 'Leak');
    expectStopped(tryGit(repository, ['push', '--force', 'origin', 'main']), 'a.txt:1', leak);
  });
});

describe('elsewhere', () => {
  it('another work tree is guarded by the same hooks', () => {
    const repository = createGuarded();
    repository.git('worktree', 'add', '-q', '../other');
    const other = { ...repository, path: join(repository.path, '../other') };
    const leak = makeLeak();
    writeFileSync(join(other.path, 'a.txt'), leak);
    expectStopped(tryGit(other, ['commit', '-a', '-m', 'Leak']), 'a.txt:1', leak);
    writeFileSync(join(other.path, 'a.txt'), 'a\n');
    expect(tryGit(other, ['commit', '-a', '-m', 'Fine']).status).toBe(0);
  });

  it('a commit from a folder below the top is judged by all that it holds', () => {
    const repository = createGuarded();
    repository.write('deep/c.txt', 'c\n');
    const leak = makeLeak();
    repository.write('a.txt', leak);
    repository.git('add', '.');
    expectStopped(
      tryGit({ ...repository, path: join(repository.path, 'deep') }, ['commit', '-m', 'x']),
      'a.txt:1',
      leak,
    );
  });

  it('a shared folder of hooks, as husky has it, is guarded by an unleak on the PATH', () => {
    const repository = createRepository();
    repository.git('config', 'core.hooksPath', '.husky/_');
    repository.write('.husky/_/pre-commit', '#!/usr/bin/env sh\n. "$(dirname -- "$0")/h"\n');
    repository.write('.husky/_/h', 'exec sh -e "$(dirname -- "$(dirname -- "$0")")/$(basename -- "$0")" "$@"\n');
    repository.git('update-index', '--add', '--chmod=+x', '.husky/_/pre-commit');
    repository.git('checkout-index', '-f', '.husky/_/pre-commit');
    expect(runCli(repository, ['init']).output).toContain('.husky/pre-commit');
    const leak = makeLeak();
    repository.write('a.txt', leak);
    repository.git('add', 'a.txt');
    expectStopped(tryGit(repository, ['commit', '-m', 'x'], { env: withUnleakOnPath(repository) }), 'a.txt:1', leak);
  });
});

function withUnleakOnPath({ env }: TestRepository): Record<string, string> {
  const folder = temporaryFolder();
  const cli = join(import.meta.dirname, '../../dist/cli.js');
  writeFileSync(join(folder, 'unleak'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, { mode: 0o755 });
  return { PATH: `${folder}:${env['PATH']}` };
}
