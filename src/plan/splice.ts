/** Edits applied to a text: ascending, not overlapping, everything outside of them stays as it is. */
import type { Edit } from '../remediation-types.ts';

/** Throws RangeError for edits that overlap, descend or lie outside. */
export function splice(text: string, edits: readonly Edit[]): string {
  let done = 0;
  const pieces = edits.map(({ start, end, text: inserted }) => {
    if (start < done || end < start || end > text.length) throw new RangeError('edits overlap or lie outside the text');
    const before = text.slice(done, start);
    done = end;
    return before + inserted;
  });
  return pieces.join('') + text.slice(done);
}

/** The ranges that the edits' new texts take in the new text, in their order. */
export function rangesAfter(edits: readonly Edit[]): readonly { readonly start: number; readonly end: number }[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const from = start + shift;
    shift += text.length - (end - start);
    return { start: from, end: from + text.length };
  });
}
