import { describe, expect, it } from 'vitest';
import { unescapeText } from '../../src/detect/unescape.ts';

describe('unescaping', () => {
  it.each([
    ['a quote', String.raw`\"x\"`, '"x"'],
    ['a newline', String.raw`a\nb`, 'a\nb'],
    ['a code point', String.raw`\u003d`, '='],
    ['a letter beyond ASCII', String.raw`\u00e9`, 'é'],
    ['a hex byte', String.raw`\x41`, 'A'],
    ['a percent sign', 'a%3Db%2f', 'a=b/'],
    ['a percent sign that is none', '100%', undefined],
    ['no escape', 'plain', undefined],
    ['half of a surrogate pair', String.raw`\ud83d`, undefined],
  ])('undoes %s', (_, text, plain) => {
    expect(unescapeText(Buffer.from(text))?.bytes.toString()).toBe(plain);
  });

  it('knows where each byte came from', () => {
    const text = Buffer.from(String.raw`a\u003d\"b`);
    const plain = unescapeText(text)!;
    expect(plain.bytes.toString()).toBe('a="b');
    expect([0, 1, 2, 3, 4].map((offset) => plain.place(offset))).toEqual([0, 1, 7, 9, 10]);
  });
});
