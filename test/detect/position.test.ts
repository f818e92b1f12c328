import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PositionCounter, utf16Length } from '../../src/detect/position.ts';

const start = { offset: 0, line: 1, column: 1 };

describe('positions', () => {
  it('agree with a count of lines and UTF-16 units in any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(fc.constantFrom('\n', '\r\n', 'é', '🔑', 'x')),
        (one, two) => {
          const text = one + two.join('') + one;
          const counter = new PositionCounter(Buffer.from(text), start);
          for (let at = 0; at <= text.length; at++) {
            const before = text.slice(0, at);
            if (/[\ud800-\udbff]$/.test(before)) continue;
            const offset = Buffer.byteLength(before);
            const lines = before.split('\n');
            expect(counter.at(offset)).toEqual({ offset, line: lines.length, column: lines.at(-1)!.length + 1 });
          }
        },
      ),
    );
  });

  it('go on from where a segment begins', () => {
    const counter = new PositionCounter(Buffer.from('ab\ncd'), { offset: 100, line: 7, column: 5 });
    expect(counter.at(1)).toEqual({ offset: 101, line: 7, column: 6 });
    expect(counter.at(4)).toEqual({ offset: 104, line: 8, column: 2 });
  });

  it('count a byte that is no UTF-8 as one character', () => {
    const latin1 = Buffer.from('caf\xe9 = \xfc', 'latin1');
    expect(utf16Length(latin1, 0, latin1.length)).toBe(8);
  });
});
