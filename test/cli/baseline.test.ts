/** Sessions of `unleak baseline`: what it accepts, keeps, drops and takes over. */
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRepository, temporaryFolder, type TestRepository } from '../fixtures/repository.ts';
import { makeToken, unleak } from './session.ts';

function setUp(...names: string[]): { repository: TestRepository; cwd: string; file: string } {
  const repository = createRepository();
  for (const name of names) repository.write(name, `key ${makeToken()}\n`);
  repository.commit('one');
  return { repository, cwd: repository.path, file: join(repository.path, '.unleak-baseline') };
}

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^[0-9a-f]{32} /.test(line));

describe('unleak baseline', () => {
  it('accepts what is there; only what is new is reported then, wherever it moves', () => {
    const { repository, cwd, file } = setUp('a.txt', 'b.txt');
    expect(unleak(['scan'], { cwd }).code).toBe(1);
    expect(unleak(['baseline'], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 added, 0 dropped, 2 entries') as string,
    });
    repository.git('mv', 'a.txt', 'moved.txt');
    repository.write('moved.txt', `\n\n${readFileSync(join(cwd, 'moved.txt'), 'utf8')}`);
    expect(unleak(['scan'], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 in the baseline') as string,
    });
    repository.write('c.txt', `key ${makeToken()}\n`);
    expect(unleak(['scan'], { cwd }).out).toContain('c.txt:1:5');
    expect(linesOf(file)).toHaveLength(2);
  });

  it('holds no value, path or line, and is sorted', () => {
    const { cwd, file } = setUp('a.txt', 'b.txt', 'c.txt');
    unleak(['baseline', '--reason', 'inherited'], { cwd });
    const lines = linesOf(file);
    expect(lines).toEqual(lines.toSorted());
    for (const line of lines) expect(line).toMatch(/^[0-9a-f]{32} github-[a-z-]+ {2}# inherited$/);
  });

  it('does not touch a file that says the same, and keeps its mode otherwise', () => {
    const { repository, cwd, file } = setUp('a.txt');
    unleak(['baseline'], { cwd });
    const before = statSync(file);
    expect(unleak(['baseline'], { cwd }).out).toBe('nothing to change: .unleak-baseline has 1 entry\n');
    expect(statSync(file).ino).toBe(before.ino);
    repository.write('b.txt', `key ${makeToken()}\n`);
    unleak(['baseline'], { cwd });
    expect(statSync(file).mode).toBe(before.mode);
    expect(readdirSync(cwd).toSorted()).toEqual(['.git', '.unleak-baseline', 'a.txt', 'b.txt']);
  });

  it('writes nothing where nothing is found', () => {
    const { cwd, file } = setUp();
    expect(unleak(['baseline'], { cwd }).code).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  it('keeps entries that are gone, unless it is to prune them', () => {
    const { repository, cwd, file } = setUp('a.txt', 'b.txt');
    unleak(['baseline'], { cwd });
    repository.git('rm', '-q', 'b.txt');
    expect(unleak(['scan'], { cwd }).out).toMatch(/1 suppression is of no use:\n {2}baseline: [0-9a-f]{32} github/);
    unleak(['baseline'], { cwd });
    expect(linesOf(file)).toHaveLength(2);
    expect(unleak(['baseline', '--prune'], { cwd }).out).toContain('0 added, 1 dropped, 1 entry in all');
    expect(linesOf(file)).toHaveLength(1);
  });

  it.each([[['a.txt']], [['--staged']], [['--history', '--since', '2020-01-01']]])(
    'does not prune by a part: %s',
    (args) => {
      const { cwd } = setUp('a.txt', 'b.txt');
      unleak(['baseline'], { cwd });
      expect(unleak(['baseline', '--prune', ...args], { cwd })).toMatchObject({ code: 2, out: '' });
      expect(unleak(['scan', ...args], { cwd }).out).not.toContain('of no use');
    },
  );

  it('prunes nothing after an incomplete scan', () => {
    const { repository, cwd, file } = setUp('a.txt');
    unleak(['baseline'], { cwd });
    repository.git('rm', '-q', 'a.txt');
    repository.write('broken.zip', Buffer.from('PK\u0003\u0004 this is no archive, however long it is'));
    expect(unleak(['baseline', '--prune'], { cwd })).toMatchObject({
      code: 3,
      err: expect.stringContaining('nothing can be pruned') as string,
    });
    expect(linesOf(file)).toHaveLength(1);
  });

  it('merges two branches line by line', () => {
    const { repository, cwd, file } = setUp('a.txt');
    unleak(['baseline'], { cwd });
    repository.commit('baseline');
    const text = readFileSync(file, 'utf8');
    repository.write('b.txt', `key ${makeToken()}\n`);
    unleak(['baseline'], { cwd });
    const theirs = linesOf(file);
    writeFileSync(file, text);
    repository.write('c.txt', `key ${makeToken()}\n`);
    repository.run(['rm', '--cached', '-q', '--ignore-unmatch', 'b.txt']);
    unleak(['baseline', 'c.txt'], { cwd });
    writeFileSync(file, `${readFileSync(file, 'utf8')}${theirs.join('\n')}\n`);
    expect(unleak(['scan'], { cwd })).toMatchObject({
      code: 0,
      out: expect.stringContaining('3 in the baseline') as string,
    });
  });

  it('never writes through a link that leads out of the repository', () => {
    const { cwd, file } = setUp('a.txt');
    const outside = join(temporaryFolder(), 'target');
    writeFileSync(outside, 'precious\n');
    symlinkSync(outside, file);
    expect(unleak(['baseline'], { cwd })).toMatchObject({
      code: 2,
      err: expect.stringContaining('leads out of the repository') as string,
    });
    expect(readFileSync(outside, 'utf8')).toBe('precious\n');
  });

  it('does not take a conflict for an empty baseline', () => {
    const { cwd, file } = setUp('a.txt');
    unleak(['baseline'], { cwd });
    writeFileSync(file, `${readFileSync(file, 'utf8')}<<<<<<< HEAD\n`);
    expect(unleak(['scan'], { cwd })).toMatchObject({
      code: 2,
      err: expect.stringContaining('merge conflict') as string,
    });
  });

  it('can stand elsewhere', () => {
    const { cwd } = setUp('a.txt');
    const elsewhere = join(temporaryFolder(), 'accepted');
    expect(unleak(['baseline', '-b', elsewhere], { cwd }).code).toBe(0);
    expect(unleak(['scan'], { cwd }).code).toBe(1);
    expect(unleak(['scan', '-b', elsewhere], { cwd }).code).toBe(0);
    expect(unleak(['scan'], { cwd, env: { UNLEAK_BASELINE: elsewhere } }).code).toBe(0);
  });
});

describe('unleak baseline --import', () => {
  it('takes over a .gitleaksignore, of files and of commits, and says what it could not', () => {
    const { repository, cwd, file } = setUp('a.txt', 'b.txt', 'c.txt');
    const commit = repository.git('rev-parse', 'HEAD');
    repository.write('.gitleaksignore', `a.txt:github-pat:1\n${commit}:b.txt:github-pat:1\ngone.txt:github-pat:4\n`);
    const { code, out } = unleak(['baseline', '--history', '--import', '.gitleaksignore'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('2 added');
    expect(out).toContain('not taken over from .gitleaksignore:\n  gone.txt:github-pat:4: nothing is found there\n');
    expect(linesOf(file)).toHaveLength(2);
    expect(unleak(['scan'], { cwd }).out).toContain('c.txt:1:5');
  });

  it('turns paths of a .gitleaks.toml into a configuration where there is none', () => {
    const { repository, cwd } = setUp('vendor/a.txt', 'b.txt');
    repository.write('.gitleaks.toml', `[allowlist]\npaths = ['''^vendor/''']\n`);
    expect(unleak(['baseline', '--import', '.gitleaks.toml'], { cwd }).out).toContain('now has 1 allow entry');
    expect(JSON.parse(readFileSync(join(cwd, 'unleak.config.json'), 'utf8'))).toEqual({
      allow: [{ paths: ['vendor/**'] }],
    });
    repository.write('vendor/new.txt', `key ${makeToken()}\n`);
    expect(unleak(['scan'], { cwd }).out).not.toContain('vendor/');
  });
});
