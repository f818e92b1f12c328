/** Allow entries of the configuration: by path, pattern and value; what they allow is reported as allowed, and so is what they do not. */
import type { Fingerprinter } from '../detect/fingerprint.ts';
import type { Secret } from '../secret.ts';
import { compileGlob } from './glob.ts';
import type { PathTest } from './glob.ts';

/** All that is given must hold; of each list one item. */
export interface AllowEntry {
  readonly paths?: readonly string[];
  readonly patterns?: readonly string[];
  /** Ids of findings or keys of values (fingerprint.ts). */
  readonly values?: readonly string[];
  readonly reason?: string;
  /** Last day on which it holds, UTC, as YYYY-MM-DD. */
  readonly expires?: string;
}

export interface Place {
  readonly pattern: string;
  readonly path: string;
  readonly secret: Secret;
}

export interface Allowlist {
  /** Reason ('' when none is given) of the first entry that allows the place. */
  reasonFor(place: Place): string | undefined;
  /** Entries that have expired, and those that never allowed anything, as lines for a person. */
  unused(): readonly string[];
}

export interface AllowOptions {
  /** YYYY-MM-DD. */
  today(): string;
  /** One a salt in use: entries may be older than the repository's baseline. */
  readonly fingerprinters: readonly Fingerprinter[];
}

export function createAllowlist(entries: readonly AllowEntry[], { today, fingerprinters }: AllowOptions): Allowlist {
  const rules = entries.map((entry, index) => ({ ...compileEntry(entry, fingerprinters), entry, index, used: false }));
  const live = rules.filter(({ entry }) => entry.expires === undefined || entry.expires >= today());
  return {
    reasonFor(place) {
      const rule = live.find(({ holds }) => holds(place));
      if (rule === undefined) return undefined;
      rule.used = true;
      return rule.entry.reason ?? '';
    },
    unused: () =>
      rules
        .filter(({ used }) => !used)
        .map(({ entry, index }) =>
          describeUnused(entry, { index, expired: entry.expires !== undefined && entry.expires < today() }),
        ),
  };
}

function compileEntry(
  { paths, patterns, values }: AllowEntry,
  fingerprinters: readonly Fingerprinter[],
): { holds(place: Place): boolean } {
  const globs: PathTest[] | undefined = paths?.map(compileGlob);
  const ids = patterns && new Set(patterns);
  const hashes = values && new Set(values);
  return {
    holds: ({ path, pattern, secret }) =>
      (ids === undefined || ids.has(pattern)) &&
      (globs === undefined || globs.some((test) => test(path))) &&
      // Last, as it may cost a key derivation.
      (hashes === undefined ||
        fingerprinters.some((prints) => hashes.has(prints.key(secret)) || hashes.has(prints.id(pattern, secret)))),
  };
}

function describeUnused(
  { paths, patterns, values, reason, expires }: AllowEntry,
  { index, expired }: { index: number; expired: boolean },
): string {
  const what = [...(paths ?? []), ...(patterns ?? []), ...(values ?? [])].slice(0, 3).join(', ');
  const why = expired ? `expired on ${expires}` : 'allows nothing that is there';
  return `configuration: allow[${index}] (${what}) ${why}${reason === undefined ? '' : `: ${reason}`}`;
}
