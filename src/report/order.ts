/** The one order of findings in every report: most severe first, then rule, then id. */
import type { Finding, Severity } from '../types.ts';

export const severities: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      severities.indexOf(b.severity) - severities.indexOf(a.severity) || compare(a.rule, b.rule) || compare(a.id, b.id),
  );
}

/** By UTF-16 units, the same on every machine whatever its locale. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
