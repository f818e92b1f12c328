/** The architecture as a test: who may import whom, what may do IO, how long a file is, and what stands at the top level. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = [...sourcesIn('src'), ...sourcesIn('patterns')].filter((file) => !file.endsWith('.asm.ts'));
const modules = sourcesIn('src').filter((file) => file.endsWith('.asm.ts'));
const texts = new Map([...files, ...modules].map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const imports = new Map(files.map((file) => [file, importsOf(file, texts.get(file) ?? '')]));

const foundation = [
  'src/types.ts',
  'src/host-types.ts',
  'src/check-names.ts',
  'src/log-types.ts',
  'src/recall-types.ts',
  'src/remediation-types.ts',
  'src/rotation-types.ts',
  'src/policy-types.ts',
  'src/secret.ts',
  'src/errors.ts',
];
const io =
  /^node:(fs|child_process|net|http|https|http2|tls|dgram|worker_threads|readline)(\/|$)|^(simple-git|fast-glob|ora)$/;

/** Files that stand on nothing and may be used by all. */
const leaves = /^src\/(nearest|version\.build|detect\/crc32|catalogue\/(?!generate|lint|render)[a-z-]+)\.ts$/;

/** Layers from the ground up; a file imports only its own layer and those below. */
const layers: readonly (readonly [name: string, holds: (file: string) => boolean])[] = [
  ['foundation', (file) => foundation.includes(file)],
  ['arithmetic and facts', (file) => leaves.test(file)],
  ['patterns', (file) => file.startsWith('patterns/')],
  ['detect', (file) => file.startsWith('src/detect/')],
  ['catalogue', (file) => file.startsWith('src/catalogue/')],
  ['report and suppress', (file) => /^src\/(report|suppress)\//.test(file)],
  ['git', (file) => /^src\/git(\/|\.ts$)/.test(file)],
  ['sources', (file) => file.startsWith('src/sources/')],
  ['emulator', (file) => file.startsWith('src/emulator/')],
  ['rewriters', (file) => file.startsWith('src/rewriters/')],
  ['stores', (file) => file.startsWith('src/stores/')],
  ['rotators', (file) => file.startsWith('src/rotators/')],
  ['plan', (file) => file.startsWith('src/plan/')],
  ['apply', (file) => file.startsWith('src/apply/')],
  ['flags and config', (file) => /^src\/(flags|config|command)(\/|\.ts$)/.test(file)],
  ['commands', (file) => /^src\/(commands|hooks)\//.test(file)],
  ['entry', (file) => /^src\/(cli|start|action|index)\.ts$/.test(file)],
];

/** Where a value comes out of its wrapper. Each is reviewed; a new one is added here with what it does. */
const revealing: Readonly<Record<string, string>> = {
  'src/secret.ts': 'defines it',
  'src/detect/fingerprint.ts': 'hashes the value',
  'src/detect/group.ts': 'compares values, to make one finding of each',
  'src/sources/logs/locate.ts': 'compares the commands that a log shows with the lines of workflows',
  'src/commands/pipeline.ts': 'compares values and hashes them, to keep all places of a certain one',
  'src/sources/git/state/remember.ts':
    'compares values and hashes the uncertain ones, to tell them from those that a later sweep finds',
  'src/suppress/import/detect-secrets.ts': 'hashes the value, to look it up in a baseline of detect-secrets',
  'src/suppress/import/gitleaks-toml.ts': "tries the value against a user's allowlist",
  'src/plan/credentials.ts': 'undoes the percent-encoding of URLs',
  'src/plan/group.ts': 'measures the value, as a secret holds 64 KiB',
  'src/plan/naming.ts': 'sees that no name is made of a value',
  'src/plan/value-forms.ts': 'looks for the value in source, in each way to write it',
  'src/stores/aws-identity.ts': 'compares a value with the credentials of the session',
  'src/stores/stored-text.ts': 'writes the values of a secret as the text that a store keeps',
  'src/stores/aws-versions.ts': 'sends the new value to the store',
  'src/rotators/aws-iam/client.ts': 'sends ids of access keys to IAM, and signs with the new key to see that it works',
  'src/rotators/aws-iam/key-pair.ts': 'tells an access key by its form, and names it by its end',
  'src/rotators/aws-iam-access-key.ts': 'reads the account from the id of a key',
  'src/apply/workspace.ts': 'digests a value with the key of the workspace',
  'src/apply/carry-out.ts': 'compares what the store gives back',
  'src/report/redact.ts': 'finds the values in a code frame, to redact them',
  'src/report/json.ts': 'prints the value when --show-secrets asks for it',
  'src/report/shown-value.ts': 'prints the value when --show-secrets asks for it, in every other format',
  'src/report/text.ts': 'prints the value when --show-secrets asks for it',
};

describe('imports', () => {
  it.each(files)('%s stands in one layer and imports none above it', (file) => {
    const own = layerOf(file);
    expect(own, 'give it a layer in this test').toBeGreaterThanOrEqual(0);
    const above = localImports(file).filter((target) => layerOf(target) > own);
    expect(above).toEqual([]);
  });

  it.each(foundation)('%s imports nothing of ours but the foundation', (file) => {
    expect(localImports(file).filter((target) => !foundation.includes(target))).toEqual([]);
  });

  it.each(sourcesIn('patterns'))('%s is data: it imports types and other patterns only', (file) => {
    const allowed = (target: string): boolean =>
      /^(src\/types\.ts$|src\/catalogue\/(?:assigned|table)\.ts$|patterns\/)/.test(target);
    expect((imports.get(file) ?? []).filter((target) => !allowed(target))).toEqual([]);
  });

  it.each(pureFiles())('%s does no IO', (file) => {
    expect((imports.get(file) ?? []).filter((target) => io.test(target))).toEqual([]);
  });

  it('only two files start git: hardened for scans, as the user configured it for hooks; one more starts what --prove names', () => {
    const starters = files.filter((file) =>
      imports.get(file)?.some((target) => /child_process|simple-git/.test(target)),
    );
    const known = ['src/git.ts', 'src/git/user-git.ts', 'src/apply/prove.ts'];
    expect(starters.filter((file) => !known.includes(file))).toEqual([]);
  });

  it('nobody imports the entry points', () => {
    const entries = ['src/cli.ts', 'src/action.ts'];
    expect(files.filter((file) => localImports(file).some((target) => entries.includes(target)))).toEqual([]);
  });
});

describe('files', () => {
  it.each([...files, ...modules])('%s has at most 300 lines, and begins with a sentence on what it is', (file) => {
    const lines = (texts.get(file) ?? '').split('\n').filter((line) => !line.startsWith('#!'));
    expect(lines.length - 1).toBeLessThanOrEqual(300);
    expect(lines.slice(0, 2).join(' ')).toMatch(/^\/\*\*( {1,2}\*)? \S/);
  });

  it('none is named for no purpose', () => {
    expect(files.filter((file) => /(^|[/-])(utils?|helpers?|misc|common)([/.-]|$)/.test(file))).toEqual([]);
  });

  it('all names are kebab-case', () => {
    expect(files.filter((file) => !/^[a-z0-9-]+(\.(build|asm|worker))?\.ts$/.test(basename(file)))).toEqual([]);
  });

  it('only cli.ts prints and sets the exit code', () => {
    const prints = /process\.(stdout|stderr)\.write|console\.\w+\(|process\.exit\b|process\.exitCode/;
    const printing = files.filter((file) => prints.test(texts.get(file) ?? ''));
    expect(
      printing.filter((file) => !['src/cli.ts', 'src/action.ts', 'src/catalogue/generate.ts'].includes(file)),
    ).toEqual([]);
  });

  it('a secret is revealed only where it is listed', () => {
    const found = files.filter((file) => /\breveal\(\)/.test((texts.get(file) ?? '').replaceAll(/`[^`\n]*`/g, '')));
    expect(found.toSorted()).toEqual(Object.keys(revealing).toSorted());
  });
});

it('the top level is fixed', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  const top = new Set(tracked.map((path) => path.split('/')[0] ?? '').filter((name) => !name.startsWith('.')));
  const fixed = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'action.yml',
    'docs',
    'hooks',
    'package-lock.json',
    'package.json',
  ];
  const rest = [...top].filter((name) => ![...fixed, 'patterns', 'src', 'test', 'tsconfig.json'].includes(name));
  expect(rest).toEqual([]);
});

function pureFiles(): string[] {
  return files.filter(
    (file) => /^(src\/(catalogue|detect|report)\/|patterns\/)/.test(file) && !/generate\.ts$|\.build\.ts$/.test(file),
  );
}

function layerOf(file: string): number {
  return layers.findIndex(([, holds]) => holds(file));
}

function localImports(file: string): string[] {
  return (imports.get(file) ?? []).filter((target) => /^(src|patterns)\//.test(target));
}

/** Package names as they are, files relative to the root. */
function importsOf(file: string, text: string): string[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|\bimport\(\s*'([^']+)'/g;
  const names = [...text.matchAll(statement)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return names.map((name) => (name.startsWith('.') ? posix.normalize(posix.join(dirname(file), name)) : name));
}

function sourcesIn(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return paths
    .map((path) => path.slice(root.length).replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .toSorted();
}
