/** Whether a sweep that reads packs itself and one that reads every object through git print the same report, byte for byte. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { renderTable } from './table.ts';

export function compareReaders(cli: string, paths: readonly string[]): string {
  const rows = paths.map((path) => compareIn(cli, resolve(path)));
  const head = ['repository', 'blobs', 'commits', 'findings', 'places', 'complete', 'SHA-256 of the report', 'reports'];
  return [
    'The same history, read by the pack reader and through git (`UNLEAK_OBJECT_READER=git`):',
    '',
    renderTable(head, rows),
  ].join('\n');
}

interface Report {
  readonly scan: { readonly complete: boolean; readonly stats: { readonly blobs: number; readonly commits: number } };
  readonly findings: readonly { readonly locations: readonly unknown[] }[];
}

function compareIn(cli: string, cwd: string): string[] {
  const packs = sweep(cli, cwd, '');
  const git = sweep(cli, cwd, 'git');
  const { scan, findings } = JSON.parse(packs) as Report;
  const places = findings.reduce((sum, { locations }) => sum + locations.length, 0);
  const numbers = [scan.stats.blobs, scan.stats.commits, findings.length, places].map(String);
  const digest = createHash('sha256').update(packs).digest('hex').slice(0, 16);
  return [nameOf(cwd), ...numbers, scan.complete ? 'yes' : 'no', digest, packs === git ? 'equal' : 'DIFFERENT'];
}

/** A mirror's folder may be called `repo`. */
export function nameOf(path: string): string {
  return /^(repo|repository|\.git)$/.test(basename(path)) ? nameOf(dirname(path)) : basename(path);
}

/** The report without the time that it took, and without the path, so that its digest is the same elsewhere. */
function sweep(cli: string, cwd: string, reader: string): string {
  const args = [cli, 'scan', '--history', '--format', 'json', '--min-confidence', 'low', '--no-inline-allow'];
  const env = { ...process.env, UNLEAK_OBJECT_READER: reader };
  const { stdout, status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (![0, 1, 3].includes(status ?? -1)) throw new Error(`the sweep of ${cwd} ended with ${status}: ${stderr}`);
  return stdout.replace(/("durationMs":)\d+/, '$10').replace(JSON.stringify(cwd), '""');
}
