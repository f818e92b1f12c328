/** Text and back, edits, and the forms in which a value may stand in source. */
import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeBack, goBack } from '../../src/apply/file-change.ts';
import { isAcceptable, textAfter } from '../../src/plan/companions.ts';
import { rangesAfter, splice } from '../../src/plan/splice.ts';
import { decodeText, encodeText } from '../../src/plan/text-file.ts';
import { findOccurrences, holdsValue, recogniseForm, writeForm } from '../../src/plan/value-forms.ts';
import { Secret } from '../../src/secret.ts';

describe('files', () => {
  it.each([
    ['UTF-8', Buffer.from('añ\r\n')],
    ['UTF-8 with a mark', Buffer.from('\ufeffañ\n')],
    ['UTF-16 with a mark', Buffer.from('\ufeffañ\n', 'utf16le')],
  ])('%s comes back byte by byte, without the mark in the text', (_, bytes) => {
    const file = decodeText(bytes);
    expect(file?.text.charCodeAt(0)).toBe(97);
    expect(file === undefined ? undefined : encodeText(file)).toEqual(bytes);
  });

  it.each([
    ['Latin-1', Buffer.from('añ', 'latin1')],
    ['with a NUL', Buffer.from('a\0b')],
    ['an odd UTF-16', Buffer.from([0xff, 0xfe, 0x61])],
  ])('%s is no text', (_, bytes) => expect(decodeText(bytes)).toBe(undefined));
});

describe('edits', () => {
  it('change their ranges alone', () => {
    const edits = [
      { start: 0, end: 0, text: 'import;' },
      { start: 2, end: 4, text: 'X' },
    ];
    const after = splice('abcdef', edits);
    expect(after).toBe('import;abXef');
    expect(rangesAfter(edits).map(({ start, end }) => after.slice(start, end))).toEqual(['import;', 'X']);
  });

  it.each([
    [
      'overlap',
      [
        { start: 0, end: 3, text: '' },
        { start: 2, end: 4, text: '' },
      ],
    ],
    ['lie outside', [{ start: 0, end: 9, text: '' }]],
  ])('that %s are refused', (_, edits) => expect(() => splice('abcdef', edits)).toThrow(RangeError));
});

describe('values', () => {
  const value = new Secret(`pa"ss'w/ord+${randomUUID()}\nend`);

  it.each(['plain', 'json', 'escaped', 'percent', 'base64', 'base64url', 'hex'] as const)('are found as %s', (form) => {
    const written = writeForm(value, form);
    const text = `x = ${written};`;
    expect(recogniseForm(written, value)).toBeDefined();
    expect(findOccurrences(text, value)).toMatchObject([{ start: 4, end: 4 + written.length }]);
  });

  it('are seen in the base64 of a longer text, whatever their place in it', () => {
    for (const before of ['', 'a', 'ab'])
      expect(holdsValue(Buffer.from(`${before}${value.reveal()}z`).toString('base64'), value)).toBe(true);
    expect(holdsValue(randomBytes(300).toString('base64'), value)).toBe(false);
  });

  it('that are short count only where a scan reports them', () => {
    expect(findOccurrences('open tulip', new Secret('tulip'))).toEqual([]);
  });
});

describe('the way back', () => {
  it('gives the text as it was, and holds no value', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('plain', 'escaped', 'percent', 'base64'),
        (before, after, form) => {
          const value = new Secret(`${randomUUID()}"\\`);
          const values = new Map([['/a', { key: value }]]);
          const text = `${before}call("${writeForm(value, form)}")${after}`;
          const edits = [{ start: before.length, end: text.length - after.length, text: 'load()' }];
          const back = describeBack(text, edits, values);
          expect(JSON.stringify(back)).not.toContain(value.reveal().slice(0, 30));
          expect(goBack(splice(text, edits), back, values)).toBe(text);
        },
      ),
    );
  });
});

describe('companion files', () => {
  const project = { read: (path: string) => (path === 'there.mjs' ? 'other' : undefined), list: () => [] };

  it.each(['../a', '/a', 'C:/a', '.git/hooks/x', '.GIT/config', 'a/../../b', 'a\\b', 'there.mjs', 'rewritten.mjs'])(
    '%s is refused',
    (path) => expect(isAcceptable({ path, text: '', mode: 'create' }, project, new Set(['rewritten.mjs']))).toBe(false),
  );

  it.each([
    [undefined, 'a\nb\n', 'a\nb\n'],
    ['a', 'a\nb\n', 'a\nb\n'],
    ['x\r\n', 'a\n', 'x\r\na\r\n'],
    ['b\na\n', 'a\nb\n', 'b\na\n'],
  ])('grow only by what is missing: %j', (present, text, after) =>
    expect(textAfter({ path: '.gitignore', text, mode: 'append' }, present)).toBe(after),
  );
});
