/** The first half of the demo: each mode finds every planted credential that it can see, and nothing else. */
import type { LeakyRepository, Mode, Planted } from './leaky-repository.ts';
import type { Session } from './session.ts';

interface Found {
  readonly title: string;
  readonly redacted: string;
  readonly value: string;
  readonly place: string;
}

/** What is wrong; nothing when all is found. */
export function scanInEveryMode(session: Session, { first, planted }: LeakyRepository): string[] {
  const modes: readonly (readonly [mode: Mode, args: readonly string[], what: string])[] = [
    ['tree', [], 'the working tree'],
    ['staged', ['--staged'], 'what would be committed: the hook runs this'],
    ['range', ['--range', `${first.slice(0, 12)}..main`], 'what commits bring in: pull requests run this'],
    ['history', ['--history'], 'every object of every branch, tag and stash'],
  ];
  const wrong = modes.flatMap(([mode, args, what]) => {
    session.command(['unleak scan', ...args].join(' '), what);
    const found = scan(session, args);
    session.say(...found.map(describe), '');
    return compare(mode, planted, found);
  });
  const old = planted.find(({ where }) => where.includes('undone'));
  session.command('unleak scan --stdin < build.log', 'whatever you pipe into it');
  const piped = scan(session, ['--stdin'], `token = "${old?.value}"\n`);
  session.say(...piped.map(describe));
  if (piped.length !== 1 || piped[0]?.value !== old?.value) wrong.push('stdin: the piped credential was not found');
  const claim = `all ${planted.length} planted credentials found, each in every mode that can see it, and nothing else`;
  return [...session.check(claim, wrong.length === 0), ...wrong];
}

/** Values are asked for to compare them; they never leave this process. */
function scan(session: Session, args: readonly string[], input = ''): Found[] {
  const { code, out, err } = session.unleak(['scan', ...args, '--format', 'json', '--show-secrets'], input);
  if (code !== 0 && code !== 1) throw new Error(`unleak scan ${args.join(' ')} ended with ${code}: ${err}`);
  const { findings } = JSON.parse(out) as { findings: readonly Reported[] };
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
