/** Text that is in a log in a form in which nobody could find it: wrapped at a terminal's width, backwards, or with blanks in between. */
import type { Chunk } from '../../types.ts';
import { AsideText } from './aside-text.ts';
import { findDisguises, finds } from './log-engine.ts';
import type { LogSegment } from './segment.ts';

/** Bytes behind the owned range that are looked at, for what begins in it and is wrapped. */
const reachBehind = 4096;
const longestJoined = 256 * 1024;

/** Chunks of all that stands in the segment's owned range in such a form. */
export function collectAsides({ path, origin, bytes, owned, log }: LogSegment): Chunk[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const plain = new AsideText();
  /** Long data of an encoder: any short token could stand in it by chance. */
  const encoded = new AsideText();
  const [first, stop] = linesAround(text, owned);
  const found = findDisguises(text.subarray(first, stop));
  let joined: Line[] = [];
  for (let at = 0; at < found.length; at += 3) {
    const kind = found[at];
    const line: Line = [first + found[at + 1]!, first + found[at + 2]!];
    if (kind === finds.wrapped || kind === finds.goesOn) joined.push(line);
    else if (kind === finds.ends || kind === finds.dataEnds) {
      takeJoined(text, joined, kind === finds.ends ? plain : encoded);
      joined = [];
    } else if (kind === finds.spaced) takeSpaced(text, line, plain);
    else takeBackward(text, line, plain);
  }
  return [
    ...(plain.length === 0 ? [] : [{ path, origin, bytes: plain.text, log: plain.logOf(log) }]),
    ...(encoded.length === 0
      ? []
      : [{ path, origin, bytes: encoded.text, log: encoded.logOf(log), encodedOnly: true }]),
  ];
}

/** Where the lines begin and end that may hold something which begins in the owned range. */
function linesAround(text: Buffer, [from, end]: readonly [number, number]): readonly [number, number] {
  const first = from === 0 ? 0 : text.lastIndexOf(10, from - 1) + 1;
  const newline = text.indexOf(10, Math.min(text.length, end + reachBehind) - 1);
  return [first, newline < 0 ? text.length : newline + 1];
}

/** Bytes [from, end) of a line, without its end. */
type Line = readonly [from: number, end: number];

/** Adds the lines as one. */
function takeJoined(text: Buffer, lines: readonly Line[], aside: AsideText): void {
  const start = aside.length;
  for (const [from, end] of lines) {
    if (aside.length - start > longestJoined) break;
    aside.add(text.subarray(from, end), from, 1);
  }
  if (aside.length > start) aside.endLine();
}

function takeSpaced(text: Buffer, [from, end]: Line, aside: AsideText): void {
  aside.add(everySecond(text, from, end), from, 2);
  aside.endLine();
}

function takeBackward(text: Buffer, [from, end]: Line, aside: AsideText): void {
  aside.add(Buffer.from(text.subarray(from, end)).reverse(), end, -1);
  aside.endLine();
}

function everySecond(text: Buffer, from: number, end: number): Buffer {
  const token = Buffer.allocUnsafe((end - from + 1) >> 1);
  for (let at = 0; at < token.length; at++) token[at] = text[from + 2 * at]!;
  return token;
}
