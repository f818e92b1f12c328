/** Which findings a code host is told of: the open ones. What was put aside would be an open alert there, so it is told only when all is asked for. */
import type { Finding } from '../../types.ts';
import { sortFindings } from '../order.ts';

/** Open ones first, each group in the order of all reports. */
export function listFindings(findings: readonly Finding[], all: boolean): readonly Finding[] {
  const sorted = sortFindings(findings);
  const open = sorted.filter(({ status }) => status === 'open');
  return all ? [...open, ...sorted.filter(({ status }) => status !== 'open')] : open;
}
