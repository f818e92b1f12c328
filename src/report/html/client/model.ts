/** The data as the page works with it: what filters, groups and charts need of each secret is worked out once. */
import type { Severity } from '../../../types.ts';
import { countOf } from '../../measure.ts';
import type { FindingData, PageData, RuleData } from '../page-data.ts';

/** What became of a secret: revoked wins over what is said of it. */
export type State = 'open' | 'baseline' | 'allowed' | 'ended';

export interface Row {
  readonly finding: FindingData;
  readonly rule: RuleData;
  readonly state: State;
  /** Indexes of its paths, each once. */
  readonly paths: readonly number[];
  /** Indexes of all its authors; the first brought it in. */
  readonly authors: readonly number[];
  /** When it came in, in milliseconds; undefined where no date is known. */
  readonly began: number | undefined;
}

export interface Model {
  readonly data: PageData;
  readonly rows: readonly Row[];
  /** What ages are counted to: the scan, else the last date that occurs. */
  readonly now: number;
  /** Paths in lower case, for the search. */
  readonly searched: readonly string[];
}

export const severityOrder: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
export const stateNames: Readonly<Record<State, string>> = {
  open: 'open',
  baseline: 'baseline',
  allowed: 'allowed',
  ended: 'revoked',
};

export function buildModel(data: PageData): Model {
  const rows = data.findings.map((finding) => buildRow(finding, data));
  const latest = rows.reduce((most, { began }) => Math.max(most, began ?? 0), 0);
  const now = data.began === '' ? latest : Date.parse(data.began);
  return { data, rows, now, searched: data.paths.map((path) => path.toLowerCase()) };
}

function buildRow(finding: FindingData, { rules }: PageData): Row {
  const dates = finding.places.map(([, , , , date]) => Date.parse(date)).filter((date) => !Number.isNaN(date));
  const authors = finding.places.map(([, , , , , author]) => author).filter((author) => author >= 0);
  return {
    finding,
    rule: rules[finding.rule] ?? { id: '', title: '', why: '' },
    state: finding.liveness === 'dead' ? 'ended' : finding.status,
    paths: [...new Set(finding.places.map(([path]) => path))],
    authors: [...new Set(authors)],
    began: dates.length === 0 ? undefined : Math.min(...dates),
  };
}

const day = 86_400_000;

/** Whole days from when it came in to the scan; 0 where the clocks disagree. */
export function ageInDays({ began }: Row, now: number): number | undefined {
  return began === undefined ? undefined : Math.max(0, Math.floor((now - began) / day));
}

export function formatAge(days: number): string {
  if (days < 1) return 'today';
  if (days < 60) return countOf(days, 'day');
  if (days < 730) return countOf(Math.floor(days / 30.44), 'month');
  return `${(days / 365.25).toFixed(1)} years`;
}
