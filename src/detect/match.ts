/** Runs a pattern's expression on windows around its keyword hits, then its entropy floor, checks and companions. */
import type { Candidate, Trace } from './candidate.ts';
import { checks } from './checks.ts';
import type { CompiledPattern } from './compiled.ts';
import { gradeOf, lower, type Grade } from './confidence.ts';
import { shannonEntropy } from './entropy.ts';
import { encodesRun } from './generic/counting.ts';
import { isPlaceholder, isPlaceholderWord } from './placeholder.ts';
import { regexEngine, type Regex, type RegexMatch, type RegexSource } from './regex.ts';
import { endsEscape, unescapeText } from './unescape.ts';

/** A stretch of text in which a pattern's keyword stands. */
export interface Window {
  readonly from: number;
  readonly end: number;
}

/** A keyword's offset, and how many bytes before it a match may begin. */
export interface Hit {
  readonly at: number;
  readonly before: number;
}

/** Matches that begin at most this far before their keyword are tried at each place; others are searched for in a window. */
export const nearBefore = 6;

/** Joins windows that touch, so that text with a keyword in each line is matched once. `hits` ascend. */
export function windowsAround(hits: readonly Hit[], reach: number, length: number): Window[] {
  const windows: { from: number; end: number }[] = [];
  for (const { at, before } of hits) {
    const from = Math.max(0, at - before - 1);
    const end = Math.min(length, at + reach + longestKeyword);
    const last = windows.at(-1);
    if (last !== undefined && from <= last.end) last.end = Math.max(end, last.end);
    else windows.push({ from, end });
  }
  return windows;
}

const longestKeyword = 64;
/** Escapes are undone in windows of at most this size. */
const unescapeLimit = 4096;

export interface WindowResult {
  readonly candidates: readonly Candidate[];
  /** The expression itself matched somewhere, so the outcome depends on more than the window's bytes. */
  readonly matched: boolean;
}

/** The text that is searched, and who is told what was rejected. */
export interface Searched {
  readonly bytes: Buffer;
  readonly trace: Trace | undefined;
}

/** Candidates whose match lies in the window; offsets are those of `bytes`. */
export function matchWindow(pattern: CompiledPattern, { bytes, trace }: Searched, window: Window): WindowResult {
  const view = bytes.subarray(window.from, window.end);
  const direct = matchAll(pattern, { bytes: view, place: (offset) => offset + window.from, around: bytes, trace });
  if (direct.matched || view.length > unescapeLimit) return direct;
  const plain = unescapeText(view);
  if (plain === undefined) return direct;
  return matchAll(pattern, {
    bytes: plain.bytes,
    place: (offset) => plain.place(offset) + window.from,
    around: bytes,
    trace,
  });
}

/** The candidate whose match begins at most `before` bytes before the keyword; the leftmost one. */
export function matchAt(pattern: CompiledPattern, { bytes, trace }: Searched, { at, before }: Hit): WindowResult {
  const regex = compiled(pattern.regex);
  const from = Math.max(0, at - before - 1);
  const view = bytes.subarray(from, at + pattern.reach);
  for (let start = Math.max(0, at - before); start <= at; start++) {
    const match = regex.execAt(view, start - from);
    if (match === null) continue;
    const candidate = examine(pattern, { bytes: view, place: (offset) => offset + from, around: bytes, trace }, match);
    return { candidates: candidate === undefined ? [] : [candidate], matched: true };
  }
  const behind = endsEscape(bytes, at) ? matchBehind(pattern, { bytes, trace }, at) : nothing;
  if (behind.matched) return behind;
  if (!hasEscape(bytes, at)) return nothing;
  return matchWindow(pattern, { bytes, trace }, { from, end: Math.min(bytes.length, at + pattern.reach) });
}

/** What it depends on whether anything matches at a keyword. */
export function areaAround({ at, before }: Hit, reach: number): Window {
  return { from: at - Math.max(before + 1, escapeBefore), end: at + Math.max(reach, escapeBehind) };
}

/** The candidate whose match begins at the keyword, with nothing before it: an escape's last letter is none of the value's word. */
function matchBehind(pattern: CompiledPattern, { bytes, trace }: Searched, at: number): WindowResult {
  const view = bytes.subarray(at, at + pattern.reach);
  const match = compiled(pattern.regex).execAt(view, 0);
  if (match === null) return nothing;
  const candidate = examine(pattern, { bytes: view, place: (offset) => offset + at, around: bytes, trace }, match);
  return { candidates: candidate === undefined ? [] : [candidate], matched: true };
}

/** How far an escape is looked for before (`endsEscape`) and behind a keyword. */
const escapeBefore = 12;
const escapeBehind = 128;

/** Whether an escape stands near the keyword in its line: then it may stand in the middle of the value. */
function hasEscape(bytes: Buffer, at: number): boolean {
  for (let p = at; p < bytes.length && p < at + escapeBehind; p++) {
    const byte = bytes[p];
    if (byte === 10) return false;
    if (byte === 92 || byte === 37) return true;
  }
  return false;
}

const nothing: WindowResult = { candidates: [], matched: false };

interface Matchable {
  readonly bytes: Buffer;
  /** From an offset in `bytes` to the offset in the text. */
  place(offset: number): number;
  /** The text in which companions are looked for. */
  readonly around: Buffer;
  readonly trace: Trace | undefined;
}

function matchAll(pattern: CompiledPattern, text: Matchable): WindowResult {
  const candidates: Candidate[] = [];
  let matched = false;
  for (const match of matchesIn(compiled(pattern.regex), text.bytes, pattern.reach)) {
    matched = true;
    const candidate = examine(pattern, text, match);
    if (candidate !== undefined) candidates.push(candidate);
  }
  return { candidates, matched };
}

/** Expressions run on slices of this size or twice the reach, as each call copies what it is given. */
const slice = 8192;

/** All matches in the bytes, none longer than `reach`, in order and without overlaps. */
function* matchesIn(regex: Regex, bytes: Buffer, reach: number): Generator<RegexMatch> {
  const step = Math.max(slice, 2 * reach);
  let done = 0;
  for (let base = 0; base < bytes.length; base += step) {
    // A byte before the slice, so that a word's boundary is seen as one only where it is.
    const low = Math.max(0, base - 1);
    const view = bytes.subarray(low, Math.min(bytes.length, base + step + reach));
    let match = regex.exec(view, Math.max(base, done) - low);
    while (match !== null && match.start + low < base + step) {
      yield shift(match, low);
      done = Math.max(match.end, match.start + 1) + low;
      match = done < low + view.length ? regex.exec(view, done - low) : null;
    }
  }
}

function shift({ start, end, groups }: RegexMatch, by: number): RegexMatch {
  if (by === 0) return { start, end, groups };
  const moved = Object.entries(groups).map(([name, [from, to]]) => [name, [from + by, to + by]] as const);
  return { start: start + by, end: end + by, groups: Object.fromEntries(moved) };
}

function examine(pattern: CompiledPattern, text: Matchable, match: RegexMatch): Candidate | undefined {
  const { secret, ...others } = match.groups;
  if (secret === undefined) return undefined;
  const value = decode(text.bytes, secret);
  const groups = Object.fromEntries(Object.entries(others).map(([name, span]) => [name, decode(text.bytes, span)]));
  const [start, end] = [text.place(secret[0]), text.place(secret[1])];
  const reject = (why: string): undefined => {
    text.trace?.rejected({ pattern: pattern.id, start, end, why });
    return undefined;
  };
  if (pattern.entropy > 0 && shannonEntropy(value) < pattern.entropy)
    return reject(`entropy is under ${pattern.entropy} bits a character`);
  const failed = pattern.checks.find((name) => !checks[name](value, groups));
  if (failed !== undefined) return reject(`check ${failed} fails`);
  // A vendor’s shape leaves little to doubt, even where somebody who made it up counted.
  const hasForm = !pattern.checks.includes('password-like');
  const isFake = hasForm ? isPlaceholderWord : isPlaceholder;
  if (isChecksum(text.bytes, secret)) return reject('a checksum in a list of files');
  if (!isProven(pattern) && isFake(value)) return reject('a placeholder, example or reference');
  const parts = findParts(pattern, text.around, { start, end });
  if (parts === undefined) return reject('a required companion is missing');
  const { confidence, why } = madeUp(gradeOf(pattern, value, groups), hasForm && !isProven(pattern) ? value : '');
  text.trace?.graded?.({ pattern: pattern.id, start, end, why: `${confidence}: ${why}` });
  const { context: _, beyond: __, ...own } = groups;
  return { pattern, start, end, value, parts: { ...own, ...parts }, confidence };
}

/** One step lower for what may be made up; '' is nothing of the kind. */
function madeUp(grade: Grade, value: string): Grade {
  if (!isPlaceholder(value) && !encodesRun(value)) return grade;
  return { confidence: lower(grade.confidence), why: 'has the form, but somebody may have made it up' };
}

/** A checksum or a structure that holds is no accident, whatever words the value happens to contain. */
function isProven({ checks: names }: CompiledPattern): boolean {
  return names.some((name) => proofs.has(name));
}

const proofs: ReadonlySet<string> = new Set([
  'github-crc32',
  'npm-crc32',
  'grafana-key',
  'jwt',
  'jose-header',
  'stored-password',
]);

/** Values by name; undefined where a required one is missing. */
function findParts(
  pattern: CompiledPattern,
  bytes: Buffer,
  { start, end }: { start: number; end: number },
): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const part of pattern.parts) {
    const from = Math.max(0, start - part.within);
    const area = bytes.subarray(from, Math.min(bytes.length, end + part.within));
    const span = nearest(compiled(part.regex), area, start - from);
    if (span !== undefined) found[part.name] = decode(area, span);
    else if (part.required) return undefined;
  }
  return found;
}

/** Of several companions the one that stands nearest to the main match. */
function nearest(regex: Regex, area: Buffer, to: number): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  for (const { groups } of matchesIn(regex, area, area.length)) {
    const span = groups['secret'];
    if (span === undefined) continue;
    if (best === undefined || Math.abs(span[0] - to) < Math.abs(best[0] - to)) best = span;
    // Those that follow stand farther away.
    if (span[0] >= to) break;
  }
  return best;
}

const cache = new Map<RegexSource, Regex>();

function compiled(source: RegexSource): Regex {
  let regex = cache.get(source);
  if (regex === undefined) cache.set(source, (regex = regexEngine().compile(source)));
  return regex;
}

/** UTF-8, or Latin-1 where the bytes are none. */
export function decode(bytes: Buffer, [start, end]: readonly [number, number]): string {
  const text = bytes.toString('utf8', start, end);
  return text.includes('\ufffd') ? bytes.toString('latin1', start, end) : text;
}

/** A line of `sha256sum` and its sisters: a digest, two blanks or a blank and a star, a path. */
function isChecksum(bytes: Buffer, [start, end]: readonly [number, number]): boolean {
  if (end - start < 32 || bytes[end] !== 0x20 || (bytes[end + 1] !== 0x20 && bytes[end + 1] !== 0x2a)) return false;
  return (start === 0 || bytes[start - 1] === 10) && /^[0-9a-f]+$/.test(bytes.toString('latin1', start, end));
}
