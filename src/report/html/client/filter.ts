/** Which secrets are shown: all conditions must hold; an empty one holds always. */
import type { Confidence, Severity } from '../../../types.ts';
import type { Model, Row, State } from './model.ts';

export interface Filter {
  /** Empty: all. */
  readonly severities: ReadonlySet<Severity>;
  readonly confidences: ReadonlySet<Confidence>;
  readonly states: ReadonlySet<State>;
  /** A rule's id, or ''. */
  readonly rule: string;
  /** Part of a path, without case. */
  readonly path: string;
  /** A folder or file with all that is in it, from the treemap; '' is all. */
  readonly folder: string;
  /** Part of an author's name or address, without case. */
  readonly author: string;
}

export const noFilter: Filter = {
  severities: new Set(),
  confidences: new Set(),
  states: new Set(),
  rule: '',
  path: '',
  folder: '',
  author: '',
};

export function applyFilter(model: Model, filter: Filter): readonly Row[] {
  const paths = matchPaths(model, filter);
  const authors = matchAuthors(model, filter.author);
  return model.rows.filter(
    ({ finding, rule, state, paths: own, authors: people }) =>
      holds(filter.severities, finding.severity) &&
      holds(filter.confidences, finding.confidence) &&
      holds(filter.states, state) &&
      (filter.rule === '' || rule.id === filter.rule) &&
      (paths === undefined || own.some((path) => paths.has(path))) &&
      (authors === undefined || people.some((author) => authors.has(author))),
  );
}

/** Whether the path is the folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function holds<T>(wanted: ReadonlySet<T>, value: T): boolean {
  return wanted.size === 0 || wanted.has(value);
}

function matchPaths({ data, searched }: Model, { path, folder }: Filter): ReadonlySet<number> | undefined {
  const wanted = path.trim().toLowerCase();
  if (wanted === '' && folder === '') return undefined;
  return indexesWhere(searched, (text, at) => text.includes(wanted) && isWithin(data.paths[at] ?? '', folder));
}

function matchAuthors({ data }: Model, author: string): ReadonlySet<number> | undefined {
  const wanted = author.trim().toLowerCase();
  if (wanted === '') return undefined;
  return indexesWhere(data.authors, (text) => text.toLowerCase().includes(wanted));
}

function indexesWhere(texts: readonly string[], test: (text: string, at: number) => boolean): ReadonlySet<number> {
  const found = new Set<number>();
  texts.forEach((text, at) => {
    if (test(text, at)) found.add(at);
  });
  return found;
}
