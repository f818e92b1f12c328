import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { createBaseline, noBaseline, parseBaseline, renderBaseline } from '../../src/suppress/baseline.ts';
import type { Baseline, BaselineEntry } from '../../src/suppress/baseline.ts';

const salt = '0123456789abcdef'.repeat(2);
const key = (digit: string): string => digit.repeat(32);

function make(...entries: BaselineEntry[]): Baseline {
  return { salt, entries: new Map(entries.map((entry) => [entry.key, entry])) };
}

describe('baseline', () => {
  it('is one sorted line a value, whatever order they came in', () => {
    const a = { key: key('a'), rule: 'acme-token' };
    const b = { key: key('b'), rule: 'acme-key', reason: 'an example' };
    expect(renderBaseline(make(b, a))).toBe(renderBaseline(make(a, b)));
    expect(renderBaseline(make(b, a)).split('\n').slice(2)).toEqual([
      `${key('a')} acme-token`,
      `${key('b')} acme-key  # an example`,
      '',
    ]);
  });

  it('reads what it writes', () => {
    const baseline = make({ key: key('a'), rule: 'a-b', reason: 'because # of it' }, { key: key('c'), rule: 'c-d' });
    expect(parseBaseline(renderBaseline(baseline), 'x')).toEqual(baseline);
  });

  it('reads lines in any order, twice, with Windows line ends and comments', () => {
    const text = `\ufeffunleak-baseline 1 ${salt}\r\n# note\r\n${key('b')} b-b\r\n\r\n${key('a')} a-a # why\r\n${key('b')} b-b\r\n`;
    expect([...parseBaseline(text, 'x').entries.values()]).toEqual([
      { key: key('b'), rule: 'b-b' },
      { key: key('a'), rule: 'a-a', reason: 'why' },
    ]);
  });

  it('keeps a reason on its line', () => {
    const text = renderBaseline(make({ key: key('a'), rule: 'a-b', reason: `x\n${key('f')} evil` }));
    expect(parseBaseline(text, 'x').entries.has(key('f'))).toBe(false);
  });

  it('has a salt of its own each time', () => {
    expect(createBaseline().salt).toMatch(/^[0-9a-f]{32}$/);
    expect(createBaseline().salt).not.toBe(createBaseline().salt);
    expect(createBaseline().salt).not.toBe(noBaseline.salt);
  });

  it.each([
    ['no header', `${key('a')} a-b\n`, 'x does not begin with'],
    ['nothing', '', 'x does not begin with'],
    ['a later version', `unleak-baseline 2 ${salt}\n`, 'x does not begin with'],
    ['two salts', `unleak-baseline 1 ${salt}\nunleak-baseline 1 ${key('e')}\n`, 'x has two salts'],
    [
      'conflict marks',
      `unleak-baseline 1 ${salt}\n<<<<<<< HEAD\n${key('a')} a-b\n`,
      'x:2 has the marks of a merge conflict',
    ],
    ['a half line', `unleak-baseline 1 ${salt}\n${key('a').slice(1)} a-b\n`, 'x:2 is no baseline entry'],
  ])('with %s is a usage error, not an empty one', (_, text, message) => {
    expect(() => parseBaseline(text, 'x')).toThrow(UserError);
    expect(() => parseBaseline(text, 'x')).toThrow(message);
  });
});
