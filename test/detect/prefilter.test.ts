import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildImage, type Keyword } from '../../src/detect/prefilter-tables.ts';
import { createPrefilter, type Prefilter } from '../../src/detect/prefilter.ts';

const code = new Uint8Array(readFileSync('dist/prefilter.wasm'));

function create(keywords: readonly Keyword[]): Prefilter {
  return createPrefilter(code, buildImage(keywords, Buffer.from('the sample in which the letters are common')));
}

function plain(...texts: readonly string[]): Keyword[] {
  return texts.map((text) => ({ text, probe: 'none' }));
}

/** UTF-8, each byte as a character. */
function inBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** Offsets and keyword indexes of all hits. */
function hitsIn(prefilter: Prefilter, text: string | Uint8Array, at = 0): [offset: number, keyword: number][] {
  const bytes = Buffer.from(text);
  const from = prefilter.inbox + at;
  prefilter.reserve(at + bytes.length);
  prefilter.memory.set(bytes, from);
  const found: [number, number][] = [];
  prefilter.scan({ from, end: from + bytes.length, low: from, high: from + bytes.length }, ({ count, fields }) => {
    for (let i = 0; i < count; i++) found.push([fields[i * 4]! - from, fields[i * 4 + 1]!]);
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

describe('the prefilter', () => {
  const keywords = ['abc', 'wxyz', 'token', 'sk_live_', 'a-long-keyword-of-30-character', '密码', 'ароль'];
  const prefilter = create(plain(...keywords.map(inBytes)));

  it.each(keywords.flatMap((keyword, index) => [0, 1, 2, 3].map((gap) => ({ keyword, index, gap }))))(
    'finds $keyword behind $gap bytes, at either alignment',
    ({ keyword, index, gap }) => {
      const text = `${'.'.repeat(gap)}${keyword}`;
      expect(hitsIn(prefilter, text)).toEqual([[gap, index]]);
      expect(hitsIn(prefilter, text, 1)).toEqual([[gap, index]]);
    },
  );

  it('finds what a search for each keyword without case finds, in any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...keywords, 'TOKEN', 'Abc', 'ab', 'toke', 'sk_live'),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(3), (pieces, at) => {
        const text = pieces.join('');
        expect(hitsIn(prefilter, text, at)).toEqual(searchFolded(Buffer.from(text), keywords));
      }),
      { numRuns: 500 },
    );
  });

  it('sees nothing of what stood in memory before and after the text', () => {
    prefilter.memory.set(Buffer.from('xxtoken'), prefilter.inbox);
    expect(hitsIn(prefilter, 'tok')).toEqual([]);
  });

  it('loses no hit when there are more than one batch holds', () => {
    expect(hitsIn(prefilter, 'token '.repeat(50_000))).toHaveLength(50_000);
  });

  it.each(['ab', 'x'.repeat(31), '密码', 'a\nb', 'tab\t'])('refuses the keyword %j', (text) => {
    expect(() => buildImage(plain(text), new Uint8Array())).toThrow(RangeError);
  });
});

describe('the assignment probe', () => {
  const prefilter = create([{ text: 'token', probe: 'assignment' }]);

  it.each([
    'token = "abcdefgh"',
    'my_token_2: abc123',
    '"token": "abcdef"',
    "token => 'abcdef'",
    'token:=abc123',
    '--token abc123',
    'setToken("abcdef")',
    '<token>abc123</token>',
    String.raw`{\"token\":\"abcdef\"}`,
    "env['token'] = 'abcdef'",
  ])('passes %j', (text) => {
    expect(hitsIn(prefilter, text)).toHaveLength(1);
  });

  it.each(['the token is here', 'token = abcdef', 'token = "ab"', 'token', 'token\n= "abcdef"'])('drops %j', (text) => {
    expect(hitsIn(prefilter, text)).toEqual([]);
  });

  it('drops a context that is remembered, and only that one', () => {
    const text = 'token = "abcdefgh"';
    const from = prefilter.inbox;
    expect(hitsIn(prefilter, text)).toHaveLength(1);
    prefilter.rememberAssignment(from, from + text.length - 1, from, from + text.length);
    expect(hitsIn(prefilter, text)).toEqual([]);
    expect(hitsIn(prefilter, 'token = "abcdefgi"')).toHaveLength(1);
  });
});

describe('the user-information probe', () => {
  const prefilter = create([{ text: '://', probe: 'userInfo' }]);

  it.each(['https://user:word@host/', 'amqp://a:b@c'])('passes %j', (text) => {
    expect(hitsIn(prefilter, text)).toHaveLength(1);
  });

  it.each(['https://host/path', 'https://host:80/ mail me@host', 'https://user@host', '"http://a:1" @'])(
    'drops %j',
    (text) => {
      expect(hitsIn(prefilter, text)).toEqual([]);
    },
  );
});

describe('a keyword that wants a name before it', () => {
  const prefilter = create([{ text: 'env(', probe: 'name' }]);

  it.each([
    'password env(',
    'DB_PWD env(',
    'apiKey, env(',
    'Secret env(',
    'tok.env(',
    `key${' '.repeat(61)}env(`,
    'x\nkeyenv(',
  ])('passes %j', (text) => {
    expect(hitsIn(prefilter, text)).toHaveLength(1);
  });

  it.each([
    'env(',
    'name env(',
    'password\nenv(',
    'env("password")',
    `key${' '.repeat(62)}env(`,
    'ke env(',
    'pa\nss env(',
  ])('drops %j, whatever stands in memory before it', (text) => {
    prefilter.memory.fill(0x20, prefilter.inbox, prefilter.inbox + 8);
    prefilter.memory.set(Buffer.from('key'), prefilter.inbox);
    expect(hitsIn(prefilter, text, 3)).toEqual([]);
  });
});

describe('short keywords, and those that are compared with case', () => {
  const prefilter = create([
    { text: 'pk_', probe: 'boundary' },
    { text: 'ghp_', probe: 'boundary' },
    { text: 'AKIA', probe: 'none', exact: true },
    { text: 'sk_live_', probe: 'none', exact: true },
  ]);

  it.each<[text: string, hits: readonly [number, number][]]>([
    [
      'pk_1 "PK_2 xpk_3',
      [
        [0, 0],
        [6, 0],
      ],
    ],
    ['.pk_1', [[1, 0]]],
    [
      'ghp_1 =ghp_2 aghp_3',
      [
        [0, 1],
        [7, 1],
      ],
    ],
    ['\\npk_1 \\xpk_2 npk_3', [[2, 0]]],
    [
      '\\rghp_1 \x1b[1;31mghp_2 mghp_3',
      [
        [2, 1],
        [15, 1],
      ],
    ],
    [
      'AKIA1 akia2 xAKIA3',
      [
        [0, 2],
        [13, 2],
      ],
    ],
    [
      'sk_live_1 SK_LIVE_2 xsk_live_3',
      [
        [0, 3],
        [21, 3],
      ],
    ],
  ])('of %j are found where they count, whatever stands in memory before the text', (text, hits) => {
    for (const gap of [0, 1, 2, 3]) {
      prefilter.memory.fill(0x61, prefilter.inbox, prefilter.inbox + 4);
      expect(hitsIn(prefilter, text, gap)).toEqual(hits);
    }
  });
});

describe('the search for a run', () => {
  const prefilter = create(plain('unused'));

  it('answers as a regular expression does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '9', '/', '=', ' ', '"', '\n', 'abcd'), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (pieces, least) => {
          const text = pieces.join('');
          prefilter.memory.set(Buffer.from(text), prefilter.inbox);
          const found = prefilter.hasRun(prefilter.inbox, prefilter.inbox + text.length, least);
          expect(found).toBe(new RegExp(`[A-Za-z0-9_.+/=\\\\%-]{${least}}`).test(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each<[text: string, lengths: number, expected: boolean]>([
    ['key = deadbeef01', 0x08_00_00_00, true],
    ['key = deadbeef0', 0x0a_00_00_00, false],
    ['key = deadbeefgh', 0x0a_0a_00_00, false],
    ['key = deadbeefgh', 0x00_0a_00_00, true],
    ['key = dead-beef-01', 0x00_0a_00_00, false],
    ['key = dead-beef-01', 0x00_00_0a_00, true],
    ['key = dead/beef/01', 0x00_00_0a_00, false],
    ['key = dead/beef/01', 0x00_00_00_0a, true],
    [String.raw`key = \u0064\u0065`, 0x08_00_00_00, true],
  ])('in %j by alphabets, %i: %s', (text, lengths, expected) => {
    prefilter.memory.set(Buffer.from(text), prefilter.inbox);
    expect(prefilter.hasRun(prefilter.inbox, prefilter.inbox + text.length, lengths)).toBe(expected);
  });
});

/** Bytes are compared as the prefilter folds them: with bit 5 set. */
function searchFolded(text: Buffer, keywords: readonly string[]): [number, number][] {
  const fold = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte | 0x20));
  const folded = fold(text);
  const found: [number, number][] = [];
  for (const [index, keyword] of keywords.entries()) {
    const wanted = fold(Buffer.from(keyword));
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) found.push([at, index]);
  }
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
