/** What a code host is told: the open findings, and how severe they are in its words. What was put aside would be an open alert there. */
import type { Finding, Severity } from '../types.ts';
import { sortFindings } from './order.ts';

/** As SARIF and GitHub have it. */
export type Level = 'error' | 'warning' | 'note';

export const levels: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** Open findings in the order of all reports; after them, where `all` is asked for, those that were put aside. */
export function listAlerts(findings: readonly Finding[], all = false): readonly Finding[] {
  const sorted = sortFindings(findings);
  const open = sorted.filter(({ status }) => status === 'open');
  return all ? [...open, ...sorted.filter(({ status }) => status !== 'open')] : open;
}
