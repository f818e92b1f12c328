/** .gitleaksignore and gitleaks reports used as baselines: places, which become the values that stand there now. */
import { normalisePath, standsOn } from './foreign.ts';
import type { ForeignList } from './foreign.ts';

interface Fingerprint {
  readonly text: string;
  readonly commit: string | undefined;
  readonly path: string;
  readonly line: number;
  used: boolean;
}

/** Lines `path:rule:line` or `commit:path:rule:line`; the rule is not compared, as its name differs between tools. */
export function readGitleaksIgnore(text: string): ForeignList {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return fromFingerprints(
    '.gitleaksignore',
    lines.filter((line) => line !== ''),
  );
}

/** A JSON report: an array of objects, each with its `Fingerprint`. */
export function readGitleaksReport(report: readonly unknown[]): ForeignList {
  const prints = report.map((entry) => (entry as { Fingerprint?: unknown } | null)?.Fingerprint);
  return fromFingerprints(
    'gitleaks report',
    prints.filter((print) => typeof print === 'string'),
  );
}

function fromFingerprints(title: string, texts: readonly string[]): ForeignList {
  const parsed = texts.map((text) => ({ text, print: parseFingerprint(text) }));
  const prints = parsed.flatMap(({ print }) => (print === undefined ? [] : [print]));
  return {
    title,
    allow: [],
    covers({ locations }) {
      const hits = prints.filter((print) =>
        locations.some(
          (location) => standsOn(location, print) && (print.commit === undefined || location.commit === print.commit),
        ),
      );
      for (const hit of hits) hit.used = true;
      return hits.length > 0 ? '' : undefined;
    },
    leftover: () =>
      parsed
        .filter(({ print }) => print?.used !== true)
        .map(({ text, print }) => {
          if (print === undefined) return `${text}: not a fingerprint`;
          return `${text}: ${print.commit === undefined ? 'nothing is found there' : 'nothing is found there (entries with a commit need --history)'}`;
        }),
  };
}

function parseFingerprint(text: string): Fingerprint | undefined {
  const [, commit, path, line] = /^(?:([0-9a-f]{40}|[0-9a-f]{64}):)?(.+):[^:]+:(\d+)$/.exec(text) ?? [];
  if (path === undefined || line === undefined) return undefined;
  return { text, commit, path: normalisePath(path), line: Number(line), used: false };
}
