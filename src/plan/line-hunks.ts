/** Edits as changes of whole lines: what a diff shows, and what a code host lets a person accept. */
import type { Edit } from '../remediation-types.ts';
import { lineOf } from './sites.ts';
import { splice } from './splice.ts';

export interface LineHunk {
  /** Of the first line of `before`, from 1. */
  readonly line: number;
  /** Whole lines, without the last line end. At least one line, and as many in the new text as there are. */
  readonly before: string;
  readonly after: string;
}

/** In the order of the text; edits that touch the same line are one hunk. */
export function findLineHunks(text: string, edits: readonly Edit[]): readonly LineHunk[] {
  const spans: { readonly from: number; to: number; readonly edits: Edit[] }[] = [];
  for (const edit of edits) {
    const from = text.lastIndexOf('\n', edit.start - 1) + 1;
    const newline = text.indexOf('\n', edit.end);
    const to = newline < 0 ? text.length : newline;
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.edits.push(edit);
    } else spans.push({ from, to, edits: [edit] });
  }
  return spans.map(({ from, to, edits: own }) => {
    const before = text.slice(from, to);
    const moved = own.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
    return { line: from === 0 ? 1 : lineOf(text, from), before, after: splice(before, moved) };
  });
}

/** Lines that stay are in neither side: an import is added below another, and no line is taken away. */
export function withoutShared(old: readonly string[], made: readonly string[]): [readonly string[], readonly string[]] {
  const most = Math.min(old.length, made.length);
  let head = 0;
  while (head < most && old[head] === made[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === made.at(-1 - tail)) tail += 1;
  return [old.slice(head, old.length - tail), made.slice(head, made.length - tail)];
}
