/** Patterns into what a scan needs at run time, as JSON: the build does this once for the built-in ones. */
import { bytesBefore, spellingOf } from '../catalogue/keyword-place.ts';
import { reachOf } from '../catalogue/regex-length.ts';
import { shortestRun, shortestRuns } from '../catalogue/shortest-run.ts';
import type { Pattern } from '../types.ts';
import { actions, patternAction, type CompiledPattern, type CompiledPatterns, type PatternList } from './compiled.ts';
import { encodedForms } from './encoded-keywords.ts';
import { encodedKeywords, genericKeywords } from './generic/keywords.ts';
import { buildImage, longestKeyword, type Keyword, type Probe } from './prefilter-tables.ts';
import type { RegexSource } from './regex.ts';

export interface CompileOptions {
  /** Patterns that are compiled already, to which these are added. */
  readonly base?: CompiledPatterns;
  /** Text of the kind that is scanned: what is frequent in it makes a poor prefilter. */
  readonly sample?: Uint8Array;
}

export function compilePatterns(
  patterns: readonly Pattern[],
  { base, sample = new Uint8Array() }: CompileOptions = {},
): CompiledPatterns {
  const keywords = new KeywordList(base);
  const first = base?.patterns.length ?? 0;
  for (const [index, pattern] of patterns.entries()) {
    const reach = reachOf(pattern);
    for (const text of pattern.keywords) {
      const place = Math.min(reach, bytesBefore(pattern.regex, text));
      const probe = probeFor(pattern, text, { before: place, isOwn: base !== undefined });
      const before = probe === 'name' ? Math.min(place, nameBefore) : place;
      const spelling = spellingOf(pattern.regex, text);
      const keyword = { text: spelling ?? text, probe, exact: spelling !== undefined };
      keywords.add(keyword, patternAction(first + index, before));
      // One keyword is enough to have the whole encoded text decoded, and where a vendor is named, something says secret as well.
      if (before <= mark && !isNamed(pattern)) addEncoded(keywords, spelling ?? text, spelling !== undefined);
    }
  }
  if (base === undefined) addDetectors(keywords);
  return {
    own: base === undefined ? [] : patterns,
    patterns: listPatterns([...(base?.patterns.all() ?? []), ...patterns.map(compilePattern)]),
    keywords: keywords.list,
    image: buildImage(keywords.list, sample),
    actions: keywords.packActions(),
  };
}

function listPatterns(patterns: readonly CompiledPattern[]): PatternList {
  const at = (index: number): CompiledPattern | undefined => patterns[index];
  return { length: patterns.length, spanAt: (index) => patterns[index]!, at, all: () => patterns };
}

/** Keywords of the generic detector, and signs of escaped text. */
function addDetectors(keywords: KeywordList): void {
  for (const [probe, texts] of Object.entries(genericKeywords)) {
    for (const text of texts) {
      keywords.add({ text, probe: probe as keyof typeof genericKeywords }, actions.generic);
    }
  }
  for (const text of encodedKeywords) addEncoded(keywords, text);
  for (const text of ['\\u00', ':\\/\\/', '%3d', '%3a', '%22']) keywords.add({ text, probe: 'none' }, actions.escapes);
  // PHP writes slashes in JSON with backslashes, which hides a URL's scheme in base64 as well.
  addEncoded(keywords, ':\\/\\/');
}

/** A keyword that stands no further behind a match's beginning is the credential's own mark. */
const mark = 6;

/** A name begins at most this far before a keyword that is probed for one: prefilter/probe.asm.ts, and what may stand before its word. */
const nameBefore = 64 + 32;

/** Length of the run that prefilter/runs.asm.ts looks for behind a name. */
const probedRun = 16;

/**
 * A vendor's name may be a word like any other, so a value must stand behind it.
 * A scheme's `://` leads anywhere only where user information follows it, and a token's prefix only where a word begins: which the
 * expression says with `\b` or a character that is none of a word's, right before the keyword. What is assigned to a password, whatever the
 * call or the quotes are by which it is found, has that name before it in its line. How far the value may be from the name is known of the
 * built-in patterns only.
 */
function probeFor(pattern: Pattern, keyword: string, { before, isOwn }: { before: number; isOwn: boolean }): Probe {
  const { source } = pattern.regex;
  if (keyword.endsWith('://')) return 'userInfo';
  if (isOwn && (isNamed(pattern) || isAssigned(pattern) || startsWithName.test(source))) return 'none';
  if (isNamed(pattern) || isAssigned(pattern)) return shortestRun(pattern.regex) >= probedRun ? 'value' : 'none';
  if (startsWithName.test(source) && !/pas|pwd|sec|tok|key/i.test(keyword)) return 'name';
  const startsWord =
    (before === 0 && source.startsWith('\\b')) || (before <= 4 && /^\(\?:\^\|\[\^(?:A-Za-z0-9|0-9A-Za-z)/.test(source));
  return startsWord && /^[a-z0-9]/i.test(keyword) ? 'boundary' : 'none';
}

/** Nothing before the keyword but the name and what assigns: patterns/fallback-values.ts. */
const startsWithName = /^\(\?:\^\|\[\^\\w\.-\]\)\[\\w\.-\]\{0,\d+\}\(\?:password\|/;

/** Its keywords are a vendor's names, which stand before the credential. */
function isNamed({ checks = [] }: Pattern): boolean {
  return checks.includes('vendor-context');
}

/** Made by catalogue/assigned.ts: a name, and behind it a value that has a digit. */
function isAssigned({ regex, checks = [] }: Pattern): boolean {
  return regex.source.startsWith('(?:(?:^|[^A-Za-z])(?:') && checks.includes('mixed-alnum');
}

function addEncoded(keywords: KeywordList, text: string, exact = false): void {
  const forms = encodedForms(text, exact);
  for (const form of forms.base64) keywords.add({ text: form, probe: 'none', exact: true }, actions.base64);
  for (const form of forms.hex) keywords.add({ text: form, probe: 'none' }, actions.hex);
}

class KeywordList {
  readonly list: Keyword[] = [];
  readonly #actions: number[][] = [];
  readonly #index = new Map<string, number>();

  constructor(base?: CompiledPatterns) {
    if (base === undefined) return;
    for (const [index, keyword] of base.keywords.entries()) {
      this.list.push(keyword);
      this.#actions.push([...base.actions.subarray(base.actions[index], base.actions[index + 1])]);
      this.#index.set(keyOf(keyword), index);
    }
  }

  packActions(): Int32Array {
    let next = this.#actions.length + 1;
    const starts = this.#actions.map((list) => (next += list.length) - list.length);
    return Int32Array.from([...starts, next, ...this.#actions.flat()]);
  }

  /** Keywords are compared as far as the prefilter goes, byte by byte; those that differ in nothing else are one. */
  add({ text, exact = false, ...rest }: Keyword, action: number): void {
    const start = Buffer.from(text).toString('latin1', 0, longestKeyword);
    // Case is of no matter where there are no letters.
    const isExact = exact && /[a-z]/i.test(start);
    const keyword = isExact ? { ...rest, text: start, exact } : { ...rest, text: start.toLowerCase() };
    const key = keyOf(keyword);
    let index = this.#index.get(key);
    if (index === undefined) {
      index = this.list.push(keyword) - 1;
      this.#actions.push([]);
      this.#index.set(key, index);
    }
    const list = this.#actions[index]!;
    if (!list.includes(action)) list.push(action);
  }
}

function keyOf({ probe, text, exact = false }: Keyword): string {
  return `${probe} ${exact ? 'as' : 'like'} ${text}`;
}

function compilePattern(pattern: Pattern): CompiledPattern {
  const { id, title, severity, why, revoke } = pattern;
  return {
    id,
    title,
    severity,
    why,
    revoke,
    confidence: pattern.confidence ?? 'high',
    regex: compileRegex(pattern.regex),
    reach: reachOf(pattern),
    runs: shortestRuns(pattern.regex),
    around: Math.max(0, ...Object.values(pattern.parts ?? {}).map(({ within }) => within)),
    entropy: pattern.entropy ?? 0,
    checks: pattern.checks ?? [],
    overlaps: pattern.overlaps ?? [],
    parts: Object.entries(pattern.parts ?? {}).map(([name, part]) => ({
      name,
      regex: compileRegex(part.regex),
      within: part.within,
      required: part.required ?? false,
    })),
  };
}

function compileRegex({ source, flags }: RegExp): RegexSource {
  return { source, flags: flags.replaceAll(/[^is]/g, '') };
}
