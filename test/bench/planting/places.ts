/** Where a credential may stand in a source file, by the grammar alone: nothing here asks a rewriter what it can do. */
import { parseWith } from '../../../src/rewriters/grammars.ts';
import type { Answer, Place } from './place.ts';
import { javascriptPlaces } from './places-javascript.ts';
import { pythonPlaces } from './places-python.ts';

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

function sort(answers: Iterable<Answer>): Places {
  const places: Place[] = [];
  const uncounted: Record<string, number> = {};
  for (const answer of answers) {
    if (typeof answer === 'string') uncounted[answer] = (uncounted[answer] ?? 0) + 1;
    else if (answer !== undefined) places.push(answer);
  }
  return { places, uncounted };
}
