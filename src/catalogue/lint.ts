/** What makes a pattern fit for the catalogue or for a user's configuration; each problem is one sentence that says what to change. */
import { passesChecks } from '../detect/checks.ts';
import { regexEngine, type Regex, type RegexMatch } from '../detect/regex.ts';
import type { Pattern } from '../types.ts';
import { longestMatch } from './regex-length.ts';
import { expandTemplate } from './template.ts';

/** A window wider than this makes every keyword hit expensive. */
const longestAllowed = 16_384;

/** Problems of one pattern, without a stop at the end of the list: empty when it is fit. */
export function lintPattern(pattern: Pattern): string[] {
  const problems = [...lintTexts(pattern), ...lintKeywords(pattern), ...lintRegex(pattern)];
  return problems.length > 0 ? problems : lintExamples(pattern);
}

/** Problems that only show among patterns: an id twice, an unknown id in `overlaps`. */
export function lintCatalogue(patterns: readonly Pattern[]): string[] {
  const ids = patterns.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const unknown = patterns.flatMap(({ id, overlaps = [] }) =>
    overlaps
      .filter((other) => !ids.includes(other))
      .map((other) => `${id}: overlaps names ${other}, which does not exist.`),
  );
  return [...twice.map((id) => `${id}: the id is used twice.`), ...unknown];
}

function lintTexts(pattern: Pattern): string[] {
  const problems: string[] = [];
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(pattern.id))
    problems.push('The id must be kebab-case and begin with the vendor.');
  for (const field of ['title', 'why', 'revoke'] as const) {
    if ((pattern[field] ?? '').trim() === '') problems.push(`The field ${field} is missing.`);
  }
  const urls = [pattern.revoke, ...(pattern.references ?? []), ...(pattern.verify ? [pattern.verify.url] : [])];
  for (const url of urls) {
    if (!/^https:\/\/[^\s]+$/.test(url)) problems.push(`Not an https address: ${url}.`);
  }
  if ((pattern.match ?? []).length < 2) problems.push('At least two match examples are needed.');
  if ((pattern.miss ?? []).length < 2) problems.push('At least two miss examples are needed.');
  return problems;
}

function lintKeywords({ keywords = [] }: Pattern): string[] {
  const short = keywords.filter((keyword) => Buffer.byteLength(keyword) < 3);
  const problems = short.map((keyword) => `The keyword ${keyword} is shorter than 3 bytes.`);
  return keywords.length === 0 ? ['At least one keyword is needed.'] : problems;
}

function lintRegex(pattern: Pattern): string[] {
  const parts = Object.entries(pattern.parts ?? {});
  const main = lintSource(pattern.regex, 'The regex', pattern.longest);
  const far = parts
    .filter(([, part]) => part.within > 4096)
    .map(([name]) => `The part ${name} looks further than 4,096 bytes.`);
  return [...main, ...parts.flatMap(([name, part]) => lintSource(part.regex, `The part ${name}`)), ...far];
}

function lintSource(regex: RegExp, what: string, cap?: number): string[] {
  const problems: string[] = [];
  if (/[^is]/.test(regex.flags)) problems.push(`${what} may only have the flags i and s.`);
  if (!regex.source.includes('(?<secret>')) problems.push(`${what} needs a group named secret.`);
  try {
    const longest = Math.min(longestMatch(regex), cap ?? Infinity);
    if (longest > longestAllowed)
      problems.push(`${what} has no bound of ${longestAllowed} bytes: use {1,200} for +, or set longest.`);
    compile(regex);
  } catch (error) {
    problems.push(`${what} is not portable: ${(error as Error).message}.`);
  }
  return problems;
}

function lintExamples(pattern: Pattern): string[] {
  const matches = pattern.match.flatMap((template, index) => {
    const found = findSecrets(pattern, expandTemplate(template, `${pattern.id}:match:${index}`));
    if (found.length === 0) return [`Match example ${index + 1} is not matched: ${template}`];
    const bare = found.some(({ whole }) => !holdsKeyword(pattern, whole));
    return bare ? [`Match example ${index + 1} has no keyword inside the match: ${template}`] : [];
  });
  const misses = pattern.miss.flatMap((template, index) => {
    const found = findSecrets(pattern, expandTemplate(template, `${pattern.id}:miss:${index}`));
    return found.length > 0 ? [`Miss example ${index + 1} is matched: ${template}`] : [];
  });
  return [...matches, ...misses];
}

function holdsKeyword({ keywords }: Pattern, text: string): boolean {
  const lower = text.toLowerCase();
  return keywords.some((keyword) => lower.includes(keyword.toLowerCase()));
}

/** Every match in the text that passes entropy, checks and required parts, as the examples of a pattern see it. */
export function findSecrets(pattern: Pattern, text: string): { secret: string; whole: string; start: number }[] {
  const bytes = Buffer.from(text);
  const slice = (span: readonly [number, number]): string => bytes.toString('utf8', span[0], span[1]);
  return findAll(pattern.regex, bytes).flatMap((match) => {
    const groups = Object.fromEntries(Object.entries(match.groups).map(([name, span]) => [name, slice(span)]));
    const secret = groups['secret'] ?? '';
    if (!passesChecks(pattern, secret, groups) || !hasRequiredParts(pattern, bytes, match.start)) return [];
    return [{ secret, whole: slice([match.start, match.end]), start: match.groups['secret']?.[0] ?? match.start }];
  });
}

/** RE2 rather than the language's own engine, so that a pattern under test cannot take for ever. */
function findAll(expression: RegExp, bytes: Buffer): RegexMatch[] {
  const regex = compile(expression);
  const found: RegexMatch[] = [];
  for (let from = 0; from <= bytes.length;) {
    const match = regex.exec(bytes, from);
    if (match === null) break;
    found.push(match);
    from = Math.max(match.end, match.start + 1);
  }
  return found;
}

const compiled = new WeakMap<RegExp, Regex>();

function compile(expression: RegExp): Regex {
  const known = compiled.get(expression) ?? regexEngine().compile(expression);
  compiled.set(expression, known);
  return known;
}

function hasRequiredParts(pattern: Pattern, bytes: Buffer, at: number): boolean {
  return Object.values(pattern.parts ?? {}).every((part) => {
    const near = bytes.subarray(Math.max(0, at - part.within), at + part.within);
    return part.required !== true || findAll(part.regex, near).length > 0;
  });
}
