/** Files that a rewrite needs beside it: made once, never in place of another, and existing ones grow only at their end. */
import { posix } from 'node:path';
import type { CompanionFile, ProjectView } from '../remediation-types.ts';

/** Inside the project, not in git's own folder, not in place of another file, and none of those that are rewritten themselves. */
export function isAcceptable(
  { path, text, mode }: CompanionFile,
  project: ProjectView,
  rewritten: ReadonlySet<string>,
): boolean {
  if (rewritten.has(path)) return false;
  if (path !== posix.normalize(path) || /^(?:\.\.\/|\/|[A-Za-z]:|\.git(?:\/|$))|\\|\0/i.test(path)) return false;
  const present = project.read(path);
  if (present === undefined) return project.exists?.(path) !== true;
  return mode === 'append' || present === text;
}

/** Whether nothing is left to do for it. */
export function isThere({ path, text, mode }: CompanionFile, project: ProjectView): boolean {
  const present = project.read(path);
  if (present === undefined) return false;
  return mode === 'create' ? present === text : missingLines(present, text).length === 0;
}

/** The file's whole text once it is done. */
export function textAfter({ text, mode }: CompanionFile, present: string | undefined): string {
  if (mode === 'create' || present === undefined) return text;
  const missing = missingLines(present, text);
  if (missing.length === 0) return present;
  const end = present.includes('\r\n') ? '\r\n' : '\n';
  const joint = present === '' || present.endsWith('\n') ? '' : end;
  return `${present}${joint}${missing.join(end)}${end}`;
}

/** Lines of `wanted` that `present` does not have. */
function missingLines(present: string, wanted: string): readonly string[] {
  const have = new Set(present.split(/\r?\n/));
  return wanted.split(/\r?\n/).filter((line) => line !== '' && !have.has(line));
}
