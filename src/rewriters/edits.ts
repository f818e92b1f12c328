/** Edits of a text: applying them, in order, changes nothing outside their ranges. */
import type { Edit } from '../remediation-types.ts';

/** `edits` ascend and do not overlap; of two at one place the first stays first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let written = '';
  let from = 0;
  for (const { start, end, text: insert } of edits) {
    if (start < from || end < start) throw new Error('edits overlap');
    written += text.slice(from, start) + insert;
    from = end;
  }
  return written + text.slice(from);
}
