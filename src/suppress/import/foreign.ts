/** What an ignore list of another tool becomes here: accepted values, path allows, and what no entry can say. */
import type { Finding, Location } from '../../types.ts';
import type { AllowEntry } from '../allow.ts';

export interface ForeignList {
  /** The tool's name for its file. */
  readonly title: string;
  /** Tests a finding: the entry's own reason ('' where it has none) when the list covers it, else undefined. */
  covers(finding: Finding): string | undefined;
  /** Entries for the configuration. */
  readonly allow: readonly AllowEntry[];
  /** After all findings have been tested: what could not be taken over, one line each with the reason. */
  leftover(): readonly string[];
}

/** Paths as lists write them: `/` everywhere, no `./`. */
export function normalisePath(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}

export function standsOn({ line, endLine, path }: Location, place: { path: string; line: number }): boolean {
  return path === place.path && place.line >= line && place.line <= endLine;
}
