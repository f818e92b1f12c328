/** Sessions of `unleak scan`: modes, options and their precedence, reports. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { formatNames } from '../../src/report/formats.ts';
import type { ScanReport } from '../../src/types.ts';
import { createRepository, temporaryFolder } from '../fixtures/repository.ts';
import { makeToken, unleak } from './session.ts';
import type { Session } from './session.ts';

interface Json extends Pick<ScanReport, 'scan'> {
  readonly findings: readonly {
    readonly id: string;
    readonly status: string;
    readonly secret: { readonly value?: string };
    readonly locations: readonly { readonly path: string; readonly line: number }[];
  }[];
}

function scan(
  cwd: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Json & { code: Session['code'] } {
  const { code, out } = unleak(['scan', '--format', 'json', ...args], { cwd, env });
  return { code, ...(JSON.parse(out) as Json) };
}

const pathsOf = ({ findings }: Json): string[] =>
  findings.flatMap(({ locations }) => locations.map(({ path }) => path)).toSorted();

describe('modes', () => {
  const [inFile, inIndex, inHistory, inMessage] = [makeToken(), makeToken(), makeToken(), makeToken()];
  const repository = createRepository();
  repository.commit('one', { 'old.txt': `key ${inHistory}\n` });
  repository.git('rm', '-q', 'old.txt');
  repository.commit(`two ${inMessage}`, { 'new.txt': `key ${inFile}\n` });
  repository.write('staged.txt', `key ${inIndex}\n`);
  repository.git('add', '-A');
  const cwd = repository.path;

  it.each([
    ['tree', [], [inFile, inIndex]],
    ['staged', ['--staged'], [inIndex]],
    ['range', ['--range', 'HEAD~1..HEAD'], [inFile, inMessage]],
    ['history', ['--history'], [inFile, inHistory, inMessage]],
  ])('%s finds what is there', (mode, args, values) => {
    const report = scan(cwd, [...args, '--show-secrets']);
    expect(report).toMatchObject({ code: 1, scan: { mode, root: cwd, complete: true } });
    const found = report.findings.map(({ secret }) => secret.value ?? '');
    expect(values.filter((value) => !found.includes(value))).toEqual([]);
  });

  it('names another repository by path', () => {
    expect(scan(temporaryFolder(), ['--staged', cwd]).scan).toMatchObject({ mode: 'staged', root: cwd });
  });

  it('needs a repository for its git modes', () => {
    expect(unleak(['scan', '--history'], { cwd: temporaryFolder() })).toMatchObject({ code: 2, out: '' });
  });

  it('reads standard input under a name', () => {
    const { code, out } = unleak(['scan', '--stdin', '--stdin-filename', 'x/y.js', '-f', 'json'], {
      cwd,
      input: `a\nb ${inFile}\n`,
    });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      scan: { mode: 'stdin', root: '-' },
      findings: [{ locations: [{ path: 'x/y.js', line: 2 }] }],
    });
  });

  it('gives the same bytes twice', () => {
    const runs = [1, 2].map(() => unleak(['scan', '--history', '-f', 'jsonl'], { cwd }).out);
    expect(runs[0]).not.toBe('');
    expect(runs[0]).toBe(runs[1]);
  });
});

describe('paths', () => {
  const setUp = () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a'));
    mkdirSync(join(folder, 'b'));
    for (const path of ['a/1.txt', 'b/2.txt']) writeFileSync(join(folder, path), `key ${makeToken()}\n`);
    return folder;
  };

  it.each([
    ['nothing named', [], ['a/1.txt', 'b/2.txt']],
    ['a folder', ['a'], ['a/1.txt']],
    ['a folder and a file', ['a', 'b/2.txt'], ['a/1.txt', 'b/2.txt']],
    ['a file twice', ['a/1.txt', 'a'], ['a/1.txt']],
  ])('are shown from the current folder: %s', (_, args, paths) => {
    expect(pathsOf(scan(setUp(), args))).toEqual(paths);
  });

  it('are shown from a folder that lies elsewhere', () => {
    const folder = setUp();
    const report = scan(temporaryFolder(), [folder]);
    expect([report.scan.root, ...pathsOf(report)]).toEqual([folder, 'a/1.txt', 'b/2.txt']);
  });

  it('that do not exist are a usage error', () => {
    expect(unleak(['scan', 'nope'], { cwd: temporaryFolder() })).toMatchObject({ code: 2, out: '' });
  });
});

describe('options', () => {
  /** A word under a name that says secret: it may be one. */
  const weak = `secret = "${'gar'}den"\n`;

  it('stand in the configuration, the environment and the arguments, the last wins', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'a.py'), weak);
    const found = (args: string[], env = {}): number => scan(cwd, args, env).findings.length;
    expect(found([])).toBe(0);
    writeFileSync(join(cwd, 'unleak.config.json'), '{"minConfidence": "low"}');
    expect(found([])).toBe(1);
    expect(found([], { UNLEAK_MIN_CONFIDENCE: 'high' })).toBe(0);
    expect(found(['--min-confidence', 'low'], { UNLEAK_MIN_CONFIDENCE: 'high' })).toBe(1);
  });

  it('--fail-on lets findings below pass', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'a.py'), weak);
    expect(scan(cwd, ['--min-confidence', 'low', '--fail-on', 'critical'])).toMatchObject({
      code: 0,
      findings: [{ status: 'open' }],
    });
  });

  it('a wrong configuration stops the scan before it begins', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'unleak.config.yaml'), 'allow:\n  - path: x\n');
    expect(unleak(['scan'], { cwd })).toEqual({
      code: 2,
      out: '',
      err: 'unleak: unleak.config.yaml:2: allow[0].path is no known key (did you mean paths?)\n',
    });
  });

  it("a pattern of one's own is found", () => {
    const cwd = temporaryFolder();
    const pattern = {
      id: 'acme-key',
      title: 'Acme key',
      regex: 'ACME-(?<secret>[0-9]{12})',
      keywords: ['ACME-'],
      severity: 'low',
    };
    writeFileSync(join(cwd, 'unleak.config.json'), JSON.stringify({ patterns: [pattern] }));
    writeFileSync(join(cwd, 'a.txt'), `x ACME-${expandTemplate('{digits:12}', randomUUID())} y\n`);
    expect(scan(cwd)).toMatchObject({
      code: 1,
      findings: [{ rule: 'acme-key', severity: 'low', locations: [{ path: 'a.txt', column: 8 }] }],
    });
  });
});

describe('suppression', () => {
  it('by comment, path, pattern and id, each with its status', () => {
    const repository = createRepository();
    const [a, b, c, d] = [makeToken(), makeToken(), makeToken(), makeToken()];
    repository.write('a.js', `x = '${a}'; // unleak:allow an example\n`);
    repository.write('test/b.js', `x = '${b}';\n`);
    repository.write('c.js', `x = '${c}';\n`);
    repository.write('d.js', `x = '${d}';\n`);
    const cwd = repository.path;
    const before = scan(cwd);
    const id = before.findings.find(({ locations }) => locations[0]?.path === 'c.js')?.id ?? '';
    repository.write(
      'unleak.config.toml',
      `[[allow]]\npaths = ["test/**"]\nreason = "fake"\n[[allow]]\nvalues = ["${id}"]\n`,
    );
    const states = (report: Json): string[] =>
      report.findings.map(({ status, locations }) => `${locations[0]?.path} ${status}`).toSorted();
    expect(states(scan(cwd))).toEqual(['a.js allowed', 'c.js allowed', 'd.js open', 'test/b.js allowed']);
    expect(states(scan(cwd, ['--no-inline-allow']))).toEqual([
      'a.js open',
      'c.js allowed',
      'd.js open',
      'test/b.js allowed',
    ]);
    expect(states(scan(join(cwd, 'test')))).toEqual(['b.js allowed']);
  });

  it('tells entries of no use', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'unleak.config.json'), '{"allow": [{"paths": ["gone/"], "reason": "old"}]}');
    const { code, out } = unleak(['scan', '-q'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('configuration: allow[0] (gone/) allows nothing that is there: old');
  });
});

describe('reports', () => {
  it('go to several places at once; with values, for the owner only', () => {
    const cwd = temporaryFolder();
    const token = makeToken();
    writeFileSync(join(cwd, 'a.txt'), `key ${token}\n`);
    writeFileSync(join(cwd, 'r.jsonl'), 'old', { mode: 0o644 });
    const { code, out } = unleak(
      ['scan', 'a.txt', '-f', 'text', '-f', 'json', '-o', 'r.json', '-o', 'r.jsonl', '--show-secrets'],
      { cwd },
    );
    expect(code).toBe(1);
    expect(out).toContain(token);
    for (const name of ['r.json', 'r.jsonl']) {
      expect(readFileSync(join(cwd, name), 'utf8')).toContain(token);
      expect(statSync(join(cwd, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('never hold a value unless that is asked for', () => {
    const cwd = temporaryFolder();
    const token = makeToken();
    const encoded = Buffer.from(`token=${token}`).toString('base64');
    writeFileSync(join(cwd, `${token}.txt`), `a ${token} b ${encoded} c ${encodeURIComponent(`"${token}"`)}\n`);
    for (const format of formatNames) {
      const { out, err } = unleak(['scan', '-v', '-f', format], { cwd });
      for (const form of [token, encoded]) {
        for (let at = 12; at + 8 <= form.length; at++) expect(out + err).not.toContain(form.slice(at, at + 8));
      }
    }
  });

  it('say incomplete, with 3 or with findings 1', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'a.txt'), `key ${makeToken()}\n`);
    writeFileSync(join(cwd, 'broken.zip'), Buffer.from('PK\u0003\u0004 this is no archive, however long it is'));
    const both = unleak(['scan'], { cwd });
    expect(both).toMatchObject({
      code: 1,
      out: expect.stringContaining('INCOMPLETE: 1 thing was not scanned') as string,
    });
    rmSync(join(cwd, 'a.txt'));
    const { code, out, err } = unleak(['scan', '-q', '-f', 'json'], { cwd });
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ scan: { complete: false, skipped: [{ what: 'broken.zip' }] } });
    expect(err).toMatch(/^unleak: incomplete: /);
  });

  it('stay in order whatever a file is called', () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'a\nclean: b\u001b[2J'), `key ${makeToken()}\n`);
    symlinkSync('/etc/passwd', join(cwd, 'link'));
    const { out } = unleak(['scan'], { cwd });
    expect(out).toContain('a\\nclean: b\\x1b[2J:1:5');
  });
});
