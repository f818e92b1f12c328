/** A second sweep after new commits, against the start of Node and git's own list of the new objects. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nameOf } from './bench-equal.ts';
import { createHistoryRepository } from './generated-repositories.ts';
import { measureTime, median, takeTurns, type Subject } from './measure.ts';
import { renderTable } from './table.ts';

export interface IncrementalOptions {
  readonly rounds: number;
  /** Commits that are new to the second sweep. */
  readonly commits: number;
}

export function benchIncremental(cli: string, paths: readonly string[], options: IncrementalOptions): string {
  const made = paths.length === 0 ? createHistoryRepository(options.commits * 4) : undefined;
  try {
    const repositories = made === undefined ? paths.map((path) => resolve(path)) : [made.path];
    const rows = repositories.map((path) =>
      measure(cli, path, { ...options, name: made ? 'generated' : nameOf(path) }),
    );
    const head = ['repository', 'first ms', 'second ms', '`node -e 0` ms', 'git ms', 'allowed ms', 'state KB', 'equal'];
    return [
      `A sweep with a state, then ${options.commits} commits, then another, ${options.rounds} rounds in turns, medians:`,
      '',
      renderTable(head, rows),
      '',
      '`git ms` is `git rev-list --objects NEW --not OLD`; `allowed ms` is three times `node -e 0` and that; `equal` to a whole sweep.',
    ].join('\n');
  } finally {
    made?.remove();
  }
}

function measure(
  cli: string,
  source: string,
  { rounds, commits, name }: IncrementalOptions & { name: string },
): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-bench-'));
  try {
    const { cwd, before, after } = cloneInTwoSteps(source, join(folder, 'clone'), commits);
    const state = join(folder, 'state');
    const scan = [process.execPath, cli, 'scan', '--history', '--format', 'json'];
    fetchFrom(source, cwd, before);
    const first = measureTime({ name: 'first', command: [...scan, '--state', state], cwd, codes });
    copyFileSync(state, `${state}.first`);
    fetchFrom(source, cwd, after);
    const list = 'git rev-list --objects --no-object-names "$NEW" --not "$OLD" > /dev/null';
    // Each run begins with the state of the first sweep.
    const again = `cp "$STATE.first" "$STATE" && exec "$@" --state "$STATE"`;
    const subjects: readonly Subject[] = [
      { name: 'second', command: ['sh', '-c', again, 'sh', ...scan], cwd, codes, env: { STATE: state } },
      { name: 'node', command: [process.execPath, '-e', '0'], cwd, codes: [0] },
      { name: 'git', command: ['sh', '-c', list], cwd, codes: [0], env: { NEW: after, OLD: before } },
    ];
    const [second = 0, node = 0, git = 0] = takeTurns(subjects, rounds).map(median);
    const times = [first, second, node, git, 3 * node + git].map((ms) => ms.toFixed(0));
    copyFileSync(`${state}.first`, state);
    const equal = report([...scan, '--state', state], cwd) === report(scan, cwd);
    const size = execFileSync('wc', ['-c', state], { encoding: 'utf8' });
    return [name, ...times, (Number.parseInt(size, 10) / 1024).toFixed(0), equal ? 'yes' : 'NO'];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const codes = [0, 1];
const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };

interface TwoSteps {
  readonly cwd: string;
  readonly before: string;
  readonly after: string;
}

/** An empty repository, and the two ids at which it is to stand: the second has so many commits more than the first. */
function cloneInTwoSteps(source: string, cwd: string, commits: number): TwoSteps {
  execFileSync('git', ['init', '--quiet', '--bare', cwd], { env });
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: source, env, encoding: 'utf8' }).trim();
  const after = git('rev-parse', 'HEAD');
  for (let back = 1; ; back++) {
    const before = git('rev-parse', `${after}~${back}`);
    if (Number(git('rev-list', '--count', `${before}..${after}`)) >= commits) return { cwd, before, after };
  }
}

function fetchFrom(source: string, cwd: string, oid: string): void {
  const serve = 'git -c uploadpack.allowAnySHA1InWant=true upload-pack';
  const args = ['fetch', '--quiet', `--upload-pack=${serve}`, source, `${oid}:refs/heads/main`];
  execFileSync('git', args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
}

function report([program = '', ...args]: readonly string[], cwd: string): string {
  try {
    return withoutTime(
      execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 30 }),
    );
  } catch (error) {
    const { status, stdout } = error as { status?: number; stdout?: string };
    if (status !== 1) throw error;
    return withoutTime(stdout ?? '');
  }
}

function withoutTime(text: string): string {
  return text.replace(/"durationMs":\s*\d+/, '');
}
