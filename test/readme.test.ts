/** What the README and the hook samples show exists: commands, flags, scripts, files and exit codes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/list.ts';
import { exitCodes } from '../src/errors.ts';
import { flagsOf, printedName, type CommandName } from '../src/flags.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const manifest = JSON.parse(read('package.json')) as { scripts: Record<string, string>; bin: Record<string, string> };

/** Each `unleak COMMAND …` with its flags; a line of code or a span of it. */
const calls = [...readme.matchAll(/(?<!=)\bunleak ([a-z]+)([^\n`#<…]*)/g)]
  .map(([, command = '', rest = '']) => ({ command, flags: rest.match(/--[a-z-]+/g) ?? [] }))
  .filter(({ command }, index, all) => all.findIndex((each) => each.command === command) <= index);

describe('README', () => {
  it('shows the commands that matter', () => {
    expect(new Set(calls.map(({ command }) => command))).toEqual(
      new Set(['scan', 'logs', 'ci', 'baseline', 'patterns', 'fix', 'undo', 'rotate', 'emulate', 'init', 'doctor']),
    );
  });

  it.each(calls)('unleak $command $flags exists', ({ command, flags }) => {
    expect(commands.map(({ name }) => name)).toContain(command);
    const known = flagsOf(command as CommandName).map((flag) => `--${printedName(flag)}`);
    expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
  });

  it.each([...readme.matchAll(/npm run ([a-z]+)/g)].map(([, name = '']) => name))('npm run %s exists', (name) => {
    expect(Object.keys(manifest.scripts)).toContain(name);
  });

  it.each([...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path))('%s exists', (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  });

  it('lists the exit codes that there are', () => {
    const listed = [...readme.matchAll(/^\| (\d) \|/gm)].map(([, code]) => Number(code));
    expect(listed).toEqual(Object.values(exitCodes));
  });
});

it.each(['hooks/husky.sample', 'hooks/lefthook.sample.yml', '.pre-commit-hooks.yaml'])(
  '%s calls hooks that exist',
  (path) => {
    const names = [...read(path).matchAll(/unleak hook ([a-z-]+)/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !existsSync(join(root, 'hooks', name ?? '')))).toEqual([]);
  },
);
