/** `unleak scan --logs` as a person uses it: what it reads, what it says, and what it never calls clean. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeZip } from '../fixtures/archives.ts';
import { createRepository, temporaryFolder } from '../fixtures/repository.ts';
import { makeToken, unleak } from './session.ts';

interface JsonLocation {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly via: string;
  readonly leak?: { cause: string; step?: string; disguise?: string; printedBy?: { path: string; line: number } };
}

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

function scanLogs(cwd: string, ...names: string[]): { code: number | null; locations: JsonLocation[]; out: string } {
  const { code, out } = unleak(['scan', '--logs', '--format', 'json', ...names], { cwd });
  const { findings } = JSON.parse(out) as { findings: { locations: JsonLocation[] }[] };
  return { code, out, locations: findings.flatMap(({ locations }) => locations) };
}

const time = '2024-05-01T12:34:56.1234567Z';

describe('what is read', () => {
  it('a file, a gzip, an archive, standard input, a folder and a glob', () => {
    const log = `${time} + deploy ${makeToken()}\n`;
    const zip = makeZip([{ name: 'build/2_Deploy.txt', content: Buffer.from(log) }]);
    const cwd = folderWith({ 'a.log': log, 'b.log.gz': gzipSync(log), 'logs.zip': zip, 'more/c.txt': log });
    const paths = (...names: string[]): string[] => scanLogs(cwd, ...names).locations.map(({ path }) => path);
    expect(paths('a.log', 'b.log.gz', 'logs.zip')).toEqual(['a.log', 'b.log.gz', 'logs.zip!build/2_Deploy.txt']);
    expect(paths('*.log')).toEqual(['a.log']);
    expect(paths('more')).toEqual(['more/c.txt']);
    const { code, out } = unleak(['scan', '--logs', '-'], { cwd, input: log });
    expect([code, out.includes('stdin:1:')]).toEqual([1, true]);
  });

  it.each([
    ['no name at all', [], /--logs needs the logs/],
    ['a name that is nowhere', ['gone.log'], /no such log: gone\.log/],
    ['a glob that matches nothing', ['*.nothing'], /no log matches/],
  ])('%s is a usage error, not a clean scan', (_, names, message) => {
    const { code, err } = unleak(['scan', '--logs', ...names], { cwd: temporaryFolder() });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it.each([
    ['gzip', 'build.log.gz', gzipSync('ok\n'.repeat(10_000) + Math.random())],
    ['zip', 'logs.zip', makeZip([{ name: '1_build.txt', content: Buffer.from('ok\n'.repeat(1000)) }])],
  ])('a truncated %s is incomplete, never clean', (_, name, whole) => {
    const cwd = folderWith({ [name]: whole.subarray(0, whole.length - 20) });
    const { code, out } = unleak(['scan', '--logs', name], { cwd });
    expect(code).toBe(3);
    expect(out).toContain('INCOMPLETE');
  });

  it('what a truncated gzip still gives is scanned', () => {
    const noise = Array.from({ length: 4000 }, () => Math.random().toString(36)).join('\n');
    const whole = gzipSync(`leaked ${makeToken()}\n${noise}`);
    const cwd = folderWith({ 'build.log.gz': whole.subarray(0, whole.length >> 1) });
    expect(scanLogs(cwd, 'build.log.gz')).toMatchObject({ code: 1, locations: [{ line: 1, column: 8 }] });
  });
});

describe('where and why', () => {
  it('places are those of the stored file: behind the timestamp, across colours and continued lines', () => {
    const token = makeToken();
    const [head, tail] = [token.slice(0, 10), token.slice(10)];
    const cwd = folderWith({
      'github.txt': `\ufeff${time} hello\r\n${time} token ${head}\u001b[31m${tail}\u001b[0m\r\n`,
      'gitlab.log': `2024-05-01T12:34:56.123456Z 00O one ${head}\n2024-05-01T12:34:56.123456Z 00O+${tail}\n`,
    });
    expect(scanLogs(cwd, 'github.txt').locations).toMatchObject([
      { line: 2, column: 36, endLine: 2, endColumn: 36 + 40 + 5, via: 'log' },
    ]);
    expect(scanLogs(cwd, 'gitlab.log').locations).toMatchObject([
      { line: 1, column: 37, endLine: 2, endColumn: 33 + 30 },
    ]);
  });

  it('the line of the workflow that printed it is named', () => {
    const token = makeToken();
    const repository = createRepository();
    const workflow = [
      'on: push',
      'jobs:',
      '  build:',
      '    steps:',
      '      - run: npm test',
      '      - name: Publish',
      '        run: |',
      '          set -x',
      '          docker login -u ci -p "$TOKEN" ghcr.io',
    ];
    repository.write('.github/workflows/ci.yml', workflow.join('\n'));
    const log = [
      '##[group]Run set -x',
      '\u001b[36;1mset -x\u001b[0m',
      '\u001b[36;1mdocker login -u ci -p "$TOKEN" ghcr.io\u001b[0m',
      '##[endgroup]',
      `+ docker login -u ci -p ${token} ghcr.io`,
    ];
    const content = Buffer.from(log.map((line) => `${time} ${line}`).join('\n'));
    repository.write('logs.zip', makeZip([{ name: 'build/3_Publish.txt', content }]));
    expect(scanLogs(repository.path, 'logs.zip').locations).toMatchObject([
      { leak: { cause: 'docker-login', step: 'Publish', printedBy: { path: '.github/workflows/ci.yml', line: 9 } } },
    ]);
    const { out } = unleak(['scan', '--logs', 'logs.zip'], { cwd: repository.path });
    expect(out).toContain('in step Publish, at .github/workflows/ci.yml:9');
    expect(out).toContain('--password-stdin');
  });

  it.each([
    ['curl -v', ['*   Trying 127.0.0.1:443...', '> GET / HTTP/1.1', '> Authorization: Bearer TOKEN'], 'http-trace'],
    [
      'terraform plan',
      ['Terraform will perform the following actions:', '  # x.y will be created', '      + api_token = "TOKEN"'],
      'terraform',
    ],
    ['npm', ['npm verb argv "publish" "--token" "TOKEN"'], 'npm-log'],
    ['a container build', ['#7 [3/5] RUN curl -H "Authorization: Bearer TOKEN" https://api.acme.io'], 'build-argument'],
    [
      'a Python traceback',
      ['Traceback (most recent call last):', '  File "a.py", line 3, in <module>', 'OSError: TOKEN'],
      'stack-trace',
    ],
    ['a command shown by GitLab', ['$ deploy --token TOKEN'], 'command-echo'],
    ['a patch, which is no trace', ['@@ -1 +1 @@', '+ const token = "TOKEN"'], 'output'],
  ])('%s', (_, lines, cause) => {
    const cwd = folderWith({ 'job.log': lines.join('\n').replace('TOKEN', makeToken()) });
    expect(scanLogs(cwd, 'job.log').locations).toMatchObject([{ leak: { cause } }]);
  });

  it('a value backwards is found, and told to be so', () => {
    const cwd = folderWith({ 'job.log': `${time} ${[...makeToken()].reverse().join('')}\n` });
    expect(scanLogs(cwd, 'job.log').locations).toMatchObject([
      { column: 30, endColumn: 70, leak: { disguise: 'reversed' } },
    ]);
  });
});

it('no value is printed, in whatever form the log has it', () => {
  const [one, other] = [makeToken(), makeToken()];
  const both = `a \u001b[1m${one}\u001b[0m b ${Buffer.from(`token=${other}`).toString('hex')} c\n`;
  const cwd = folderWith({ 'job.log': `${both}${[...one].reverse().join('')}\n${[...other].join(' ')}\n` });
  const { code, out } = unleak(['scan', '--logs', '--verbose', 'job.log'], { cwd });
  expect(code).toBe(1);
  for (const value of [one, other]) {
    const forms = [value, [...value].reverse().join(''), [...value].join(' '), Buffer.from(value).toString('hex')];
    for (const form of forms) expect(out).not.toContain(form.slice(8, 24));
  }
});

it('harden: diffs of the workflow that git applies, the steps for a person, and no value', () => {
  const [token, other] = [makeToken(), makeToken()];
  const repository = createRepository();
  const workflow = [
    'jobs:',
    '  build:',
    '    steps:',
    '      - name: Publish',
    '        run: |',
    '          set -ex',
    '          docker login -u ci -p "$TOKEN" ghcr.io',
    '          ./show.sh',
    '',
  ];
  repository.commit('workflow', {
    '.github/workflows/ci.yml': workflow.join('\n'),
    'show.sh': 'terraform output -raw api_token\n',
  });
  repository.write('job.log', `+ docker login -u ci -p ${token} ghcr.io\nOutputs:\n\napi_token = "${other}"\n`);
  const { code, out } = unleak(['logs', 'harden', 'job.log'], { cwd: repository.path });
  expect(code).toBe(0);
  expect(out).toContain('--- a/.github/workflows/ci.yml');
  expect(out).toContain('sensitive = true');
  for (const value of [token, other]) expect(out).not.toContain(value.slice(8, 20));
  repository.run(['apply', '--unidiff-zero', '-'], {
    input: out
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n'),
  });
  expect(repository.git('diff', '--unified=0')).toContain(
    `+          printf '%s' "$TOKEN" | docker login -u ci --password-stdin ghcr.io`,
  );
  expect(repository.git('diff', '--unified=0')).toContain('+          set -e');
});

it('in a job, files are scanned before they become artifacts, and the step fails', () => {
  const cwd = folderWith({ 'out/report.xml': '<ok/>', 'out/debug/trace.log': `+ deploy ${makeToken()}\n` });
  expect(scanLogs(cwd, 'out')).toMatchObject({
    code: 1,
    locations: [{ path: 'out/debug/trace.log', leak: { cause: 'shell-trace' } }],
  });
  expect(unleak(['scan', 'out'], { cwd }).code).toBe(1);
});

it('a list of checksums is no list of keys, even where a path names a vendor', () => {
  const digest = Array.from({ length: 32 }, (_, at) => ((at * 7 + 3) % 16).toString(16)).join('');
  const cwd = folderWith({
    'job.log': `${digest}  usr/lib/python3/lark/__init__.py\n${digest} *lib/lark_app_secret.py\n`,
  });
  expect(scanLogs(cwd, 'job.log')).toMatchObject({ code: 0, locations: [] });
});

it('what a job is called says nothing of what it prints', () => {
  const cwd = folderWith({ 'tests/3_Run tests.txt': `+ deploy ${makeToken()}\n` });
  expect(scanLogs(cwd, 'tests')).toMatchObject({ code: 1 });
});
