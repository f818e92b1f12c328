/** How the time of a sweep grows with the number of objects, and what a second core is worth. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nameOf } from './bench-equal.ts';
import { createHistoryRepository } from './generated-repositories.ts';
import { median, takeTurns, type Subject } from './measure.ts';
import { renderTable } from './table.ts';

export interface ScalingOptions {
  readonly rounds: number;
  /** Commits of the repository that is made when none is given. */
  readonly commits: number;
}

const shares = [1 / 8, 1 / 4, 1 / 2, 1] as const;

export function benchScaling(cli: string, paths: readonly string[], { rounds, commits }: ScalingOptions): string {
  const made = paths.length === 0 ? createHistoryRepository(commits) : undefined;
  try {
    const repositories = made === undefined ? paths.map((path) => resolve(path)) : [made.path];
    const rows = repositories.flatMap((path) =>
      measure(cli, path, { rounds, name: made ? 'generated' : nameOf(path) }),
    );
    const head = [
      'first commits of',
      'commits',
      'objects',
      'one core s',
      'one job s',
      'two cores s',
      'gain',
      'µs an object',
      'straight line',
    ];
    return [
      `Prefixes of one history, each packed by itself, ${rounds} rounds in turns, medians:`,
      '',
      renderTable(head, rows),
      '',
      listCores() === undefined ? withoutPins : withPins,
    ].join('\n');
  } finally {
    made?.remove();
  }
}

const line = '`straight line` is the time on two cores against the line through the first and the last prefix.';
const withPins = `All of a sweep, git included, is kept on one core and on two by \`taskset\`; \`gain\` is the one over the other. \`one job\` is \`--jobs 1\` on two cores, of which the main thread and git use the second beside the one that scans; ${line}`;
const withoutPins = `There is no \`taskset\` here: \`one core\` is \`--jobs 1\`, which uses a second core for the main thread and git, so that \`gain\` is less than a second core gives; ${line}`;

interface Prefix {
  readonly commits: number;
  readonly objects: number;
  /** Milliseconds on one core, with one thread that scans, and on two cores. */
  readonly one: number;
  readonly oneJob: number;
  readonly two: number;
}

function measure(cli: string, source: string, { rounds, name }: { rounds: number; name: string }): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-bench-'));
  try {
    const order = git(source, 'rev-list', '--reverse', '--topo-order', '--first-parent', 'HEAD').split('\n');
    const prefixes = shares.map((share) => {
      const cwd = join(folder, String(share));
      const count = Math.round(order.length * share);
      clonePrefix(source, cwd, order[count - 1]!);
      return timePrefix(cli, cwd, rounds);
    });
    const [least, most] = [prefixes[0]!, prefixes.at(-1)!];
    const slope = (most.two - least.two) / (most.objects - least.objects);
    return prefixes.map((prefix) => {
      const { commits, objects, one, oneJob, two } = prefix;
      const expected = least.two + slope * (objects - least.objects);
      const times = [one, oneJob, two].map((time) => (time / 1000).toFixed(2));
      return [
        name,
        String(commits),
        String(objects),
        ...times,
        (one / two).toFixed(2),
        ((two * 1000) / objects).toFixed(1),
        (two / expected).toFixed(2),
      ];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timePrefix(cli: string, cwd: string, rounds: number): Prefix {
  const cores = listCores();
  const sweep = (name: string, jobs: string, on: readonly string[] | undefined): Subject => {
    const pin = on === undefined ? [] : ['taskset', '--cpu-list', on.join()];
    const command = [...pin, process.execPath, cli, 'scan', '--history', '--format', 'json', '--jobs', jobs];
    return { name, command, cwd, codes: [0, 1, 3] };
  };
  const subjects = [
    sweep('one core', '1', cores?.slice(0, 1)),
    sweep('one job', '1', cores),
    sweep('two cores', '2', cores),
  ];
  const [one = 0, oneJob = 0, two = 0] = takeTurns(subjects, rounds).map(median);
  const objects = Number(/in-pack: (\d+)/.exec(git(cwd, 'count-objects', '-v'))?.[1]);
  return { commits: Number(git(cwd, 'rev-list', '--count', '--all')), objects, one, oneJob, two };
}

/** Two of the cores that we may use; undefined where `taskset` (util-linux) is not there, or there is only one. */
function listCores(): readonly [string, string] | undefined {
  const { stdout, status } = spawnSync('taskset', ['--cpu-list', '--pid', String(process.pid)], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const ranges = stdout
    .slice(stdout.lastIndexOf(':') + 1)
    .trim()
    .split(',');
  const [first, second] = ranges.flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: Math.min(to - from + 1, 2) }, (_, i) => String(from + i));
  });
  return first === undefined || second === undefined ? undefined : [first, second];
}

const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 30 }).trim();
}

/** A bare repository with one pack of all that the commit reaches. */
function clonePrefix(source: string, cwd: string, oid: string): void {
  execFileSync('git', ['init', '--quiet', '--bare', cwd], { env });
  const serve = 'git -c uploadpack.allowAnySHA1InWant=true upload-pack';
  git(cwd, '-c', 'fetch.unpackLimit=1', 'fetch', '--quiet', `--upload-pack=${serve}`, source, `${oid}:refs/heads/main`);
}
