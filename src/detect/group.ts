/** From sightings to findings: one credential is one finding, with every place that it stands in. */
import type { Secret } from '../secret.ts';
import type { Confidence, Finding, LocatedSighting, Location, Sighting } from '../types.ts';
import { rank } from './candidate.ts';
import type { CompiledPattern } from './compiled.ts';
import { genericPatterns } from './generic/detect.ts';

export interface GroupOptions {
  /** Its patterns are looked at only where something was found. */
  readonly detector: { readonly patterns: ReadonlyMap<string, CompiledPattern> };
  /** A finding's id from rule and value (fingerprint.ts). */
  identify(rule: string, secret: Secret): string;
}

/** Ordered by severity, rule and id; each finding's locations as their source ordered them, each once. */
export function groupFindings(located: readonly LocatedSighting[], options: GroupOptions): Finding[] {
  const groups = new Map<string, LocatedSighting[]>();
  for (const one of located) {
    if (one.locations.length === 0) continue;
    const value = one.sighting.secret.reveal();
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [one]);
    else group.push(one);
  }
  return [...groups.values()].map((group) => toFinding(group, options)).sort(compareFindings);
}

function toFinding(group: readonly LocatedSighting[], { detector, identify }: GroupOptions): Finding {
  const open = group.filter(({ sighting }) => sighting.allowed === undefined);
  // A value that is allowed in one place and stands in another is open, and the other places are what is to be mended.
  const shown = open.length > 0 ? open : group;
  const best = shown.map(({ sighting }) => sighting).reduce((a, b) => (isBetter(b, a) ? b : a));
  const pattern = detector.patterns.get(best.pattern)!;
  const reason = open.length > 0 ? undefined : best.allowed;
  return {
    id: identify(best.pattern, best.secret),
    rule: best.pattern,
    title: pattern.title,
    severity: pattern.severity,
    confidence: highest(shown.map(({ sighting }) => sighting.confidence)),
    status: open.length > 0 ? 'open' : 'allowed',
    ...(reason === undefined ? {} : { reason }),
    liveness: 'unknown',
    secret: best.secret,
    parts: Object.assign({}, ...shown.map(({ sighting }) => sighting.parts), best.parts) as Finding['parts'],
    why: pattern.why,
    revoke: pattern.revoke,
    locations: uniqueLocations(shown),
  };
}

function isBetter(a: Sighting, b: Sighting): boolean {
  const generic = Number(isGeneric(b)) - Number(isGeneric(a));
  return (generic || rank[a.confidence] - rank[b.confidence] || Number(a.pattern < b.pattern)) > 0;
}

function isGeneric({ pattern }: Sighting): boolean {
  return Object.values(genericPatterns).some(({ id }) => id === pattern);
}

function highest(confidences: readonly Confidence[]): Confidence {
  return confidences.reduce((a, b) => (rank[b] > rank[a] ? b : a));
}

function uniqueLocations(group: readonly LocatedSighting[]): Location[] {
  const seen = new Set<string>();
  const all = group.flatMap(({ locations }) => locations);
  const unique = all.filter(({ commit, path, line, column, via }) => {
    const key = JSON.stringify([commit, path, line, column, via]);
    return !seen.has(key) && seen.add(key);
  });
  return unique.sort(compareLocations);
}

/** Oldest first where dates are known, else in the order of paths. */
function compareLocations(a: Location, b: Location): number {
  return (
    compare(instant(a), instant(b)) ||
    compare(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.commit ?? '', b.commit ?? '')
  );
}

function instant({ date }: Location): number {
  return date === undefined ? Infinity : Date.parse(date);
}

const severities = ['critical', 'high', 'medium', 'low'];

function compareFindings(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) || compare(a.rule, b.rule) || compare(a.id, b.id)
  );
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}
