/** A sweep of whole histories, against git printing the same blobs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createHistoryRepository } from './generated-repositories.ts';
import { measureMemory, median, ratio, takeTurns, type Subject } from './measure.ts';
import { renderTable } from './table.ts';

export interface HistoryOptions {
  readonly rounds: number;
  /** Commits of the repository that is made when none is given. */
  readonly commits: number;
  /** Programs of other scanners to measure beside it. */
  readonly peers: Readonly<Record<'gitleaks' | 'noseyparker', string | undefined>>;
}

export function benchHistory(
  cli: string,
  paths: readonly string[],
  { rounds, commits, peers }: HistoryOptions,
): string {
  const made = paths.length === 0 ? createHistoryRepository(commits) : undefined;
  try {
    const repositories = made === undefined ? paths.map((path) => resolve(path)) : [made.path];
    const rows = repositories.map((path) =>
      measure(cli, path, { rounds, peers, name: made ? 'generated' : basename(path) }),
    );
    return [
      `Every blob of the repository, ${rounds} rounds in turns, medians:`,
      '',
      renderTable([...head, ...listPeers(peers).flatMap((name) => [`${name} s`, 'times'])], rows),
      '',
      '`git s` is `git cat-file --batch --buffer | wc -c` over the same blobs; `peak MB` is the memory of unleak itself; `times` is how many times as long another scanner takes.',
    ].join('\n');
  } finally {
    made?.remove();
  }
}

const head = ['repository', 'blobs', 'MB', 'git s', 'unleak s', 'ratio', 'peak MB', 'findings', 'complete'];

type Peer = keyof HistoryOptions['peers'];

function listPeers(peers: HistoryOptions['peers']): Peer[] {
  return (['gitleaks', 'noseyparker'] as const).filter((name) => peers[name] !== undefined);
}

/** How each scans a whole history, with a report to compare and nothing left behind. */
function commandOf(peer: Peer, program: string, cwd: string): string[] {
  if (peer === 'gitleaks') return [program, 'git', '--no-banner', '--exit-code=0', '--log-opts=--all --reflog', cwd];
  // Its data store must not be there yet.
  const scan =
    'store="$(mktemp -d)/store" && "$0" scan --quiet --datastore "$store" "$1"; code=$?; rm -rf "$store"; exit $code';
  return ['sh', '-c', scan, program, cwd];
}

type Measured = Pick<HistoryOptions, 'rounds' | 'peers'> & { readonly name: string };

function measure(cli: string, cwd: string, { rounds, name, peers }: Measured): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-bench-'));
  try {
    const { ids, bytes } = listBlobs(cwd);
    const list = join(folder, 'blobs');
    writeFileSync(list, ids.map((id) => `${id}\n`).join(''));
    const print = 'git cat-file --batch --buffer < "$LIST" | wc -c';
    const scan = [cli, 'scan', '--history', '--format', 'json'];
    const codes = [0, 1, 3];
    const subjects: readonly [Subject, Subject, ...Subject[]] = [
      { name: 'git', command: ['sh', '-c', print], cwd, codes: [0], env: { LIST: list } },
      { name: 'unleak', command: [process.execPath, ...scan], cwd, codes },
      ...listPeers(peers).map((peer) => ({
        name: peer,
        command: commandOf(peer, peers[peer] ?? '', cwd),
        cwd,
        codes: [0],
      })),
    ];
    const { peakMb, stdout } = measureMemory(subjects[1]);
    const report = JSON.parse(stdout) as { scan: { complete: boolean }; findings: unknown[] };
    const [git = [], unleak = [], ...others] = takeTurns(subjects, rounds);
    const seconds = (times: readonly number[]): string => (median(times) / 1000).toFixed(2);
    const size = [String(ids.length), (bytes / 1e6).toFixed(0)];
    const result = [peakMb.toFixed(0), String(report.findings.length), report.scan.complete ? 'yes' : 'no'];
    const beside = others.flatMap((times) => [seconds(times), ratio(unleak, times).toFixed(1)]);
    return [name, ...size, seconds(git), seconds(unleak), ratio(git, unleak).toFixed(2), ...result, ...beside];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function listBlobs(cwd: string): { ids: string[]; bytes: number } {
  const format = '--batch-check=%(objectname) %(objecttype) %(objectsize)';
  const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 30 } as const;
  const lines = execFileSync('git', ['cat-file', '--batch-all-objects', '--unordered', format], options).split('\n');
  const blobs = lines.map((line) => line.split(' ')).filter(([, type]) => type === 'blob');
  return { ids: blobs.map(([id = '']) => id), bytes: blobs.reduce((sum, [, , size]) => sum + Number(size), 0) };
}
