import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/secret.ts';
import { compileGlob } from '../../src/suppress/glob.ts';
import { readForeignList } from '../../src/suppress/import.ts';
import { globFromRegex } from '../../src/suppress/import/path-regex.ts';
import type { Finding } from '../../src/types.ts';
import { makeFinding, makeLocation, makeValue } from '../fixtures/reports.ts';

const value = makeValue('import');
const commit = '1234567890'.repeat(4);

function at(path: string, line: number, inCommit: string | null = null): Finding {
  return makeFinding(value, { locations: [makeLocation({ path, line, endLine: line, commit: inCommit })] });
}

describe('.gitleaksignore', () => {
  it.each([
    ['path and line', 'src/pay.ts:generic-api-key:3', at('src/pay.ts', 3), ''],
    ['path and line of any commit', 'src/pay.ts:generic-api-key:3', at('src/pay.ts', 3, commit), ''],
    ['commit, path and line', `${commit}:src/pay.ts:generic-api-key:3`, at('src/pay.ts', 3, commit), ''],
    ['a path with colons', 'a:b/c.ts:rule:3', at('a:b/c.ts', 3), ''],
    ['a comment behind', 'src/pay.ts:rule:3 # reason', at('src/pay.ts', 3), ''],
    ['another line', 'src/pay.ts:rule:4', at('src/pay.ts', 3), undefined],
    ['another commit', `${commit}:src/pay.ts:rule:3`, at('src/pay.ts', 3, 'f'.repeat(40)), undefined],
    ['a commit, for a file of the working tree', `${commit}:src/pay.ts:rule:3`, at('src/pay.ts', 3), undefined],
  ])('covers by %s', async (_, line, finding, reason) => {
    const list = await readForeignList(`# old ones\n\n${line}\n`, '.gitleaksignore');
    expect(list.covers(finding)).toBe(reason);
  });

  it('says what it could not take over', async () => {
    const list = await readForeignList(
      `src/pay.ts:rule:3\nsrc/old.ts:rule:9\n${commit}:a:rule:1\nnonsense\n`,
      '.gitleaksignore',
    );
    list.covers(at('src/pay.ts', 3));
    expect(list.leftover()).toEqual([
      'src/old.ts:rule:9: nothing is found there',
      `${commit}:a:rule:1: nothing is found there (entries with a commit need --history)`,
      'nonsense: not a fingerprint',
    ]);
  });

  it('is also read from a gitleaks report', async () => {
    const list = await readForeignList(JSON.stringify([{ Fingerprint: 'src/pay.ts:rule:3' }, {}, null]), 'report.json');
    expect(list.covers(at('src/pay.ts', 3))).toBe('');
  });
});

describe('detect-secrets baseline', () => {
  const hash = (text: string): string => createHash('sha1').update(text).digest('hex');
  const read = (entry: object) =>
    readForeignList(
      JSON.stringify({
        version: '1.5.0',
        results: { './src/pay.ts': [{ type: 'Secret Keyword', line_number: 3, ...entry }] },
      }),
      '.secrets.baseline',
    );

  it.each([
    ['the value', { hashed_secret: hash(value) }, ''],
    ['a part of the credential', { hashed_secret: hash('the-user') }, ''],
    ['a value audited as harmless', { hashed_secret: hash(value), is_secret: false }, 'audited as no secret'],
    [
      'a value audited as real',
      { hashed_secret: hash(value), is_secret: true },
      'audited as a secret: still to be revoked',
    ],
    ['another value', { hashed_secret: hash('x') }, undefined],
    ['a broken entry', { hashed_secret: 7 }, undefined],
  ])('covers %s', async (_, entry, reason) => {
    const finding = { ...at('src/pay.ts', 77), parts: { user: new Secret('the-user') } };
    expect((await read(entry)).covers(finding)).toBe(reason);
  });

  it('does not cover the value in another file, and says what is gone', async () => {
    const list = await read({ hashed_secret: hash(value) });
    expect(list.covers(at('src/b.ts', 3))).toBe(undefined);
    expect(list.leftover()).toEqual(['src/pay.ts:3 Secret Keyword: nothing with that value is found there']);
  });
});

describe('.gitleaks.toml', () => {
  it.each([
    ['a path', `paths = ['''src/.*\\.ts$''']`, 'pay'],
    ['another path', `paths = ['''^test/''']`, undefined],
    ['a commit', `commits = ["${commit}"]`, 'pay'],
    ['an expression over the value', `regexes = ['''^tok_''']`, 'pay'],
    ['an expression that does not fit', `regexes = ['''^nope''']`, undefined],
    ['a stop word', `stopwords = ["TOK_"]`, 'pay'],
    ['one of two', `stopwords = ["nope"]\npaths = ['''pay''']`, 'pay'],
    ['both of two', `condition = "AND"\nstopwords = ["nope"]\npaths = ['''pay''']`, undefined],
  ])('covers by %s', async (_, criterion, reason) => {
    for (const table of ['[allowlist]', '[[allowlists]]']) {
      const list = await readForeignList(`${table}\ndescription = "pay"\n${criterion}\n`, '.gitleaks.toml');
      expect(list.covers(at('src/pay.ts', 3, commit))).toBe(reason);
    }
  });

  it('turns paths into entries of the configuration', async () => {
    const list = await readForeignList(
      `[allowlist]\ndescription = "third party"\npaths = ['''(^|/)vendor/''', '''go\\.(mod|sum)$''']\n`,
      '.gitleaks.toml',
    );
    expect(list.allow).toEqual([{ paths: ['**/vendor/**', '**go.{mod,sum}'], reason: 'third party' }]);
    expect(list.leftover()).toEqual([]);
  });

  it('says what it could not take over', async () => {
    const text = `[allowlist]\npaths = ['''^a\\d+$''']\nregexes = ['''(''']\n[[allowlists]]\ndescription = "some"\ntargetRules = ["x"]\nstopwords = ["tok"]\n[[rules]]\nid = "aws"\n[[rules.allowlists]]\nstopwords = ["tok"]\n`;
    const list = await readForeignList(text, '.gitleaks.toml');
    expect(list.covers(at('src/pay.ts', 3))).toBe(undefined);
    expect(list.leftover()).toEqual([
      'allowlist "some": targetRules names rules that have no equal here',
      'rule aws: its allowlist is bound to a rule that has no equal here',
      'expression (: cannot be read',
      'path ^a\\d+$: cannot be written as path patterns',
    ]);
  });
});

describe('a path expression', () => {
  it.each([
    ['^vendor/', ['vendor/a', 'vendor/x/y'], ['x/vendor/a', 'vendors']],
    ['(^|/)node_modules/', ['node_modules/a', 'x/node_modules/a'], ['my_node_modules/a']],
    ['/test/', ['x/test/a', 'x/y/test/z/a'], ['test/a', 'x/tests/a']],
    ['\\.md$', ['a.md', 'x/a.md'], ['a.mdx', 'amd']],
    ['(.*?)(jpg|gif|png)$', ['a.png', 'x/y.gif'], ['a.pngx']],
    ['^src/[^/]*\\.ts$', ['src/a.ts'], ['src/x/a.ts', 'x/src/a.ts']],
    ['^fixtures?/.+', ['fixture/a', 'fixtures/a'], ['fixtures', 'x/fixtures/a']],
    ['secret', ['secret', 'a/my-secrets/b'], ['secre/t']],
    ['^a$', ['a'], ['x/a', 'ab']],
  ])('%s holds for the same paths as a pattern', (source, yes, no) => {
    const test = compileGlob(globFromRegex(source) ?? '');
    const regex = new RegExp(source);
    expect([yes.every((path) => regex.test(path)), no.some((path) => regex.test(path))]).toEqual([true, false]);
    expect(yes.filter((path) => !test(path))).toEqual([]);
    expect(no.filter((path) => test(path))).toEqual([]);
  });

  it.each(['(?i)vendor', '^a\\d+$', 'a{2,3}', '[abc]', 'a*', '(a|b', '.*', '', 'a(b(c))', 'x{y,z}'])(
    '%s is left to a person',
    (source) => {
      expect(globFromRegex(source)).toBe(undefined);
    },
  );
});

describe('a file of another kind', () => {
  it.each([
    ['prose', 'hello world', 'notes.txt'],
    ['other JSON', '{"a": 1}', 'a.json'],
    ['broken JSON', '{', 'a.json'],
    ['broken TOML', '= 1', '.gitleaks.toml'],
  ])('such as %s is a usage error', async (_, text, name) => {
    await expect(readForeignList(text, name)).rejects.toMatchObject({ name: 'UserError', kind: 'usage' });
  });
});
