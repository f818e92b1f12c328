/** Where a credential may stand in a source file, by the grammar alone: nothing here asks a rewriter what it can do. */
import type { SgNode } from '@ast-grep/napi';
import { parseWith } from '../../../src/rewriters/grammars.ts';
import { javascriptPlaces } from './places-javascript.ts';
import { pythonPlaces } from './places-python.ts';

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

export interface Places {
  readonly places: readonly Place[];
  /** Literals that are no place for a credential, by reason. */
  readonly uncounted: Readonly<Record<string, number>>;
}

const grammars: Readonly<Record<string, 'JavaScript' | 'TypeScript' | 'Tsx'>> = {
  ts: 'TypeScript',
  mts: 'TypeScript',
  cts: 'TypeScript',
  tsx: 'Tsx',
};

export function isSource(path: string): boolean {
  return /(?<!\.d)\.(?:[mc]?[jt]s|[jt]sx|py)$/.test(path);
}

/** Nothing for what does not parse. */
export async function findPlaces(path: string, text: string): Promise<Places> {
  const { parse } = await import('@ast-grep/napi');
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const isPython = extension === 'py';
  const grammar = grammars[extension] ?? 'JavaScript';
  const root = (isPython ? await parseWith('python', text) : parse(grammar, text)).root();
  if (root.find({ rule: { kind: 'ERROR' } }) !== null) return { places: [], uncounted: {} };
  return sort(isPython ? pythonPlaces(root, text) : javascriptPlaces(root, text));
}

/** A place, or the reason why the literal is none. */
export type Answer = Place | string | undefined;

function sort(answers: Iterable<Answer>): Places {
  const places: Place[] = [];
  const uncounted: Record<string, number> = {};
  for (const answer of answers) {
    if (typeof answer === 'string') uncounted[answer] = (uncounted[answer] ?? 0) + 1;
    else if (answer !== undefined) places.push(answer);
  }
  return { places, uncounted };
}

/** Parents from the inside out. */
export function* parentsOf(node: SgNode): Generator<SgNode> {
  for (let at = node.parent(); at !== null; at = at.parent()) yield at;
}
