/** Text that is in a log in a form in which nobody could find it: wrapped at a terminal's width, backwards, or with blanks in between. */
import type { Leak, LogText } from '../../log-types.ts';
import type { Chunk } from '../../types.ts';
import type { LogSegment } from './segment.ts';

/** At these widths encoders wrap lines that hold nothing but their output. */
const byEncoder = 1;
/** At these widths terminals wrap whatever comes. */
const byTerminal = 2;
const widths = new Uint8Array(256);
for (const width of [60, 64, 72, 76]) widths[width] = byEncoder;
for (const width of [78, 79, 80, 100, 110, 119, 120, 128, 130, 132, 140, 150, 158, 160, 200, 240])
  widths[width] = byTerminal;
/** Bytes behind the owned range that are looked at, for what begins in it and is wrapped. */
const reachBehind = 4096;
const longestJoined = 256 * 1024;
/** Characters of a token that may read backwards. */
const shortestToken = 16;
const longestToken = 512;

/** Chunks of all that stands in the segment's owned range in such a form. */
export function collectAsides({ path, origin, bytes, owned, log }: LogSegment): Chunk[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const asides: Asides = { plain: new AsideText(), encoded: new AsideText() };
  const first = owned[0] === 0 ? 0 : text.lastIndexOf(10, owned[0] - 1) + 1;
  const stop = Math.min(text.length, owned[1] + reachBehind);
  let joined: Line[] = [];
  let previous: Line | undefined;
  for (let from = first; from < stop;) {
    const newline = text.indexOf(10, from);
    const next = newline < 0 ? text.length : newline;
    const end = text[next - 1] === 13 && next > from ? next - 1 : next;
    const width = end - from;
    if (previous !== undefined) {
      if (!goesOn(text, [joined.at(-2), previous], [from, end])) joined = takeJoined(text, joined, asides);
      else if (joined.push([from, end]) === 1) joined.unshift(previous);
    }
    previous = width < 256 && widths[width] !== 0 ? [from, end] : undefined;
    if (previous === undefined && joined.length > 0) joined = takeJoined(text, joined, asides);
    if (joined.length === 0 && width >= shortestToken && mayBeDisguised(text, from, end))
      takeDisguised(text, [from, end], asides.plain);
    from = next + 1;
  }
  takeJoined(text, joined, asides);
  const { plain, encoded } = asides;
  return [
    ...(plain.length === 0 ? [] : [{ path, origin, bytes: plain.text, log: plain.logOf(log) }]),
    ...(encoded.length === 0
      ? []
      : [{ path, origin, bytes: encoded.text, log: encoded.logOf(log), encodedOnly: true }]),
  ];
}

interface Asides {
  readonly plain: AsideText;
  /** Long data of an encoder: any short token could stand in it by chance. */
  readonly encoded: AsideText;
}

/** A quick look, as it is asked of each line: does it end in a word of the shortest length, or has it blanks like a value spaced out? */
function mayBeDisguised(text: Buffer, from: number, end: number): boolean {
  if (text[from + 1] === 0x20 && text[from + 3] === 0x20) return true;
  return kinds[text[end - 1]!] !== 0 && kinds[text[end - 8]!] !== 0 && kinds[text[end - shortestToken]!] !== 0;
}

/** Bytes [from, end) of a line, without its end. */
type Line = readonly [from: number, end: number];

/** Whether a line of one of the usual widths was cut where the next begins. `before`: the line that went on with it, if one did. */
function goesOn(text: Buffer, [before, line]: readonly [Line | undefined, Line], next: Line): boolean {
  const [from, end] = line;
  const width = end - from;
  if (next[1] === next[0] || next[1] - next[0] > width) return false;
  if (!isTokenByte(text[end - 1]!) || !isTokenByte(text[next[0]]!)) return false;
  return widths[width] === byEncoder
    ? // As what goes on with such a line, the line has been read.
      ((before !== undefined && widths[before[1] - before[0]] === byEncoder) || isToken(text, line)) &&
        isToken(text, next)
    : isCutToken(text, line, next);
}

function isToken(text: Buffer, [from, end]: Line): boolean {
  for (let p = from; p < end; p++) if (kinds[text[p]!] === 0) return false;
  return true;
}

/** Whether the words on either side of the cut look like one token that was cut, and not like two lines' own words. */
function isCutToken(text: Buffer, [from, end]: Line, next: Line): boolean {
  let start = end;
  while (start > from && isTokenByte(text[start - 1]!)) start--;
  let stop = next[0];
  while (stop < next[1] && isTokenByte(text[stop]!)) stop++;
  const whole = text.toString('latin1', start, end) + text.toString('latin1', next[0], stop);
  const beginsVariable =
    /^[A-Za-z_][A-Za-z0-9_.-]*=/.test(text.toString('latin1', next[0], stop)) || text[stop] === 0x3a;
  return whole.length >= shortestToken && !beginsVariable && /[0-9]/.test(whole) && /[A-Za-z]/.test(whole);
}

/** Adds the lines as one, and returns an empty list. */
function takeJoined(text: Buffer, lines: readonly Line[], { plain, encoded }: Asides): Line[] {
  const [first] = lines;
  if (first === undefined || lines.length < 2) return [];
  const isData = lines.length > longestToken / 64 && widths[first[1] - first[0]] === byEncoder;
  const aside = isData ? encoded : plain;
  const start = aside.length;
  const readable = isData ? lines.map(([from]) => beginsWithText(text, from)) : [];
  for (const [at, [from, end]] of lines.entries()) {
    if (aside.length - start > longestJoined) break;
    // Of encoded data, what begins with text, or stands beside it: images and archives need no look.
    if (isData && !(readable[at - 1] === true || readable[at] === true || readable[at + 1] === true)) continue;
    aside.add(text.subarray(from, end), from, 1);
  }
  if (aside.length > start) aside.endLine();
  return [];
}

/** Encoders end their lines between two groups, so that a line can be decoded from its beginning: twelve characters tell text from data. */
function beginsWithText(text: Buffer, from: number): boolean {
  const groups = [from, from + 4, from + 8];
  return (
    groups.every((at) => isTextGroup(text, at)) ||
    groups.every((at) => isHexOfText(text, at) && isHexOfText(text, at + 2))
  );
}

function isTextGroup(text: Buffer, at: number): boolean {
  const bits =
    (sextet(text[at]) << 18) | (sextet(text[at + 1]) << 12) | (sextet(text[at + 2]) << 6) | sextet(text[at + 3]);
  return isPrintable(bits >> 16) && isPrintable((bits >> 8) & 255) && isPrintable(bits & 255);
}

function isHexOfText(text: Buffer, at: number): boolean {
  const high = (text[at] ?? 0) - 0x30;
  // Digits 2 to 7 begin what is printable; line ends begin with 0.
  return (high >= 2 && high <= 7) || (high === 0 && (text[at + 1] === 0x61 || text[at + 1] === 0x64));
}

const sextets = new Uint8Array(256);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  sextets[character.charCodeAt(0)] = value;

function sextet(byte: number | undefined): number {
  return sextets[byte ?? 0]!;
}

function isPrintable(byte: number): boolean {
  return (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13);
}

function takeDisguised(text: Buffer, [from, end]: Line, aside: AsideText): void {
  const length = end - from;
  if (length <= 2 * longestToken && text[from + 1] === 0x20 && text[from + 3] === 0x20 && isSpaced(text, [from, end])) {
    aside.add(everySecond(text, from, end), from, 2);
    return aside.endLine();
  }
  const start = startOfToken(text, [from, end]);
  if (start === undefined) return;
  aside.add(Buffer.from(text.subarray(start, end)).reverse(), end, -1);
  aside.endLine();
}

/** `g h p _ …`: what `sed 's/./& /g'` makes of a value, so that no mask knows it. */
function isSpaced(text: Buffer, [from, end]: Line): boolean {
  for (let p = from; p < end; p++) {
    const isGap = ((p - from) & 1) === 1;
    if (isGap !== (text[p] === 0x20)) return false;
  }
  return end - from >= 2 * shortestToken - 1;
}

function everySecond(text: Buffer, from: number, end: number): Buffer {
  const token = Buffer.allocUnsafe((end - from + 1) >> 1);
  for (let at = 0; at < token.length; at++) token[at] = text[from + 2 * at]!;
  return token;
}

/** Where the word that ends the line begins, if it could be a token: long, of letters and digits, and no path. */
function startOfToken(text: Buffer, [from, end]: Line): number | undefined {
  let start = end;
  let seen = 0;
  while (start > from) {
    const kind = kinds[text[start - 1]!]!;
    if (kind === 0) break;
    seen |= kind;
    if ((seen & pathSign) !== 0) return undefined;
    start--;
  }
  // A digest is no credential, whichever way it is read.
  if (end - start < shortestToken || end - start > longestToken || (seen & (digit | letter)) !== (digit | letter))
    return undefined;
  const before = text[start - 1];
  return start === from || before === 0x20 || before === 0x3a || before === 0x22 ? start : undefined;
}

/** Kinds of the bytes that tokens are made of, 0 for all others: letters and `- . = _`, hexadecimal letters, digits, and what stands in paths and base64. */
const letter = 1;
const digit = 2;
const pathSign = 4;
const hexLetter = 8;
const kinds = new Uint8Array(256);
for (const [characters, kind] of [
  ['ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ-._=', letter],
  ['abcdefABCDEF', hexLetter],
  ['0123456789', digit],
  ['/+', pathSign],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

function isTokenByte(byte: number): boolean {
  return kinds[byte] !== 0;
}

/** Lines taken out of a segment's text, each stretch with its place there; the offsets in it are those of the segment. */
class AsideText {
  #bytes = Buffer.allocUnsafe(4096);
  length = 0;
  /** Of each stretch: offset here, offset in the segment, step in the segment for each byte here. */
  readonly #stretches: (readonly [here: number, there: number, step: 1 | 2 | -1])[] = [];

  add(stretch: Buffer, there: number, step: 1 | 2 | -1): void {
    this.#reserve(stretch.length + 1);
    this.#stretches.push([this.length, there, step]);
    stretch.copy(this.#bytes, this.length);
    this.length += stretch.length;
  }

  endLine(): void {
    this.#bytes[this.length++] = 10;
  }

  get text(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  logOf(segment: LogText): LogText {
    const there = (offset: number): number => {
      const [from, start, step] = this.#stretchAt(offset);
      return start + (offset - from) * step;
    };
    const isBackward = (offset: number): boolean => this.#stretchAt(offset)[2] === -1;
    return {
      // What reads backwards begins where it ends.
      place: (offset) => (isBackward(offset) ? segment.placeEnd(there(offset)) : segment.place(there(offset))),
      placeEnd: (offset) =>
        isBackward(offset - 1) ? segment.place(there(offset - 1) - 1) : segment.placeEnd(there(offset - 1) + 1),
      explain: (start, end): Leak => {
        const [, , step] = this.#stretchAt(start);
        const [from, to] = [there(start), there(end - 1)];
        const leak = segment.explain(Math.min(from, to), Math.max(from, to) + 1);
        return step === 1 ? leak : { ...leak, disguise: step === -1 ? 'reversed' : 'spaced' };
      },
    };
  }

  #stretchAt(offset: number): readonly [number, number, 1 | 2 | -1] {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle]![0] <= offset) low = middle + 1;
      else high = middle;
    }
    return this.#stretches[Math.max(0, low - 1)]!;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.length + more, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#bytes = larger;
  }
}
