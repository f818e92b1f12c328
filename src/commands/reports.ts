/** Which reports go where: pairs `--format` with `--output`, and writes each one. */
import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommandContext } from '../command.ts';
import { UserError } from '../errors.ts';
import type { ReportFlag } from '../flags/parse.ts';
import { checkFormat, formatOfEnding, loadReporter } from '../report/formats.ts';
import type { ReportOptions, ScanReport } from '../types.ts';

export interface ReportTarget {
  readonly format: string;
  /** Undefined: standard output. */
  readonly file: string | undefined;
}

/**
 * An output belongs to the format before it, or after it where none is open. Without any flag: text on standard output. A file
 * without a format gets the one that its ending names, else text.
 */
export function pairReports(flags: readonly ReportFlag[]): readonly ReportTarget[] {
  const pairs: { format?: string; output?: string }[] = [];
  for (const { name, value } of flags) {
    const last = pairs.at(-1);
    if (last !== undefined && last[name] === undefined) last[name] = value;
    else pairs.push({ [name]: value });
  }
  const targets = (pairs.length === 0 ? [{}] : pairs).map(toTarget);
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    throw new UserError('usage', 'two reports cannot both go to standard output', {
      hint: 'give each --format an --output FILE',
    });
  }
  return targets;
}

function toTarget({ format, output }: { format?: string; output?: string }): ReportTarget {
  const ending = /\.([a-z]+)$/.exec(output ?? '')?.[1];
  const implied = (ending === undefined ? undefined : formatOfEnding(ending)) ?? 'text';
  if (output === '') throw new UserError('usage', '--output needs the name of a file');
  return { format: checkFormat(format ?? implied), file: output === '-' ? undefined : output };
}

export interface OpenReport {
  readonly target: ReportTarget;
  readonly handle: number | undefined;
}

/** Opened before the scan, so that an hour's work is not lost to a folder that does not exist. */
export function openReports(
  targets: readonly ReportTarget[],
  { cwd, showSecrets }: { cwd: string; showSecrets: boolean },
): readonly OpenReport[] {
  return targets.map((target) => {
    if (target.file === undefined) return { target, handle: undefined };
    return { target, handle: attempt(target.file, () => openFile(resolve(cwd, target.file ?? ''), showSecrets)) };
  });
}

/** Values in full are for the eyes of the one who asked for them. */
function openFile(path: string, showSecrets: boolean): number {
  if (!showSecrets) return openSync(path, 'w');
  const handle = openSync(path, 'w', 0o600);
  // A device or a pipe keeps what others may do with it.
  if (fstatSync(handle).isFile()) fchmodSync(handle, 0o600);
  return handle;
}

/** @throws UserError('incomplete') when a report cannot be written whole. */
export async function writeReport(
  report: ScanReport,
  { target, handle }: OpenReport,
  output: ReportOutput,
): Promise<void> {
  const reporter = await loadReporter(target.format);
  const color = target.file === undefined && output.context.color();
  const pieces = reporter.render(report, { showSecrets: output.showSecrets, verbose: output.verbose, color });
  if (handle === undefined) return output.context.print(pieces);
  attempt(target.file ?? '', () => {
    for (const piece of joinPieces(pieces)) writeWhole(handle, Buffer.from(piece));
    closeSync(handle);
  });
}

export interface ReportOutput extends Pick<ReportOptions, 'showSecrets' | 'verbose'> {
  readonly context: Pick<CommandContext, 'print' | 'color'>;
}

/** A disk may take less than it is given. */
function writeWhole(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

/** Fewer and larger writes. */
export function* joinPieces(pieces: Iterable<string>): Iterable<string> {
  let joined = '';
  for (const piece of pieces) {
    joined += piece;
    if (joined.length < 65_536) continue;
    yield joined;
    joined = '';
  }
  if (joined !== '') yield joined;
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw new UserError('incomplete', `cannot write the report ${file} (${code})`, { cause });
  }
}
