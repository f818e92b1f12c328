/** `npm run demo`: makes a leaky repository in a temporary folder, scans it in every mode, and checks that nothing was missed. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createLeakyRepository, type LeakyRepository, type Mode, type Planted } from './leaky-repository.ts';

const cli = fileURLToPath(new URL('cli.js', import.meta.url));

interface Found {
  readonly title: string;
  readonly redacted: string;
  readonly value: string;
  readonly place: string;
}

const repository = createLeakyRepository();
try {
  process.exitCode = demonstrate(repository) ? 0 : 1;
} finally {
  repository.remove();
}

function demonstrate({ folder, first, planted }: LeakyRepository): boolean {
  say('A repository made just now, with a credential in each of these places:');
  for (const { where } of planted) say(`  ${where}`);
  const modes: readonly (readonly [mode: Mode, args: readonly string[], what: string])[] = [
    ['tree', [], 'the working tree'],
    ['staged', ['--staged'], 'what would be committed: the hook runs this'],
    ['range', ['--range', `${first.slice(0, 12)}..main`], 'what commits bring in: pull requests run this'],
    ['history', ['--history'], 'every object of every branch, tag and stash'],
  ];
  const wrong = modes.flatMap(([mode, args, what]) => {
    const found = scan(folder, args);
    say('', `$ unleak scan ${args.join(' ')}`.padEnd(46) + `# ${what}`, ...found.map(describe));
    return compare(mode, planted, found);
  });
  const old = planted.find(({ where }) => where.includes('undone'));
  const piped = scan(folder, ['--stdin'], `token = "${old?.value}"\n`);
  say('', '$ unleak scan --stdin < build.log'.padEnd(46) + '# whatever you pipe into it', ...piped.map(describe));
  if (piped.length !== 1 || piped[0]?.value !== old?.value) wrong.push('stdin: the piped credential was not found');

  if (wrong.length > 0) say('', ...wrong, 'The demo failed: please report this.');
  else
    say(
      '',
      `All ${planted.length} planted credentials were found, each in every mode that can see it, and nothing else was.`,
    );
  return wrong.length === 0;
}

/** Values are asked for to compare them; they never leave this process. */
function scan(folder: string, args: readonly string[], input = ''): Found[] {
  const command = [cli, 'scan', ...args, '--format', 'json', '--show-secrets'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, input, encoding: 'utf8' });
  if (status !== 0 && status !== 1) throw new Error(`unleak scan ${args.join(' ')} ended with ${status}: ${stderr}`);
  const { findings } = JSON.parse(stdout) as { findings: readonly Reported[] };
  return findings.map(({ title, secret, locations }) => ({
    title,
    redacted: secret.redacted,
    value: secret.value,
    place: locations.slice(0, 1).map(describePlace).join(''),
  }));
}

function describe({ title, redacted, place }: Found): string {
  return `  ${title.padEnd(39)} ${redacted.padEnd(13)} ${place}`;
}

interface Reported {
  readonly title: string;
  readonly secret: { readonly redacted: string; readonly value: string };
  readonly locations: readonly { path: string; line: number; commit: string | null; via: string }[];
}

function describePlace({ path, line, commit, via }: Reported['locations'][number]): string {
  const place = via === 'message' ? 'commit message' : `${path}:${line}`;
  return commit === null ? place : `${place} (${via === 'merge' ? 'merge' : 'commit'} ${commit.slice(0, 10)})`;
}

function compare(mode: Mode, planted: readonly Planted[], found: readonly Found[]): string[] {
  const values = new Set(found.map(({ value }) => value));
  const expected = planted.filter(({ seenBy }) => seenBy.includes(mode));
  const missed = expected.filter(({ value }) => !values.has(value));
  const surplus = found.filter(({ value }) => !expected.some((one) => one.value === value));
  return [
    ...missed.map(({ where }) => `${mode}: missed the one in ${where}`),
    ...surplus.map(({ title, place }) => `${mode}: ${title} in ${place} was not planted there`),
  ];
}

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
