/** Sessions of `unleak patterns`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patterns as builtIn } from '../../patterns/index.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { makeToken, unleak } from './session.ts';
import { someOf } from '../fixtures/thorough.ts';

const own = {
  id: 'acme-key',
  title: 'Acme key',
  regex: 'ACME-(?<secret>[0-9]{12})',
  keywords: ['ACME-'],
  why: 'Opens the till.',
  revoke: 'https://acme.example/keys',
  references: ['https://acme.example/docs'],
  match: ['key ACME-{digits:12}', 'ACME-{digits:12}.'],
  miss: ['ACME-{digits:11}', 'ACME{digits:12}'],
};

function folderWith(pattern: object): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'unleak.config.json'), JSON.stringify({ patterns: [pattern] }));
  return folder;
}

describe('unleak patterns', () => {
  it('lists all, in text and JSON, the own ones among them', () => {
    const cwd = folderWith(own);
    const text = unleak(['patterns'], { cwd });
    expect(text.code).toBe(0);
    const listed = JSON.parse(unleak(['patterns', 'list', '--format', 'json'], { cwd }).out) as { id: string }[];
    const ids = listed.map(({ id }) => id);
    expect([...builtIn.map(({ id }) => id), 'acme-key', 'generic-secret'].filter((id) => !ids.includes(id))).toEqual(
      [],
    );
    expect(
      text.out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(ids);
  });

  it.each(
    someOf([
      ['a sound one', {}, 0, 'all is well'],
      [
        'an example that does not match',
        { match: ['ACME-{digits:12}', 'nothing'] },
        2,
        'acme-key: Match example 2 is not matched',
      ],
      ['a near miss that matches', { miss: ['ACME-{digits:12}', 'x'] }, 2, 'acme-key: Miss example 1 is matched'],
      ['an id of a built-in one', { id: builtIn[0]?.id }, 2, 'the id is used twice'],
    ]),
  )('check judges %s', (_, change, code, message) => {
    const { code: ended, out } = unleak(['patterns', 'check'], { cwd: folderWith({ ...own, ...change }) });
    expect(out).toContain(message);
    expect(ended).toBe(code);
  });

  it('check reads the file that it is given', () => {
    const file = join(folderWith(own), 'unleak.config.json');
    expect(unleak(['patterns', 'check', file], { cwd: temporaryFolder() }).out).toContain('1 pattern of your own');
  });

  it('explains a pattern', () => {
    const { out } = unleak(['patterns', 'explain', 'acme-key'], { cwd: folderWith(own) });
    for (const part of ['Acme key', 'Opens the till.', 'ACME-', own.regex, own.revoke, ...own.match])
      expect(out).toContain(part);
  });

  it.each([
    ['a wrong id', ['explain', 'acme-kye'], 'there is no pattern acme-kye\nhint: did you mean acme-key?'],
    ['a wrong verb', ['lits'], 'unleak patterns knows no lits\nhint: did you mean list?'],
    ['a file that is not there', ['explain', 'nope.txt:3'], 'cannot read nope.txt (ENOENT)'],
    ['a line that is not there', ['explain', 'unleak.config.json:99'], 'unleak.config.json has no line 99'],
    ['nothing to explain', ['explain'], 'patterns explain takes one pattern id or one FILE:LINE'],
    ['a format that is none', ['list', '-f', 'xml'], 'patterns list has the formats text and json, not xml'],
  ])('%s is a usage error', (_, args, message) => {
    const { code, err } = unleak(['patterns', ...args], { cwd: folderWith(own) });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('unleak patterns explain FILE:LINE', () => {
  const token = makeToken();
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'unleak.config.json'),
    JSON.stringify({ allow: [{ paths: ['allowed.js'], reason: 'fake' }], exclude: ['out.js'] }),
  );
  const lines = [
    `x = '${token}'`,
    'nothing',
    `y = '${token.slice(0, -1)}!'`,
    `z = '${token}' // unleak:allow known`,
    `z = '${token}' // unleak:allow not ${token}`,
    'user_password = "changeme"',
    'token_ttl = "a1b2c3d4e5"',
    `user_password = "Winter${token.slice(8, 11)}7!"`,
    `github_token = "ghp_${token.slice(4, 24)}"`,
  ];
  for (const name of ['a.js', 'allowed.js', 'out.js']) writeFileSync(join(cwd, name), `${lines.join('\n')}\n`);

  it.each([
    [
      'a reported value',
      'a.js:1',
      /^yes github-\S+ \(high confidence\) ghp_…\*{4}: reported at 1:6, id [0-9a-f]{32}$/m,
    ],
    ['an empty line', 'a.js:2', /^no {2}the line has no keyword of any pattern/m],
    ['a form that does not fit', 'a.js:3', /^no {2}github-\S+: /m],
    ['a comment', 'a.js:4', /^no {2}github-\S+ .*: allowed: known$/m],
    ['a comment that quotes the value', 'a.js:5', /allowed: not \*{4}$/m],
    ['a placeholder', 'a.js:6', /^no {2}generic-password: a placeholder, a reference or an example$/m],
    ['a name that says no secret', 'a.js:7', /^no {2}generic-secret: the name says no secret$/m],
    [
      'what a score is made of',
      'a.js:8',
      /^ {4}not high: [^;]+; score \d+\.\d \(medium from 1\.4, low from -1\.5\): .*name says password/m,
    ],
    ['what a vendor’s form is worth', 'a.js:1', /^ {4}high: has the form: as sure as the pattern$/m],
    ['a mark with too little behind it', 'a.js:9', /^ {4}low: begins with the mark of a vendor, and is shorter/m],
    ['an entry of the configuration', 'allowed.js:1', /^no {2}github-\S+ .*: allowed: fake$/m],
    ['an excluded path', 'out.js:1', /^no {2}the configuration excludes this path/m],
  ])('tells of %s', (_, place, answer) => {
    const { code, out } = unleak(['patterns', 'explain', place], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(answer);
    expect(out).not.toContain(token.slice(8, 20));
  });
});
