/** A place where a credential may stand, as the languages' finders give it. */
import type { SgNode } from '@ast-grep/napi';

/** A string literal's content, or a gap before a statement. */
export interface Place {
  /** UTF-16 offsets between the quotes; equal for a gap. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'literal' | 'statement';
  /** What opens and closes the literal, its prefix included; the indentation of a gap. */
  readonly open: string;
  readonly close: string;
  /** Whether a variable could stand for the literal: it is no format, is not filled in, and is no part of a URL. */
  readonly alone: boolean;
  /** The expression of which a slice can be taken, if the literal begins or ends it; so what is planted there can be cut off again. */
  readonly slice: Slice | undefined;
  /** Backslashes mean nothing in it, or may not stand in it. */
  readonly raw: boolean;
  /** The name that the source gives the literal, '' for none. */
  readonly name: string;
}

export interface Slice {
  readonly start: number;
  readonly end: number;
  /** Whether it needs brackets before an index. */
  readonly brackets: boolean;
  /** Which ends of it are the literal's own. */
  readonly ends: readonly ('start' | 'end')[];
}

/** A place, or the reason why the literal is none. */
export type Answer = Place | string | undefined;

/** Parents from the inside out. */
export function* parentsOf(node: SgNode): Generator<SgNode> {
  for (let at = node.parent(); at !== null; at = at.parent()) yield at;
}
