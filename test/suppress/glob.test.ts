import { describe, expect, it } from 'vitest';
import { checkGlob, compileGlob } from '../../src/suppress/glob.ts';

describe('path patterns', () => {
  it.each([
    ['a name at any depth', 'a.ts', ['a.ts', 'x/a.ts', 'x/y/a.ts'], ['b.ts', 'xa.ts', 'a.tsx']],
    ['a folder by name', 'vendor', ['vendor/a', 'x/vendor/b/c'], ['vendors/a', 'x/my-vendor/a']],
    ['a folder by name and slash', 'vendor/', ['vendor/a', 'x/vendor/a'], ['vendor.ts']],
    ['a path from the root', 'src/a.ts', ['src/a.ts'], ['x/src/a.ts', 'src/a.tsx']],
    ['a name at the root only', '/a.ts', ['a.ts'], ['x/a.ts']],
    ['a star', '*.lock', ['a.lock', 'x/b.lock'], ['a.locks']],
    ['a star that stops at slashes', 'src/*.ts', ['src/a.ts'], ['src/x/a.ts']],
    ['two stars in front', '**/test/**', ['test/a', 'x/test/y/a'], ['tests/a', 'test']],
    ['two stars in the middle', 'src/**/a.ts', ['src/a.ts', 'src/x/y/a.ts'], ['a.ts', 'src/xa.ts']],
    ['two stars at the end', 'docs/**', ['docs/a', 'docs/x/a'], ['doc/a', 'x/docs/a']],
    ['two stars inside a name', '**fixture**', ['a/my-fixtures/b', 'fixture'], ['fixtur']],
    ['a question mark', 'a?.ts', ['ab.ts'], ['a.ts', 'a/.ts']],
    ['a class', '[ab-d].ts', ['a.ts', 'c.ts'], ['e.ts', '-.ts']],
    ['a negated class', '[!a].ts', ['b.ts'], ['a.ts']],
    ['alternatives', '*.{md,{t,}sx}', ['a.md', 'a.tsx', 'a.sx'], ['a.ts', 'a.{md']],
    ['a quoted star', 'a\\*.ts', ['a*.ts'], ['ab.ts']],
    ['letters that expressions know', 'a+(b).ts', ['a+(b).ts'], ['aab.ts']],
    ['a file inside an archive', 'x.zip', ['x.zip!a/b', 'y/x.zip!a.tar!b'], ['x.zipper']],
    ['a leading dot and slash', './src/a.ts', ['src/a.ts'], ['x/src/a.ts']],
    ['other scripts', 'тест/*', ['тест/a'], ['test/a']],
  ])('%s: %s', (_, glob, yes, no) => {
    const test = compileGlob(glob);
    expect(yes.filter((path) => !test(path))).toEqual([]);
    expect(no.filter((path) => test(path))).toEqual([]);
  });

  it('does not grow without end on hostile patterns', () => {
    const test = compileGlob(`${'*a'.repeat(40)}b/${'{a,b}'.repeat(30)}/${'**x'.repeat(40)}`);
    expect(test(`${'a'.repeat(4000)}/x`)).toBe(false);
  });

  it.each([
    ['', 'must stay in the folder'],
    ['../a', 'must stay in the folder'],
    ['a/../b', 'must stay in the folder'],
    ['**', 'would hold for every file'],
    ['*/**', 'would hold for every file'],
    ['!a', 'cannot be negated: allow less instead'],
    ['x'.repeat(1001), 'is longer than 1,000 characters'],
    ['a..b', undefined],
    ['.github/**', undefined],
  ])('%s is judged: %s', (glob, fault) => {
    expect(checkGlob(glob)).toBe(fault);
  });
});
