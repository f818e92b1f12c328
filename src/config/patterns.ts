/** Patterns of the user's own: the fields of Pattern, the regex as a text; nothing in them runs, and RE2 must be able to read them. */
import { longestMatch } from '../catalogue/regex-length.ts';
import { checks } from '../detect/checks.ts';
import { compileNow } from '../suppress/compile-now.ts';
import type { CheckName, PartPattern, Pattern } from '../types.ts';
import { checked, complain, count, listOf, mapOf, objectOf, oneOf, text, toggle } from './schema.ts';
import type { Reader } from './schema.ts';

/** `EXPRESSION` or `/EXPRESSION/flags` with the flags i and s. */
const regex: Reader<RegExp> = (value, place) => {
  const written = text(value, place);
  if (written === undefined) return undefined;
  const [, inner, flags] = /^\/(.*)\/([a-z]*)$/s.exec(written) ?? [undefined, written, ''];
  if (/[^is]/.test(flags ?? '')) return complain(place, 'may have only the flags i and s');
  try {
    const compiled = new RegExp(inner ?? '', flags);
    if (!compiled.source.includes('(?<secret>')) return complain(place, 'needs a group named secret: (?<secret>…)');
    compileNow(compiled);
    return compiled;
  } catch {
    return complain(place, 'is no expression that JavaScript and RE2 both read');
  }
};

const id = checked((value) =>
  /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(value) ? undefined : 'must be words joined by dashes, the vendor first',
);
const keyword = checked((value) => {
  if (Buffer.byteLength(value) < 3) return 'must be at least 3 bytes long';
  return /^[\x20-\x7e]+$/.test(value) ? undefined : 'must be of printable ASCII characters';
});
const levels = ['low', 'medium', 'high'] as const;

const part: Reader<PartPattern> = (value, place) => {
  const read = objectOf({ regex, within: count, required: toggle }, ['regex', 'within'])(value, place);
  if (read !== undefined && read.within > 4096) return complain(place, 'looks further than 4,096 bytes');
  return read;
};

const fields = objectOf(
  {
    id,
    title: text,
    severity: oneOf([...levels, 'critical']),
    confidence: oneOf(levels),
    regex,
    longest: count,
    keywords: listOf(keyword),
    entropy: count,
    checks: listOf(oneOf(Object.keys(checks) as CheckName[])),
    parts: mapOf(part),
    overlaps: listOf(text),
    why: text,
    revoke: text,
    references: listOf(text),
    match: listOf(text),
    miss: listOf(text),
  },
  ['id', 'title', 'regex', 'keywords'],
);

export const pattern: Reader<Pattern> = (value, place) => {
  const own = fields(value, place);
  if (own === undefined) return undefined;
  if (own.longest === undefined && longestOf(own.regex) === Infinity) {
    return complain(place, 'has a regex without a bound: write {1,200} for +, or set longest');
  }
  return {
    severity: 'high',
    why: 'Your own pattern matches it.',
    revoke: '',
    references: [],
    match: [],
    miss: [],
    ...own,
  };
};

function longestOf(expression: RegExp): number {
  try {
    return longestMatch(expression);
  } catch {
    return Infinity;
  }
}
