/** When secrets came in: columns of equal calendar spans, as fine as few enough columns allow. All in UTC. */
import { ageInDays, severityOrder } from './model.ts';
import type { Row } from './model.ts';
import { ageBands, nameBand } from './group.ts';

export interface Column {
  /** `2024`, `2024 Q2`, `2024-05` or `2024-05-06`. */
  readonly label: string;
  readonly total: number;
  /** Critical, high, medium, low. */
  readonly counts: readonly number[];
}

type Unit = 'day' | 'month' | 'quarter' | 'year';
const mostColumns = 36;

/** Without gaps from the first to the last; empty where no date is known. */
export function countByTime(rows: readonly Row[]): readonly Column[] {
  const dated = rows.filter(({ began }) => began !== undefined);
  if (dated.length === 0) return [];
  const times = dated.map(({ began }) => began ?? 0);
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  const unit =
    (['day', 'month', 'quarter'] as const).find((each) => spanCount(first, last, each) <= mostColumns) ?? 'year';
  const labels = listSpans(first, last, unit);
  const counts = new Map(labels.map((label) => [label, severityOrder.map(() => 0)]));
  for (const { finding, began = 0 } of dated) {
    const column = counts.get(labelOf(began, unit));
    const at = severityOrder.indexOf(finding.severity);
    if (column !== undefined) column[at] = (column[at] ?? 0) + 1;
  }
  return [...counts].map(([label, each]) => ({ label, counts: each, total: each.reduce((a, b) => a + b) }));
}

function spanCount(first: number, last: number, unit: Unit): number {
  if (unit === 'day') return Math.floor((last - first) / 86_400_000) + 2;
  const months = monthOf(last) - monthOf(first);
  return Math.floor(months / (unit === 'quarter' ? 3 : 1)) + 1;
}

function monthOf(time: number): number {
  const date = new Date(time);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function listSpans(first: number, last: number, unit: Unit): readonly string[] {
  const labels: string[] = [];
  const date = new Date(first);
  // The first of the month, so that no month is skipped for being short.
  if (unit !== 'day') date.setUTCDate(1);
  const end = labelOf(last, unit);
  for (let label = labelOf(date.getTime(), unit); ; label = labelOf(date.getTime(), unit)) {
    if (labels.at(-1) !== label) labels.push(label);
    if (label >= end) return labels;
    if (unit === 'day') date.setUTCDate(date.getUTCDate() + 1);
    else date.setUTCMonth(date.getUTCMonth() + (unit === 'year' ? 12 : 1));
  }
}

function labelOf(time: number, unit: Unit): string {
  const iso = new Date(time).toISOString();
  if (unit === 'day') return iso.slice(0, 10);
  if (unit === 'month') return iso.slice(0, 7);
  const year = iso.slice(0, 4);
  return unit === 'year' ? year : `${year} Q${Math.ceil(Number(iso.slice(5, 7)) / 3)}`;
}

export interface AgeSummary {
  /** Secrets in each band of ageBands. */
  readonly counts: readonly number[];
  /** In days. */
  readonly median: number;
  readonly oldest: Row | undefined;
}

/** How long the secrets that are not ended have been out. */
export function summariseAges(rows: readonly Row[], now: number): AgeSummary {
  const living = rows.filter(({ state, began }) => state !== 'ended' && began !== undefined);
  const days = living.map((row) => ageInDays(row, now) ?? 0).sort((a, b) => a - b);
  const names = days.map(nameBand);
  const oldest = living.reduce<Row | undefined>(
    (most, row) => (most === undefined || (row.began ?? 0) < (most.began ?? 0) ? row : most),
    undefined,
  );
  return {
    counts: ageBands.map(([label]) => names.filter((name) => name === label).length),
    median: days[Math.floor((days.length - 1) / 2)] ?? 0,
    oldest,
  };
}
