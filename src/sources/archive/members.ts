/** What the archive formats have in common: a list of named members, each with its content in pieces. */
import type { Pieces } from './pieces.ts';

export interface Member {
  /** As the archive has it, hostile or not: for display only, never a path to open. */
  readonly name: string;
  /** To be read, or left, before the next member is asked for. */
  readonly pieces: Pieces;
  /** Why it cannot be read. */
  readonly obstacle?: string;
}

/** Long enough for every real path, short enough that 100,000 of them do no harm. */
const longestName = 1_000;

/** A member's name for display: without a leading `./`, of bounded length. Control characters are the reporters' matter. */
export function displayName(name: string): string {
  const plain = name.startsWith('./') ? name.slice(2) : name;
  return plain.length > longestName ? `${plain.slice(0, longestName)}…` : plain;
}
