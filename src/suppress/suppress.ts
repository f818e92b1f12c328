/** The order of suppression: allow comments, then the configuration's entries, then the baseline; what never applied is told. */
import { createFingerprinter, publicSalt } from '../detect/fingerprint.ts';
import type { Fingerprinter } from '../detect/fingerprint.ts';
import type { Secret } from '../secret.ts';
import type { Finding, LocatedSighting, Location } from '../types.ts';
import { createAllowlist } from './allow.ts';
import type { AllowEntry, Allowlist } from './allow.ts';
import type { Baseline } from './baseline.ts';
import { compileGlob } from './glob.ts';

export interface SuppressOptions {
  readonly allow: readonly AllowEntry[];
  readonly exclude: readonly string[];
  readonly baseline: Baseline;
  /** False: allow comments count for nothing. */
  readonly inlineAllow: boolean;
  /** YYYY-MM-DD, UTC. */
  today(): string;
  /** How many processors fingerprints may use. */
  readonly jobs?: number | undefined;
  /** From a location's path to the same one seen from the configuration's folder. */
  toConfigPath(path: string): string;
}

export interface Suppressor {
  readonly fingerprinter: Fingerprinter;
  /** Before grouping: places under excluded paths go, allowed ones carry their reason in the sighting. */
  allowPlaces(located: readonly LocatedSighting[]): readonly LocatedSighting[];
  /** After grouping: open findings whose value stands in the baseline. */
  applyBaseline(findings: readonly Finding[]): readonly Finding[];
  isInBaseline(secret: Secret): boolean;
  /** Whether a path, from the scan's root, is worth reading. */
  isExcluded(path: string): boolean;
  /** Whether there are paths that are left out. */
  readonly hasExcludes: boolean;
  /** Entries that allowed nothing so far. Only a whole, complete scan can tell. */
  unused(): readonly string[];
}

export function createSuppressor(options: SuppressOptions): Suppressor {
  const { baseline, toConfigPath } = options;
  const fingerprinter = createFingerprinter(baseline.salt, options.jobs);
  const shared = baseline.salt === publicSalt ? [] : [createFingerprinter(publicSalt)];
  const allowlist = createAllowlist(options.allow, {
    today: () => options.today(),
    fingerprinters: [fingerprinter, ...shared],
  });
  const excludes = options.exclude.map(compileGlob);
  const isExcluded = (path: string): boolean => excludes.some((test) => test(toConfigPath(path)));
  const used = new Set<string>();
  return {
    fingerprinter,
    isExcluded,
    hasExcludes: excludes.length > 0,
    isInBaseline: (secret) => baseline.entries.has(fingerprinter.key(secret)),
    allowPlaces: (located) => located.flatMap((each) => splitPlaces(each, { allowlist, isExcluded, options })),
    applyBaseline: (findings) =>
      findings.map((finding) => {
        const entry = baseline.entries.size === 0 ? undefined : baseline.entries.get(fingerprinter.key(finding.secret));
        if (entry === undefined) return finding;
        // An allowed value that the baseline holds, too: the line is of use once the comment goes.
        used.add(entry.key);
        if (finding.status !== 'open') return finding;
        return { ...finding, status: 'baseline', ...(entry.reason !== undefined && { reason: entry.reason }) };
      }),
    unused: () => [
      ...allowlist.unused(),
      ...[...baseline.entries.values()]
        .filter(({ key }) => !used.has(key))
        .map(({ key, rule }) => `baseline: ${key} ${rule} is not found any more`),
    ],
  };
}

interface Judge {
  readonly allowlist: Allowlist;
  readonly options: SuppressOptions;
  isExcluded(path: string): boolean;
}

/** One sighting for each reason that its places have, so that grouping can tell open places from allowed ones. */
function splitPlaces(
  { sighting, locations }: LocatedSighting,
  { allowlist, isExcluded, options }: Judge,
): LocatedSighting[] {
  const { allowed, ...bare } = sighting;
  const inline = options.inlineAllow ? allowed : undefined;
  const byReason = new Map<string | undefined, Location[]>();
  for (const location of locations) {
    if (isExcluded(location.path)) continue;
    const place = { pattern: sighting.pattern, path: options.toConfigPath(location.path), secret: sighting.secret };
    const reason = inline ?? allowlist.reasonFor(place);
    byReason.set(reason, [...(byReason.get(reason) ?? []), location]);
  }
  return [...byReason].map(([reason, places]) => ({
    sighting: { ...bare, ...(reason !== undefined && { allowed: reason }) },
    locations: places,
  }));
}
