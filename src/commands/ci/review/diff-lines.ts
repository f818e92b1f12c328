/** Which lines of a file a pull request's diff shows on its right side: GitHub takes comments on those alone, and none across hunks. */

/** Lines of one hunk, from 1, both included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** `patch` as GitHub gives it: hunks without the header of the file. Hunks of which the right side is empty are left out. */
export function readRightSide(patch: string): readonly LineRange[] {
  return [...patch.matchAll(/^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm)]
    .map(([, from = '0', count = '1']) => ({ from: Number(from), to: Number(from) + Number(count) - 1 }))
    .filter(({ from, to }) => to >= from);
}

/** Whether one hunk shows all these lines. */
export function shows(ranges: readonly LineRange[], { from, to }: LineRange): boolean {
  return ranges.some((range) => range.from <= from && to <= range.to);
}
