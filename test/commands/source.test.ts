import { describe, expect, it } from 'vitest';
import { pickMode } from '../../src/commands/source.ts';
import type { GivenFlags } from '../../src/flags.ts';

describe('the mode of a scan', () => {
  it.each<[string, GivenFlags, string[], string]>([
    ['files', {}, ['a', 'b'], 'tree'],
    ['the index', { staged: true }, [], 'staged'],
    ['a range', { range: 'a..b' }, ['repo'], 'range'],
    ['the history', { history: true, since: 'yesterday', 'reachable-only': true }, [], 'history'],
    ['standard input', { stdin: true, 'stdin-filename': 'x' }, [], 'stdin'],
    ['a switch that was turned off', { staged: false }, [], 'tree'],
  ])('is %s', (_, given, paths, mode) => {
    expect(pickMode({ given, paths })).toBe(mode);
  });

  it.each<[string, GivenFlags, string[], string]>([
    ['two modes', { staged: true, history: true }, [], '--staged and --history do not go together'],
    ['a mode and a range', { range: 'a', stdin: true }, [], '--range and --stdin do not go together'],
    ['a date without a history', { since: 'x' }, [], '--since needs --history'],
    ['a branch of the index', { staged: true, branch: 'x' }, [], '--branch needs --history'],
    ['a name without standard input', { 'stdin-filename': 'x' }, [], '--stdin-filename needs --stdin'],
    ['standard input and a path', { stdin: true }, ['x'], '--stdin takes no path'],
    ['two repositories', { history: true }, ['x', 'y'], '--history takes one repository, not 2 paths'],
  ])('%s is a usage error', (_, given, paths, message) => {
    expect(() => pickMode({ given, paths })).toThrow(message);
  });
});
