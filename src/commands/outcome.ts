/** What a report means for the caller: its exit code, and the line that standard error must not lack. */
import { exitCodes } from '../errors.ts';
import { severities } from '../report/order.ts';
import type { ScanReport, Severity } from '../types.ts';

/** Open findings win over gaps: the report tells of both. */
export function exitCodeOf({ findings, scan }: ScanReport, failOn: Severity): number {
  const least = severities.indexOf(failOn);
  const failing = findings.some(({ status, severity }) => status === 'open' && severities.indexOf(severity) >= least);
  if (failing) return exitCodes.findings;
  return scan.complete ? exitCodes.clean : exitCodes.incomplete;
}

/** Nothing that a person must see: no open finding, no gap, no stale suppression. */
export function isUneventful({ findings, scan, unused }: ScanReport): boolean {
  return scan.complete && unused.length === 0 && !findings.some(({ status }) => status === 'open');
}
