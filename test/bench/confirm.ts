/** Asks git whether each finding of a history sweep stands where the report says: commit, path, line and columns, and whether a second sweep is equal. */
import { spawnSync } from 'node:child_process';
import { basename, resolve } from 'node:path';
import { renderTable } from './table.ts';

interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly commit: string | null;
  readonly via: string;
}

interface Report {
  readonly scan: { readonly complete: boolean; stats: { durationMs?: number; bytes: number } };
  readonly findings: readonly {
    readonly rule: string;
    readonly secret: { readonly value: string };
    readonly locations: readonly Place[];
  }[];
}

export function confirmHistories(cli: string, paths: readonly string[]): string {
  const rows = paths.map((path) => confirmHistory(cli, resolve(path)));
  const head = [
    'repository',
    'MB',
    's',
    'findings',
    'places',
    'confirmed by git',
    'in archives',
    'second sweep',
    'complete',
  ];
  return ['Each place of each finding, looked up with git:', '', renderTable(head, rows)].join('\n');
}

function confirmHistory(cli: string, cwd: string): string[] {
  const began = performance.now();
  const first = sweep(cli, cwd);
  const seconds = (performance.now() - began) / 1000;
  const second = sweep(cli, cwd);
  const places = first.findings.flatMap(({ secret, locations }) =>
    locations.map((place) => ({ place, value: secret.value })),
  );
  const packed = places.filter(({ place }) => place.path.includes('!'));
  const confirmed = places.filter(({ place, value }) => stands(value, textAt(cwd, place)));
  const { bytes } = first.scan.stats;
  const equal = JSON.stringify(withoutTime(first)) === JSON.stringify(withoutTime(second));
  const counts = [first.findings.length, places.length, confirmed.length, packed.length].map(String);
  return [
    basename(cwd),
    (bytes / 1e6).toFixed(0),
    seconds.toFixed(1),
    ...counts,
    equal ? 'equal' : 'DIFFERENT',
    first.scan.complete ? 'yes' : 'no',
  ];
}

/** Values stay in memory: this is the one place where they are asked for, as without them nothing can be confirmed. */
function sweep(cli: string, cwd: string): Report {
  const args = [cli, 'scan', '--history', '--format', 'json', '--show-secrets'];
  const { stdout, status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (![0, 1, 3].includes(status ?? -1)) throw new Error(`the sweep of ${cwd} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Report;
}

function withoutTime(report: Report): unknown {
  const { durationMs: _, ...stats } = report.scan.stats;
  return { ...report, scan: { ...report.scan, stats } };
}

/** What git has between the two positions; '' where the place does not exist, or lies in an archive, which git does not open. */
function textAt(cwd: string, place: Place): string {
  const lines = contentOf(cwd, place)
    .split('\n')
    .slice(place.line - 1, place.endLine);
  const last = lines.length - 1;
  if (last < 0) return '';
  lines[last] = lines[last]!.slice(0, place.endColumn - 1);
  lines[0] = lines[0]!.slice(place.column - 1);
  return lines.join('\n');
}

function contentOf(cwd: string, { path, commit, via }: Place): string {
  if (path === 'commit header' || path === 'tag header') return git(cwd, ['cat-file', '-p', commit ?? '']);
  if (via === 'message' || via === 'tag') return git(cwd, ['cat-file', '-p', commit ?? '']).replace(/^[^]*?\n\n/, '');
  return commit === null
    ? git(cwd, ['cat-file', 'blob', path])
    : git(cwd, ['show', '--no-textconv', `${commit}:${path}`]);
}

function git(cwd: string, args: readonly string[]): string {
  const { stdout, status } = spawnSync('git', args, { cwd, maxBuffer: 1 << 30 });
  if (status !== 0) return '';
  const text = stdout.toString('utf8');
  return text.includes('\ufffd') ? stdout.toString('latin1') : text;
}

/** The text holds the value as it is, or in an encoding; a group of base64 at either end may belong to its neighbour. */
function stands(value: string, text: string): boolean {
  const base64 = [0, 1, 2, 3].map((skipped) => Buffer.from(text.slice(skipped), 'base64').toString('latin1'));
  const core = value.length > 12 ? value.slice(2, -2) : value;
  return (
    [text, Buffer.from(text, 'hex').toString(), decodePercent(text), decodeEscapes(text)].some((form) =>
      form.includes(value),
    ) ||
    base64.some((form) => form.includes(core)) ||
    value.replaceAll('\n', '') === decodeEscapes(text).replaceAll('\n', '')
  );
}

function decodePercent(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

function decodeEscapes(text: string): string {
  const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.replaceAll(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/gi,
    (_, long?: string, short?: string, one?: string) =>
      one === undefined ? String.fromCharCode(Number.parseInt(long ?? short ?? '', 16)) : (plain[one] ?? one),
  );
}
