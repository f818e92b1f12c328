/** Logs that are JSON (CircleCI's step output, Docker's json-file): their messages as one text, with the way back to the bytes. */
import type { Pieces } from '../archive/pieces.ts';
import { wholeCharacters } from './blocks.ts';
import type { LogBlock } from './clean.ts';
import { wholeLength } from './log-engine.ts';
import { jump, type Jumps } from './places.ts';

/** Whether a log begins as a list of objects, or lines of objects, with one of the fields that hold messages. */
export function isJsonLog(head: string): boolean {
  // The blanks are taken away first, as two looks at them in one expression cost their square.
  return (
    /^(?:\[\s*)?\{\s*"(?:message|log|time|type|stream|truncated|index|step)"\s*:/.test(head.trimStart()) &&
    /"(?:message|log)"\s*:\s*"/.test(head)
  );
}

/** Messages follow each other without a break, as the services cut them anywhere. */
const messages = new Set(['message', 'log']);
/** Fields that say nothing. Any others are read as lines of their own. */
const dull = new Set(['time', 'type', 'stream', 'timestamp']);
const longestName = 64;

const quote = 0x22;
const backslash = 0x5c;

/** Segments begin at blocks: with small ones, they share no more than they must. */
const blockSize = 128 * 1024;

/** Blocks of messages' text. Ends quietly where the JSON does, whole or not. */
export async function* decodeMessages(pieces: Pieces): AsyncGenerator<LogBlock> {
  const reader = new MessageReader();
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += blockSize) {
      const all = Buffer.concat([rest, piece.subarray(from, from + blockSize)]);
      const block = reader.readWhole(all.subarray(0, wholeCharacters(all, all.length)));
      rest = all.subarray(block.raw.length);
      yield block;
    }
  }
  if (rest.length > 0) yield reader.read(Buffer.from(rest));
}

interface MessageBlock extends LogBlock {
  readonly raw: Buffer;
  readonly jumps: Jumps;
}

class MessageReader {
  #inString = false;
  /** The last string that was read outside of a value, or the name of the field whose value comes next. */
  #name = '';
  #field: string | undefined;
  /** The first half of a character, of which the second half is still to come. */
  #highHalf = '';

  /** Reads as many of the bytes as make text of which nothing is cut. */
  readWhole(bytes: Buffer): MessageBlock {
    const before = [this.#inString, this.#name, this.#field, this.#highHalf] as const;
    const block = this.read(bytes);
    const whole = wholeLength(block.bytes);
    if (whole === block.bytes.length) return block;
    [this.#inString, this.#name, this.#field, this.#highHalf] = before;
    return this.read(bytes.subarray(0, jump(whole, block.jumps)));
  }

  /** Reads all of the bytes but an escape that is cut at their end. */
  read(bytes: Buffer): MessageBlock {
    const out = new Draft(bytes);
    let p = 0;
    while (p < bytes.length) {
      if (!this.#inString) {
        this.#stepOutside(bytes[p]!, p++, out);
        continue;
      }
      const end = endOfPlain(bytes, p);
      this.#takePlain(bytes, [p, end], out);
      p = end;
      if (bytes[p] === quote) this.#endString(p++, out);
      else if (p < bytes.length) {
        const length = bytes[p + 1] === 0x75 ? 6 : 2;
        if (p + length > bytes.length) break;
        this.#takeEscape(bytes.toString('latin1', p + 1, p + length), p, out);
        p += length;
      }
    }
    return { bytes: out.text, raw: bytes.subarray(0, p), jumps: Uint32Array.from(out.jumps) };
  }

  #stepOutside(byte: number, at: number, out: Draft): void {
    if (byte === 0x3a) this.#field = this.#name;
    else if (byte === 0x2c || byte === 0x7b || byte === 0x7d || byte === 0x5b || byte === 0x5d) this.#field = undefined;
    else if (byte === quote) {
      this.#inString = true;
      if (this.#field === undefined) this.#name = '';
      else if (this.#isOwnLine) out.write(`\n${this.#field}: `, at);
    }
  }

  get #isOwnLine(): boolean {
    return this.#field !== undefined && !messages.has(this.#field) && !dull.has(this.#field);
  }

  #takePlain(bytes: Buffer, [from, end]: readonly [number, number], out: Draft): void {
    if (from === end) return;
    if (this.#field === undefined)
      this.#name = (this.#name + bytes.toString('latin1', from, end)).slice(0, longestName);
    else if (!dull.has(this.#field)) {
      // Half a character that nothing completes.
      if (this.#highHalf !== '') out.write(this.#highHalf, from);
      this.#highHalf = '';
      out.copy(from, end);
    }
  }

  #endString(at: number, out: Draft): void {
    this.#inString = false;
    if (this.#isOwnLine) out.write('\n', at);
  }

  /** `escape`: what stands behind the backslash. */
  #takeEscape(escape: string, at: number, out: Draft): void {
    if (this.#field === undefined || dull.has(this.#field)) return;
    const unit = unescape(escape);
    if (/^[\ud800-\udbff]$/.test(unit)) {
      this.#highHalf = unit;
      return;
    }
    out.write(this.#highHalf + unit, at);
    this.#highHalf = '';
  }
}

/** Where the string's next quote or backslash stands, or the bytes end. */
function endOfPlain(bytes: Buffer, from: number): number {
  let p = from;
  for (; p < bytes.length; p++) {
    const byte = bytes[p];
    if (byte === quote || byte === backslash) break;
  }
  return p;
}

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescape(escape: string): string {
  if (escape.startsWith('u')) return String.fromCharCode(Number.parseInt(escape.slice(1), 16) || 0xfffd);
  return named[escape] ?? escape;
}

/** A text in the making, with a jump wherever it does not go on byte by byte. */
class Draft {
  readonly jumps: number[] = [];
  readonly #raw: Buffer;
  #bytes: Buffer;
  #length = 0;
  /** Offset in the file's bytes at which the text would go on without a jump. */
  #expected = -1;

  constructor(raw: Buffer) {
    this.#raw = raw;
    this.#bytes = Buffer.allocUnsafe(raw.length + 1024);
  }

  get text(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  copy(from: number, end: number): void {
    this.#reserve(end - from);
    if (from !== this.#expected) this.jumps.push(this.#length, from);
    this.#raw.copy(this.#bytes, this.#length, from, end);
    this.#length += end - from;
    this.#expected = end;
  }

  write(text: string, at: number): void {
    this.#reserve(text.length * 3);
    this.jumps.push(this.#length, at);
    this.#length += this.#bytes.write(text, this.#length);
    this.#expected = -1;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    this.#bytes = Buffer.concat([this.#bytes, Buffer.allocUnsafe(this.#bytes.length + more)]);
  }
}
