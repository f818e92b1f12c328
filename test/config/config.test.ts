import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import type { Config } from '../../src/config.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

/** Reads a configuration of one file in an empty folder. */
async function read(text: string, name = 'unleak.config.yaml'): Promise<Config | undefined> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), text);
  return loadConfig(undefined, { from: folder, top: folder });
}

describe('a configuration', () => {
  it.each([
    [
      'unleak.config.json',
      `{"minConfidence": "high", "exclude": ["vendor/"], "allow": [{"paths": ["test/**"], "reason": "fake", "expires": "2030-01-31"}]}`,
    ],
    [
      'unleak.config.yaml',
      `minConfidence: high\nexclude: vendor/\nallow:\n  - paths: test/**\n    reason: fake\n    expires: 2030-01-31\n`,
    ],
    [
      'unleak.config.yml',
      `# notes\nminConfidence: high\nexclude: [vendor/]\nallow: [{paths: [test/**], reason: fake, expires: '2030-01-31'}]\n`,
    ],
    [
      'unleak.config.toml',
      `minConfidence = "high"\nexclude = ["vendor/"]\n[[allow]]\npaths = ["test/**"]\nreason = "fake"\nexpires = 2030-01-31\n`,
    ],
  ])('in %s says the same', async (name, text) => {
    expect(await read(text, name)).toMatchObject({
      minConfidence: 'high',
      exclude: ['vendor/'],
      allow: [{ paths: ['test/**'], reason: 'fake', expires: '2030-01-31' }],
    });
  });

  it.each([
    ['empty', ''],
    ['nothing but comments', '# nothing yet\n'],
  ])('may be %s', async (_, text) => {
    expect(await read(text)).toMatchObject({ exclude: [], allow: [], patterns: [] });
  });

  it.each([
    [
      'an unknown key',
      'minConfidense: high\n',
      'unleak.config.yaml:1: minConfidense is no known key (did you mean minConfidence?)',
    ],
    [
      'an unknown key in an entry',
      'allow:\n  - paths: a\n    raeson: b\n',
      'unleak.config.yaml:3: allow[0].raeson is no known key (did you mean reason?)',
    ],
    ['a key that only flags have', 'showSecrets: true\n', 'is no known key'],
    ['a prototype', '__proto__:\n  allow: []\n', 'is no known key'],
    [
      'a wrong level',
      'failOn: hihg\n',
      'unleak.config.yaml:1: failOn must be one of low, medium, high, critical (did you mean high?)',
    ],
    ['a wrong type', 'inlineAllow: sometimes\n', 'must be true or false'],
    ['a list that is none', 'allow: 3\n', 'allow[0] must be an object'],
    ['an entry that allows everything', 'allow:\n  - reason: all\n', 'it would allow everything'],
    ['an entry with an empty list', 'allow:\n  - paths: []\n', 'it would allow everything'],
    ['a path for everything', 'exclude: "**"\n', 'would hold for every file'],
    ['a path outside', 'exclude: ../x\n', 'must stay in the folder'],
    ['an absolute path', 'exclude: /etc\n', 'must be relative'],
    ['a value instead of its hash', 'allow: [{values: [hunter2]}]\n', 'must be 32 hex digits'],
    ['a day that does not exist', 'allow: [{paths: a, expires: 2030-13-01}]\n', 'must be a date'],
    ['a baseline outside', 'baseline: ../b\n', 'must lie in the folder'],
    ['no object', '- a\n', 'the configuration must be an object'],
    ['a list that holds itself', 'allow: &a [*a]\n', 'allow[0] must be an object'],
    ['an entry that holds itself', 'allow: &a\n  - paths: *a\n', 'allow[0].paths[0] must be a text'],
    ['a merge key', '<<: {failOn: low}\n', '<< is no known key'],
    [
      'more keys than anybody compares with one another',
      Array.from({ length: 45_000 }, (_, at) => `k${at}: 1\n`).join(''),
      'unleak.config.yaml has 45,000 problems',
    ],
  ])('with %s is refused', async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      name: 'UserError',
      kind: 'usage',
      message: expect.stringContaining(message) as string,
    });
  });

  it('is told all that is wrong at once', async () => {
    const text = `{"a": 1,\n "allow": [\n  {"path": "x"}\n ]}`;
    await expect(read(text, 'unleak.config.json')).rejects.toThrow(
      /^unleak\.config\.json has 2 problems\n.*:1: a is no known key.*\n.*:3: allow\[0\]\.path is no known key \(did you mean paths\?\)/,
    );
  });

  it.each([
    ['unleak.config.json', '{\n"a": ,\n}'],
    ['unleak.config.yaml', 'a: 1\nb: [\n'],
    ['unleak.config.toml', 'a = 1\nb = \n'],
  ])('that does not parse is told with its line and without its text: %s', async (name, text) => {
    const error = await read(text, name).catch((reason: unknown) => reason as Error);
    expect((error as Error).message).toMatch(
      new RegExp(`^${name.replaceAll('.', '\\.')}(:[23])? is not valid (JSON|YAML|TOML)$`),
    );
  });

  it.each([
    ['unleak.config.json', '{"__proto__": {"failOn": "low"}, "constructor": {"prototype": {"a": 1}}}'],
    ['unleak.config.toml', '__proto__ = {failOn = "low"}\n[constructor.prototype]\na = 1\n'],
    ['unleak.config.yaml', '__proto__: {failOn: low}\nconstructor: {prototype: {a: 1}}\n'],
  ])('reaches no prototype: %s', async (name, text) => {
    await expect(read(text, name)).rejects.toThrow(/__proto__ is no known key[^]*constructor is no known key/);
    expect({}).not.toHaveProperty('failOn');
    expect({}).not.toHaveProperty('a');
  });

  it.each([
    ['a key that stands twice', 'unleak.config.yaml', 'failOn: low\n\nfailOn: high\n', ':3 is not valid YAML'],
    ['brackets without end in JSON', 'unleak.config.json', '['.repeat(500_000), 'is not valid JSON'],
    ['brackets without end in YAML', 'unleak.config.yaml', '['.repeat(20_000), 'is not valid YAML'],
    ['brackets without end in TOML', 'unleak.config.toml', `a = ${'['.repeat(500_000)}`, 'is not valid TOML'],
    ['a key of a megabyte', 'unleak.config.json', `{"${'m'.repeat(900_000)}": 1}`, 'mm… is no known key'],
    ['10 MB', 'unleak.config.json', ' '.repeat(10_000_000), 'is no file of at most 1 MB'],
  ])('with %s is refused', async (_, name, text, message) => {
    await expect(read(text, name)).rejects.toMatchObject({
      name: 'UserError',
      kind: 'usage',
      message: expect.stringContaining(message) as string,
    });
  });

  it('cannot make a small file large', async () => {
    const bomb = Array.from(
      { length: 12 },
      (_, at) => `a${at}: &a${at} [${Array.from({ length: 9 }, () => (at === 0 ? 'x' : `*a${at - 1}`)).join(',')}]`,
    );
    await expect(read(bomb.join('\n'))).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('patterns of the user', () => {
  const good = { id: 'acme-token', title: 'Acme token', regex: 'acme_(?<secret>[a-z]{20})', keywords: ['acme_'] };

  it('need little', async () => {
    const config = await read(JSON.stringify({ patterns: [good] }), 'unleak.config.json');
    expect(config?.patterns).toMatchObject([
      { id: 'acme-token', severity: 'high', match: [], regex: /acme_(?<secret>[a-z]{20})/ },
    ]);
  });

  it('may have flags and parts', async () => {
    const parts = { user: { regex: 'user=(?<secret>\\w{1,20})', within: 100, required: true } };
    const config = await read(
      JSON.stringify({
        patterns: [{ ...good, regex: '/acme_(?<secret>[a-z]{20})/i', parts, checks: ['mixed-alnum'] }],
      }),
      'unleak.config.json',
    );
    expect(config?.patterns[0]?.regex.flags).toBe('i');
    expect(config?.patterns[0]?.parts?.['user']?.regex.source).toBe('user=(?<secret>\\w{1,20})');
  });

  it.each([
    ['no group named secret', { regex: 'acme_[a-z]{20}' }, 'needs a group named secret'],
    ['a look-behind', { regex: '(?<=a)(?<secret>b{9})' }, 'is no expression that JavaScript and RE2 both read'],
    ['a back-reference', { regex: '(?<secret>a{5})\\k<secret>' }, 'is no expression that JavaScript and RE2 both read'],
    ['a flag that RE2 lacks', { regex: '/(?<secret>a{5})/y' }, 'may have only the flags i and s'],
    ['no bound', { regex: 'acme_(?<secret>[a-z]+)' }, 'without a bound'],
    ['a keyword of two letters', { keywords: ['ac'] }, 'must be at least 3 bytes long'],
    ['a keyword that no scan looks for', { keywords: ['schlüssel'] }, 'must be of printable ASCII characters'],
    ['an id of one word', { id: 'acme' }, 'must be words joined by dashes'],
    ['an unknown check', { checks: ['luhnn'] }, 'must be one of'],
    [
      'a part that looks too far',
      { parts: { user: { regex: '(?<secret>a{5})', within: 9999 } } },
      'looks further than 4,096 bytes',
    ],
    ['no title', { title: undefined }, 'needs title'],
  ])('are refused with %s', async (_, change, message) => {
    await expect(read(JSON.stringify({ patterns: [{ ...good, ...change }] }), 'unleak.config.json')).rejects.toThrow(
      message,
    );
  });
});

describe('the search', () => {
  const setUp = () => {
    const outside = temporaryFolder();
    const top = join(outside, 'repo');
    const from = join(top, 'a', 'b');
    mkdirSync(from, { recursive: true });
    return { outside, top, from };
  };
  const config = 'unleak.config.json';

  it('takes the nearest file up to the root of the repository', async () => {
    const { top, from } = setUp();
    writeFileSync(join(top, config), '{}');
    expect((await loadConfig(undefined, { from, top }))?.folder).toBe(top);
    writeFileSync(join(top, 'a', config), '{}');
    expect((await loadConfig(undefined, { from, top }))?.folder).toBe(join(top, 'a'));
  });

  it('never goes above the root', async () => {
    const { outside, top, from } = setUp();
    writeFileSync(join(outside, config), '{"exclude": "x"}');
    expect(await loadConfig(undefined, { from, top })).toBe(undefined);
  });

  it('refuses two files in one folder', async () => {
    const { top, from } = setUp();
    writeFileSync(join(top, config), '{}');
    writeFileSync(join(top, 'unleak.config.yml'), '');
    await expect(loadConfig(undefined, { from, top })).rejects.toThrow('there are two configurations');
  });

  it('refuses a link that leads out of the repository, unless it is named', async () => {
    const { outside, top, from } = setUp();
    writeFileSync(join(outside, 'other.json'), '{"exclude": "x"}');
    symlinkSync(join(outside, 'other.json'), join(top, config));
    await expect(loadConfig(undefined, { from, top })).rejects.toThrow('leads out of the repository');
    expect((await loadConfig(join(top, config), { from, top }))?.exclude).toEqual(['x']);
  });

  it('does not wait for a pipe of that name', async () => {
    const { top, from } = setUp();
    execFileSync('mkfifo', [join(top, config)]);
    await expect(loadConfig(undefined, { from, top })).rejects.toThrow('is no file of at most 1 MB');
  });

  it('refuses a named file that is not there', async () => {
    const { top, from } = setUp();
    await expect(loadConfig(join(top, 'nope.json'), { from, top })).rejects.toThrow(
      'there is no configuration nope.json',
    );
  });
});
