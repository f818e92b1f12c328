/** Nested .gitignore files with git's meaning, for folders that git does not list: one rule set a folder, its parents' rules first. */
import createIgnore, { type Ignore } from 'ignore';
import type { ByteName } from './names.ts';

/** The rules that hold in one folder. */
export interface IgnoreRules {
  readonly rules: Ignore;
}

/** A larger file is no list of patterns that somebody wrote. */
const longestFile = 1024 * 1024;
/** Each one-for-any-folders more multiplies the time of a match by the depth; people write one or two. */
const mostGlobstars = 3;
const longestPattern = 1_000;

/** Case counts where it does in file names; git's core.ignoreCase defaults to the same. */
const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';

/** The rules of no file at all. */
export function noRules(): IgnoreRules {
  return { rules: createIgnore({ ignoreCase }) };
}

/** Adds the lines of `folder`'s ignore file to its parent's rules. `folder` is relative to where the walk began, '' for that itself. */
export function extendRules(parent: IgnoreRules, folder: ByteName, file: Buffer): IgnoreRules {
  const patterns = readPatterns(file).map((pattern) => anchorPattern(pattern, folder));
  return { rules: createIgnore({ ignoreCase }).add(parent.rules).add(patterns) };
}

/** `path` is relative to where the walk began, with a `/` at the end for a folder. No parent folder of it may be ignored. */
export function isIgnored({ rules }: IgnoreRules, path: string): boolean {
  return rules.ignores(path);
}

/** The patterns of a file, a line each, byte for byte. */
function readPatterns(file: Buffer): string[] {
  if (file.length > longestFile) return [];
  const text = file.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return text
    .split('\n')
    .map((line) => trimSpaces(line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter((line) => line !== '' && !line.startsWith('#') && line.length <= longestPattern)
    .filter((line) => line.split('**').length - 1 <= mostGlobstars);
}

/** Without spaces at the end, but for one that is escaped. */
function trimSpaces(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ' && !isEscaped(line, end - 1)) end--;
  return line.slice(0, end);
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** The same pattern as it would stand in the ignore file of the folder where the walk began. */
function anchorPattern(pattern: string, folder: ByteName): string {
  if (folder === '') return pattern;
  const negation = pattern.startsWith('!') ? '!' : '';
  const body = pattern.slice(negation.length);
  const base = folder.replaceAll(/[\\*?[]/g, '\\$&');
  const anchored = body.slice(0, -1).includes('/');
  return anchored ? `${negation}/${base}/${body.replace(/^\//, '')}` : `${negation}/${base}/**/${body}`;
}
