/** Findings that a sweep remembers: when they may stand for those of today, and how they become findings again. */
import { createHash } from 'node:crypto';
import { rank } from '../detect/candidate.ts';
import type { Recall, ToldFinding } from '../recall-types.ts';
import { Secret } from '../secret.ts';
import type { SuppressOptions, Suppressor } from '../suppress/suppress.ts';
import type { Confidence, Finding, Sighting } from '../types.ts';

/** What was asked for, as far as remembered findings depend on it. */
export interface RecallOptions {
  readonly key: string;
  /** Whether the reports show nothing but what the JSON report tells. */
  readonly suffices: boolean;
}

/** Stands for all that suppressions make of findings. */
export function hashSuppression(options: SuppressOptions): string {
  const { allow, exclude, baseline, inlineAllow, today, toConfigPath } = options;
  const day = allow.some(({ expires }) => expires !== undefined) ? today() : '';
  const { salt, entries } = baseline;
  const shape = { allow, exclude, salt, entries: [...entries.values()], inlineAllow, day, below: toConfigPath('x') };
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}

interface Judge extends RecallOptions {
  readonly found: readonly Sighting[];
  readonly suppressor: Suppressor;
  readonly minConfidence: Confidence;
}

/** `found` grows as the source is read. */
export function createRecall({ key, suffices, found, suppressor, minConfidence }: Judge): Recall {
  const { fingerprinter, hasExcludes } = suppressor;
  return {
    key,
    suffices,
    async prepare() {
      if (suffices && found.length <= mostFound) await fingerprinter.prepare(found.map(({ secret }) => secret));
    },
    changesNothing(told, partial) {
      if (found.length === 0) return true;
      // A value all of whose places are excluded is in no finding, and may be certain all the same.
      if (partial || hasExcludes || found.length > mostFound) return false;
      const ids = new Set(told.map(({ id }) => id));
      const rules = new Set(told.map(({ rule }) => rule));
      return found.every(
        ({ confidence, secret }) =>
          rank[confidence] < rank[minConfidence] && ![...rules].some((rule) => ids.has(fingerprinter.id(rule, secret))),
      );
    },
  };
}

/** Each may take two milliseconds to tell from what is known. */
const mostFound = 50;

/** A finding without values; all that is text in it has been redacted. */
export function recallFinding({ secret, parts, ...rest }: ToldFinding): Finding {
  const masked = Object.entries(parts).map(([name, redacted]) => [name, Secret.masked({ redacted, length: 0 })]);
  return {
    ...rest,
    secret: Secret.masked(secret),
    parts: Object.fromEntries(masked) as Finding['parts'],
    why: '',
    revoke: '',
  };
}
