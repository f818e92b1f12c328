import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectAssignment } from '../../../src/detect/generic/detect.ts';
import type { FileTraits } from '../../../src/detect/generic/file-kind.ts';
import { weighAssignment } from '../../../src/detect/generic/weighed.ts';

const kinds: readonly FileTraits[] = [
  { kind: 'code', isTest: false },
  { kind: 'config', isTest: false },
  { kind: 'config', isTest: true },
];

const blank = fc.constantFrom(' ', '', '\n', '\n  ', ', ', ',\n  ', ' , ', ';');
const name = fc.constantFrom(
  'password',
  'db_password',
  'api_key',
  'Credentials',
  'login',
  'user',
  'passwordField.fill',
);
const sign = fc.constantFrom(' = "', '="', ': ', '("', "('", ' => "', '=', ' == "');
const word = fc.constantFrom('Rx', '7Tq', 'Zw9', 'hunter', '${X}', 'changeme', 'a b', 'kP4', '&', ';', '<');
const value = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(''));
const statement = fc
  .tuple(blank, name, sign, value, fc.constantFrom('"', "'", '', '")', '", "'), fc.option(value, { nil: '' }), blank)
  .map((pieces) => pieces.join(''));

/** As the prefilter tells it: the value ends where a quote, a blank or a bracket does. */
function hitsIn(text: string): { keyword: number; value: number; end: number }[] {
  return [...text.matchAll(/(password|key|Credentials|login)\w*(?:\.fill)?\W{1,6}/g)].map((match) => {
    const from = match.index + match[0].length;
    const length = /^[^\s"'`,;<>&)\]}]*/.exec(text.slice(from))![0].length;
    return { keyword: match.index, value: from, end: from + length };
  });
}

describe('an assignment that was weighed before', () => {
  it('is what it is by itself, whatever stood around the same text elsewhere', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), fc.array(statement, { maxLength: 2 }), (shared, own) => {
        for (const text of [shared.join('\n'), [...own, ...shared].join('\n'), [...shared, ...own].join('\n')]) {
          const bytes = Buffer.from(text);
          for (const [hit, file] of hitsIn(text).flatMap((one) => kinds.map((kind) => [one, kind] as const))) {
            const alone = detectAssignment(bytes, hit, file);
            if (alone !== undefined) found++;
            expect(weighAssignment(bytes, hit, file)).toEqual(alone);
          }
        }
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(1000);
  });

  it('of a user and a password is not taken for one with another password in the next line', () => {
    const secret = ['Zw9', 'kP4', 'xV'].join('');
    const texts = ['${PASSWORD}', secret].map((given) => `new Credentials("root",\n  "${given}")`);
    const [reference, literal] = texts.map((text) => {
      const from = text.indexOf('root');
      return weighAssignment(Buffer.from(text), { keyword: 4, value: from, end: from + 4 }, kinds[0]!);
    });
    expect(reference).toBeUndefined();
    expect(literal?.value).toBe(secret);
  });
});
