/** The same secrets in other orders: by file, author, age or rule; a secret of several files stands in each of them. */
import { ageInDays, severityOrder } from './model.ts';
import type { Model, Row } from './model.ts';

export const groupings = ['secret', 'file', 'author', 'age', 'rule'] as const;
export type Grouping = (typeof groupings)[number];
export const orders = ['severity', 'oldest', 'newest', 'places'] as const;
export type Order = (typeof orders)[number];

export interface Group {
  readonly label: string;
  readonly rows: readonly Row[];
}

export const ageBands: readonly (readonly [label: string, below: number])[] = [
  ['less than a week', 7],
  ['less than a month', 31],
  ['less than 3 months', 92],
  ['less than a year', 365],
  ['1 to 3 years', 3 * 365],
  ['more than 3 years', Infinity],
];
const noDate = 'no date known';

/** Empty for `secret`: there each secret stands for itself. */
export function groupRows(rows: readonly Row[], by: Grouping, model: Model): readonly Group[] {
  if (by === 'secret') return [];
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    for (const label of labelsOf(row, by, model)) {
      const group = groups.get(label);
      if (group === undefined) groups.set(label, [row]);
      else group.push(row);
    }
  }
  const list = [...groups].map(([label, members]) => ({ label, rows: members }));
  return by === 'age' ? list.sort((a, b) => bandOf(a.label) - bandOf(b.label)) : list.sort(compareGroups);
}

function labelsOf(row: Row, by: Exclude<Grouping, 'secret'>, { data, now }: Model): readonly string[] {
  if (by === 'file') return row.paths.map((path) => data.paths[path] ?? '');
  if (by === 'rule') return [row.rule.title];
  if (by === 'age') return [nameBand(ageInDays(row, now))];
  const [author] = row.authors;
  return [author === undefined ? 'no author known' : (data.authors[author] ?? '')];
}

export function nameBand(days: number | undefined): string {
  if (days === undefined) return noDate;
  return ageBands.find(([, below]) => days < below)?.[0] ?? noDate;
}

function bandOf(label: string): number {
  const at = ageBands.findIndex(([name]) => name === label);
  return at < 0 ? ageBands.length : -at;
}

/** Most severe first, then those with most secrets, then by name. */
function compareGroups(a: Group, b: Group): number {
  return worst(a.rows) - worst(b.rows) || b.rows.length - a.rows.length || (a.label < b.label ? -1 : 1);
}

/** 0 is critical. */
export function worst(rows: readonly Row[]): number {
  return rows.reduce((most, { finding }) => Math.min(most, severityOrder.indexOf(finding.severity)), 3);
}

/** The rows come most severe first. */
export function sortRows(rows: readonly Row[], by: Order): readonly Row[] {
  if (by === 'severity') return rows;
  if (by === 'places') return [...rows].sort((a, b) => placesOf(b) - placesOf(a));
  const missing = by === 'oldest' ? Infinity : -Infinity;
  const sign = by === 'oldest' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [one, other] = [a.began ?? missing, b.began ?? missing];
    return one === other ? 0 : sign * (one < other ? -1 : 1);
  });
}

export function placesOf({ finding }: Row): number {
  return finding.places.length + (finding.more ?? 0);
}
