/** Baselines of detect-secrets: a SHA-1 of each value by file, compared with what is found there now. */
import { createHash } from 'node:crypto';
import type { Finding } from '../../types.ts';
import { normalisePath } from './foreign.ts';
import type { ForeignList } from './foreign.ts';

interface Entry {
  readonly path: string;
  readonly hash: string;
  readonly type: string;
  readonly line: string;
  /** An auditor said that it is a secret (true) or is none (false). */
  readonly audited: boolean | undefined;
  used: boolean;
}

export function readDetectSecrets(results: Readonly<Record<string, unknown>>): ForeignList {
  const entries = Object.entries(results).flatMap(([path, list]) =>
    (Array.isArray(list) ? (list as unknown[]) : []).map((each) => readEntry(path, each)),
  );
  return {
    title: 'detect-secrets baseline',
    allow: [],
    covers(finding) {
      const hashes = hashesOf(finding);
      const paths = new Set(finding.locations.map((location) => location.path));
      const hits = entries.filter((entry) => hashes.has(entry.hash) && paths.has(entry.path));
      for (const hit of hits) hit.used = true;
      if (hits.length === 0) return undefined;
      if (hits.some(({ audited }) => audited === true)) return 'audited as a secret: still to be revoked';
      return hits.some(({ audited }) => audited === false) ? 'audited as no secret' : '';
    },
    leftover: () =>
      entries
        .filter(({ used }) => !used)
        .map(({ path, line, type }) => `${path}:${line} ${type}: nothing with that value is found there`),
  };
}

function readEntry(path: string, value: unknown): Entry {
  const { hashed_secret: hash, type, line_number: line, is_secret: audited } = (value ?? {}) as Record<string, unknown>;
  return {
    path: normalisePath(path),
    hash: typeof hash === 'string' ? hash : '',
    type: typeof type === 'string' ? type : 'unknown type',
    line: typeof line === 'number' ? String(line) : '?',
    audited: typeof audited === 'boolean' ? audited : undefined,
    used: false,
  };
}

/** Its plug-ins may have taken the whole credential or one part of it for the value. */
function hashesOf({ secret, parts }: Finding): ReadonlySet<string> {
  return new Set(
    [secret, ...Object.values(parts)].map((each) => createHash('sha1').update(each.reveal()).digest('hex')),
  );
}
