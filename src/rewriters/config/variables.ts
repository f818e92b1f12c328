/** Assignments of a `.env` file with the offsets of their values: exported, quoted, of several lines, with remarks behind them. */

export interface Variable {
  readonly name: string;
  /** UTF-16 offsets of the value, quotes included; a remark behind it is not part of it. */
  readonly start: number;
  readonly end: number;
}

const assignment =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*[=:][ \t]*("(?:[^"\\]|\\[^])*"|'[^']*'|`[^`]*`|[^\r\n]*)/gm;

/** In the order of the file. */
export function readVariables(text: string): Variable[] {
  return [...text.matchAll(assignment)].map(({ 0: whole, 1: name = '', 2: raw = '', index }) => {
    const start = index + whole.length - raw.length;
    const bare = /^["'`]/.test(raw) ? raw : raw.replace(/(^|\s+)#.*$/, '').trimEnd();
    return { name, start, end: start + bare.length };
  });
}
