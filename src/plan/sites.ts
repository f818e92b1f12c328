/** Where the values stand in a file: what the scan reported, and every other place of the same values that is long enough to be sure. */
import type { Site } from '../remediation-types.ts';
import type { Finding } from '../types.ts';
import type { FindingRefs } from './group.ts';
import { findInBase64, findOccurrences, recogniseForm } from './value-forms.ts';

export interface Known {
  readonly finding: Finding;
  readonly refs: FindingRefs;
}

export interface FileSites {
  /** Ascending, not overlapping. */
  readonly sites: readonly PlacedSite[];
  /** Reported places that cannot be rewritten at all. */
  readonly unusable: readonly { readonly site: PlacedSite; readonly code: string }[];
}

export interface PlacedSite extends Site {
  readonly finding: string;
}

export interface SitesRequest {
  readonly path: string;
  readonly text: string;
  readonly known: readonly Known[];
  /** Whether the configuration lets the finding's value stand in this file. */
  isAllowed(finding: Finding, path: string): boolean;
}

export function findSites({ path, text, known, ...request }: SitesRequest): FileSites {
  const lines = lineStarts(text);
  const reported = known.flatMap((one) =>
    placesIn(path, one).map((place) => ({ site: toSite(one, place, lines), one })),
  );
  const isUsable = ({ site, one }: (typeof reported)[number]): boolean =>
    recogniseForm(text.slice(site.start, site.end), one.refs.value) !== undefined;
  const good = reported.filter(isUsable).map(({ site }) => site);
  const unusable = reported
    .filter((each) => !isUsable(each))
    .map(({ site }) => ({ site, code: site.end > site.start ? 'unknown-encoding' : 'place-has-moved' }));
  const taken = [...good, ...unusable.map(({ site }) => site)];
  const others = known.flatMap((one) =>
    findOccurrences(text, one.refs.value)
      .map(({ start, end }) => describe(one, start, end))
      .filter((site) => !taken.some((each) => site.start < each.end && each.start < site.end)),
  );
  const byFile = new Set(
    known.filter(({ finding }) => request.isAllowed(finding, path)).map(({ finding }) => finding.id),
  );
  const allowed = others.filter(({ start, finding }) => byFile.has(finding) || isAllowed(text, lines, start));
  const sites = withoutOverlaps([...good, ...others.filter((site) => !allowed.includes(site))]);
  const hidden = known.flatMap((one) =>
    findInBase64(text, one.refs.value).map(({ start, end }) => describe(one, start, end)),
  );
  const unseen = hidden.filter(
    (site) => ![...taken, ...others].some((each) => site.start < each.end && each.start < site.end),
  );
  return {
    sites,
    unusable: [
      ...unusable,
      ...allowed.map((site) => ({ site, code: 'allowed' })),
      ...withoutOverlaps(unseen).map((site) => ({ site, code: 'unknown-encoding' })),
    ],
  };
}

/** Line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function placesIn(path: string, { finding }: Known): Finding['locations'] {
  return finding.locations.filter((place) => place.path === path && place.commit === null);
}

function toSite(one: Known, place: Finding['locations'][number], lines: readonly number[]): PlacedSite {
  const start = (lines[place.line - 1] ?? 0) + place.column - 1;
  return describe(one, start, Math.max(start, (lines[place.endLine - 1] ?? 0) + place.endColumn - 1));
}

function describe({ finding, refs }: Known, start: number, end: number): PlacedSite {
  const { ref, value, part, parts } = refs;
  const rest = { ...(part !== undefined && { part }), ...(parts !== undefined && { parts }) };
  return { start, end, ref, value, finding: finding.id, ...rest };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Somebody has said that the value may stay in this line. */
function isAllowed(text: string, lines: readonly number[], at: number): boolean {
  const line = lines.findLastIndex((start) => start <= at);
  const own = text.slice(lines[line], lines[line + 1]);
  const above = line > 0 ? text.slice(lines[line - 1], lines[line]) : '';
  return /(?:unleak|gitleaks):allow\b(?!-next)|allowlist secret/.test(own) || /unleak:allow-next-line/.test(above);
}

function withoutOverlaps(sites: readonly PlacedSite[]): readonly PlacedSite[] {
  const kept: PlacedSite[] = [];
  for (const site of [...sites].sort((a, b) => a.start - b.start || b.end - a.end))
    if (site.start >= (kept.at(-1)?.end ?? 0)) kept.push(site);
  return kept;
}
