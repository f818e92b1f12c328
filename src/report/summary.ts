/** The last line of a scan: what was found, what was put aside, how much was read. */
import type { Finding, ScanReport } from '../types.ts';
import { countOf, formatBytes, formatDuration } from './measure.ts';
import { severities } from './order.ts';

export function summarise({ findings, scan }: ScanReport): string {
  const open = findings.filter(({ status }) => status === 'open');
  const aside = (['allowed', 'baseline'] as const).flatMap((status) => {
    const count = findings.filter((finding) => finding.status === status).length;
    return count === 0 ? [] : [`${count} ${status === 'allowed' ? 'allowed' : 'in the baseline'}`];
  });
  const outcome = open.length > 0 ? countBySeverity(open) : 'no open findings';
  const state = scan.complete ? (open.length > 0 ? '' : 'clean: ') : 'incomplete: ';
  return `${state}${[outcome, ...aside].join(', ')}; ${describeWork(scan)}`;
}

function countBySeverity(open: readonly Finding[]): string {
  const levels = [...severities].reverse().flatMap((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `${countOf(open.length, 'finding')} (${levels.join(', ')})`;
}

function describeWork({ stats }: ScanReport['scan']): string {
  if (stats.bytes === 0 && stats.files + stats.commits + stats.blobs === 0) return 'there was nothing to scan';
  const counts = [
    ...(stats.files > 0 ? [countOf(stats.files, 'file')] : []),
    ...(stats.commits > 0 ? [countOf(stats.commits, 'commit')] : []),
    ...(stats.blobs > 0 ? [countOf(stats.blobs, 'blob')] : []),
    formatBytes(stats.bytes),
  ];
  return `${counts.join(', ')} in ${formatDuration(stats.durationMs)}`;
}
