/** The import stands where it belongs, in the module system of the file, in the style of the file; every other byte stays. */
import { describe, expect, it } from 'vitest';
import { javascript } from '../../../src/rewriters/javascript.ts';
import type { Rewriter } from '../../../src/remediation-types.ts';
import { plant } from '../plant.ts';

const module = { 'package.json': '{"type":"module"}' };
const asynchronous = `process.env.STRIPE_KEY ?? await secret('/prod/shop/stripe', 'api_key')`;
const synchronous = `process.env.STRIPE_KEY ?? secretSync('/prod/shop/stripe', 'api_key')`;
const imported = `import { secret } from './secrets.mjs';`;
const required = `const { secretSync } = require('./secrets-sync.cjs');`;

async function rewritten(path: string, before: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const { after, codes } = await plant(javascript, { path, before, files });
  expect(codes).toEqual([]);
  return after;
}

describe('where the import stands', () => {
  it.each([
    ['at the top', `a('§');`, `${imported}\na(${asynchronous});`],
    ['below a shebang', `#!/usr/bin/env node\na('§');`, `#!/usr/bin/env node\n${imported}\na(${asynchronous});`],
    [
      'below the other imports',
      `import a from 'a'; // first\n\na('§');`,
      `import a from 'a'; // first\n${imported}\n\na(${asynchronous});`,
    ],
    ['below directives', `'use strict';\na('§');`, `'use strict';\n${imported}\na(${asynchronous});`],
    [
      'below a licence',
      `/* Copyright somebody */\nexport const a = '§';`,
      `/* Copyright somebody */\n${imported}\nexport const a = ${asynchronous};`,
    ],
    [
      'below a comment that stands apart',
      `// All keys.\n\n// One.\nexport const a = '§';`,
      `// All keys.\n\n${imported}\n// One.\nexport const a = ${asynchronous};`,
    ],
    [
      'above a comment of the statement',
      `/** The key. */\nexport const a = '§';`,
      `${imported}\n/** The key. */\nexport const a = ${asynchronous};`,
    ],
    [
      'below what tools read first',
      `// @ts-check\n/** The key. */\nexport const a = '§';`,
      `// @ts-check\n${imported}\n/** The key. */\nexport const a = ${asynchronous};`,
    ],
  ])('%s of an ES module', async (_, before, after) => {
    expect(await rewritten('a.mjs', before)).toBe(after);
  });

  it.each([
    [
      'below the other requires',
      `'use strict';\nconst a = require('a');\nlet b\na('§');`,
      `'use strict';\nconst a = require('a');\n${required}\nlet b\na(${synchronous});`,
    ],
    [
      'above a require that uses the value',
      `const a = require('a');\nconst b = require('b')('§');\nconst c = require('c');\n`,
      `const a = require('a');\n${required}\nconst b = require('b')(${synchronous});\nconst c = require('c');\n`,
    ],
  ])('%s in CommonJS', async (_, before, after) => {
    expect(await rewritten('a.cjs', before)).toBe(after);
  });

  it('once, however many places there are and however often', async () => {
    const first = await rewritten('a.mjs', `const a = '§', b = '§';`);
    expect(first).toBe(`${imported}\nconst a = ${asynchronous}, b = ${asynchronous};`);
    expect(await rewritten('a.mjs', `${first}\nconst c = '§';`)).toBe(`${first}\nconst c = ${asynchronous};`);
  });

  it('ends in a semicolon where the next line could be read as part of it', async () => {
    const before = `(function () {\n  f('§')\n  g()\n})()\n`;
    expect(await rewritten('a.cjs', before)).toContain(`${required}\n(function () {\n  f(${synchronous})`);
  });
});

describe('the style of the file', () => {
  it('keeps double quotes, lines without semicolons, CRLF and a byte order mark', async () => {
    const before = `\uFEFFimport a from "a"\r\n\r\nexport const b = "§"\r\n`;
    const loaded = asynchronous.replaceAll("'", '"');
    const after = `\uFEFFimport a from "a"\r\nimport { secret } from "./secrets.mjs"\r\n\r\nexport const b = ${loaded}\r\n`;
    expect(await rewritten('a.mjs', before)).toBe(after);
  });

  it('takes another name where the file has its own', async () => {
    const before = `const secret = (a) => a;\nexport const key = secret('§');\n`;
    const after = await rewritten('a.mjs', before);
    expect(after).toContain(`import { secret as loadSecret } from './secrets.mjs';\n`);
    expect(after).toContain(`secret(process.env.STRIPE_KEY ?? await loadSecret(`);
    expect(await rewritten('a.cjs', `const secretSync = 1;\nf('§');`)).toContain(
      `const { secretSync: loadSecretSync } = req`,
    );
  });

  it('reaches the environment where the file has its own process', async () => {
    expect(await rewritten('a.mjs', `function f(process) {\n  return '§' + process;\n}\n`)).toContain(
      '(globalThis.process.env.',
    );
    expect(await rewritten('a.mjs', `import process from 'node:process';\nf('§');`)).toContain('f(process.env.');
  });

  it('puts brackets where the compiler asks for them', async () => {
    const files = {
      ...module,
      'tsconfig.json': '{"compilerOptions":{"noPropertyAccessFromIndexSignature":true,},} // end',
    };
    expect(await rewritten('a.ts', `const a = '§';`, files)).toContain(`process.env['STRIPE_KEY'] ??`);
  });

  it.each([
    ['a space after a keyword', `function* f() {\n  yield'§';\n}`, `yield process.env`],
    ['parentheses before a member', `f('§'.length);`, `f((${asynchronous}).length);`],
    ['no parentheses in a ternary', `f(a ? '§' : b);`, `f(a ? ${asynchronous} : b);`],
    ['the variable once', `f(process.env.STRIPE_KEY || '§');`, `f(process.env.STRIPE_KEY || await secret(`],
    ['both variables', `f(process.env.OTHER || '§');`, `f(process.env.OTHER || (${asynchronous}));`],
    ['a chain of fallbacks', `f(a ?? '§');`, `f(a ?? ${asynchronous});`],
  ])('writes %s', async (_, before, part) => {
    const text = await rewritten('a.mjs', before);
    expect(text.replaceAll('secretSync', 'await secret')).toContain(part);
  });

  it('writes JSX attributes as expressions', async () => {
    const before = `export const A = async () => <B key="§" c='Bearer \\ §'>{"§"}</B>;\n`;
    const after = await rewritten('a.jsx', before, module);
    const loaded = asynchronous.replaceAll("'", '"');
    expect(after).toContain(`<B key={${loaded}} c={\`Bearer \\\\ \${${loaded}}\`}>{${loaded}}</B>`);
  });
});

describe('the module system', () => {
  const cjsConfig = '{"compilerOptions":{"module":"commonjs"}}';
  const oldConfig = '{ "extends": "./base", /* as ever */ }';
  it.each([
    ['.mjs', 'a.mjs', {}, 'await secret', './secrets.mjs'],
    ['.cjs', 'a.cjs', module, 'secretSync', './secrets-sync.cjs'],
    ['.js of type module', 'a.js', module, 'await secret', './secrets.mjs'],
    ['.js without a type', 'a.js', {}, 'secretSync', './secrets-sync.cjs'],
    ['the nearest package.json', 'b/a.js', { ...module, 'b/package.json': '{}' }, 'secretSync', './secrets-sync.cjs'],
    ['.mts', 'a.mts', {}, 'await secret', './secrets.mts'],
    ['.cts', 'a.cts', module, 'secretSync', './secrets-sync.cts'],
    ['.ts of type module', 'a.ts', module, 'await secret', './secrets.ts'],
    ['.ts compiled to CommonJS', 'a.ts', { ...module, 'tsconfig.json': cjsConfig }, 'secretSync', './secrets-sync'],
    ['.ts without a type', 'a.ts', {}, 'secretSync', './secrets-sync.ts'],
    ['.ts with a compiler', 'a.ts', { 'package.json': '{"scripts":{"build":"tsc"}}' }, 'secretSync', './secrets-sync'],
    [
      'a target without await at the top',
      'a.ts',
      {
        ...module,
        'tsconfig.json': oldConfig,
        'base.json': '{"compilerOptions":{"module":"es2020","target":"es2020"}}',
      },
      'secretSync',
      './secrets-sync',
    ],
    [
      'a package that is required too',
      'a.js',
      { 'package.json': '{"type":"module","exports":{"require":"./a.cjs"}}' },
      'secretSync',
      './secrets-sync.cjs',
    ],
    [
      'a module that CommonJS requires',
      'a.mjs',
      { 'a.mjs': '', 'b.cjs': `require('./a.mjs')` },
      'secretSync',
      './secrets-sync.cjs',
    ],
    [
      'Jest',
      'a.js',
      { 'package.json': '{"type":"module","devDependencies":{"jest":"30"}}' },
      'secretSync',
      './secrets-sync.cjs',
    ],
  ])('%s decides', async (_, path, files, call, specifier) => {
    const after = await rewritten(
      path,
      `export const a = '§';\n`.replace('export ', path.endsWith('.cjs') || path === 'b/a.js' ? '' : 'export '),
      files,
    );
    expect(after).toContain(`${call}('/prod`);
    expect(after).toContain(`'${specifier}'`);
  });

  it('an import without a type is compiled: no wait at the top, and import syntax', async () => {
    const after = await rewritten('a.js', `import a from 'a';\na('§');`);
    expect(after).toBe(`import a from 'a';\nimport { secretSync } from './secrets-sync.cjs';\na(${synchronous});`);
  });

  it.each([
    [`import a from './b.ts';`, './secrets.ts'],
    [`import a from './b.js';`, './secrets.js'],
    [`import a from '../b';`, './secrets'],
    [`import a from './b.json';\nimport b from './c.js';`, './secrets.js'],
    [`import a from './b.json';`, './secrets.ts'],
  ])('TypeScript imports as the file does: %s', async (line, specifier) => {
    expect(await rewritten('a.ts', `${line}\na('§');`, module)).toContain(`from '${specifier}';`);
  });
});

describe('what comes with it', () => {
  it.each([
    ['a.mjs', {}, 'secrets.mjs', './secrets.mjs'],
    ['src/deep/a.mjs', {}, 'src/secrets.mjs', '../secrets.mjs'],
    ['scripts/a.mjs', {}, 'secrets.mjs', '../secrets.mjs'],
    ['packages/b/src/a.mjs', { 'packages/b/package.json': '{}' }, 'packages/b/src/secrets.mjs', './secrets.mjs'],
    ['a.mjs', { 'secrets.mjs': 'ours' }, 'stored-secrets.mjs', './stored-secrets.mjs'],
  ])('the loader of %s stands where the package keeps its sources', async (path, files, place, specifier) => {
    const { companions, after } = await plant(javascript, { path, before: `a('§');`, files });
    expect(companions.map((file) => file.path)).toEqual([place]);
    expect(after).toContain(`from '${specifier}'`);
  });

  it('a loader that was formatted since is used as it is', async () => {
    const loader = (text: string): Rewriter => ({
      ...javascript,
      rewrite: (request) =>
        javascript.rewrite({
          ...request,
          reader: { ...request.reader, javascript: { ...request.reader.javascript, loader: () => text } },
        }),
    });
    const planting = { path: 'a.mjs', before: `a('§');`, files: { 'secrets.mjs': '/** Loads. */\nexport {}\n' } };
    const same = await plant(loader('/** Loads. */\nexport { };\n'), planting);
    expect({ companions: same.companions, from: same.after.includes('./secrets.mjs') }).toEqual({
      companions: [],
      from: true,
    });
    const other = await plant(loader('/** Loads more. */\n'), planting);
    expect(other.companions.map((file) => file.path)).toEqual(['stored-secrets.mjs']);
  });

  it.each([
    ['package-lock.json', 'npm install store@1.0.0'],
    ['yarn.lock', 'yarn add store@1.0.0'],
    ['pnpm-lock.yaml', 'pnpm add store@1.0.0'],
    ['bun.lock', 'bun add store@1.0.0'],
    ['README.md', 'npm install store@1.0.0'],
  ])('with %s the package is added by its manager', async (lock, command) => {
    const { notes, dependencies } = await plant(javascript, {
      path: 'a.mjs',
      before: `a('§');`,
      files: { [lock]: '' },
    });
    expect(notes).toEqual([`The loader needs store: ${command}`]);
    expect(dependencies.map(({ name }) => name)).toEqual(['store']);
  });

  it('a package that is there is not asked for', async () => {
    const files = { 'package.json': '{"dependencies":{"store":"1"}}' };
    const { notes, dependencies } = await plant(javascript, { path: 'a.mjs', before: `a('§');`, files });
    expect({ notes, dependencies }).toEqual({ notes: [], dependencies: [] });
  });

  it('a test reads the environment and needs no store', async () => {
    const { after, companions, notes } = await plant(javascript, { path: 'test/a.test.js', before: `a('§');` });
    expect(after).toBe(`a(process.env.STRIPE_KEY ?? '');`);
    expect(companions).toEqual([]);
    expect(notes).toEqual([
      'test/a.test.js is a test and reads STRIPE_KEY from the environment: set it where the tests run',
    ]);
  });
});
