/** Logs that are JSON (CircleCI's step output, Docker's json-file): their messages as one text, with the way back to the bytes. */
import { utf16Length } from '../../detect/position.ts';
import type { Position } from '../../types.ts';
import type { Pieces } from '../archive/pieces.ts';
import type { DecodedBlock } from './clean.ts';
import { PlaceMap } from './places.ts';

/** Whether a log begins as a list of objects, or lines of objects, with one of the fields that hold messages. */
export function isJsonLog(head: string): boolean {
  return (
    /^\s*\[?\s*\{\s*"(?:message|log|time|type|stream|truncated|index|step)"\s*:/.test(head) &&
    /"(?:message|log)"\s*:\s*"/.test(head)
  );
}

/** Messages follow each other without a break, as the services cut them anywhere. */
const messages = new Set(['message', 'log']);
/** Fields that say nothing. Any others are read as lines of their own. */
const dull = new Set(['time', 'type', 'stream', 'timestamp']);

const quote = 0x22;
const backslash = 0x5c;

/** Blocks of messages' text. Ends quietly where the JSON does, whole or not. */
export async function* decodeMessages(pieces: Pieces, start: Position): AsyncGenerator<DecodedBlock> {
  const reader = new MessageReader(start);
  for await (const piece of pieces) yield reader.read(piece);
}

type State = 'outside' | 'string' | 'escape';

class MessageReader {
  #state: State = 'outside';
  /** The last string that was read outside of a value, or the name of the field whose value comes next. */
  #name = '';
  #field: string | undefined;
  /** What has come of the escape so far, behind the backslash. */
  #escape = '';
  #escapeStart: Position;
  #highHalf = '';
  #place: Position;
  #base = 0;

  constructor(start: Position) {
    this.#place = start;
    this.#escapeStart = start;
  }

  read(piece: Uint8Array): DecodedBlock {
    const out = new Draft(piece.length, this.#base);
    for (let p = 0; p < piece.length; p++) {
      const byte = piece[p]!;
      this.#step(byte, out);
      this.#advance(piece, p);
    }
    this.#base += out.length;
    return { bytes: out.bytes.subarray(0, out.length), start: this.#place, places: out.places, base: out.base };
  }

  #step(byte: number, out: Draft): void {
    if (this.#state === 'outside') this.#stepOutside(byte, out);
    else if (this.#state === 'escape') this.#stepEscape(byte, out);
    else if (byte === backslash) this.#beginEscape();
    else if (byte === quote) this.#endString(out);
    else if (this.#field === undefined) this.#name += this.#name.length < 64 ? String.fromCharCode(byte) : '';
    else if (!dull.has(this.#field)) out.put(byte, this.#place);
  }

  #stepOutside(byte: number, out: Draft): void {
    if (byte === 0x3a) this.#field = this.#name;
    else if (byte === 0x2c || byte === 0x7b || byte === 0x7d || byte === 0x5b || byte === 0x5d) this.#field = undefined;
    else if (byte === quote) {
      this.#state = 'string';
      if (this.#field === undefined) this.#name = '';
      else if (this.#isOwnLine) out.write(`\n${this.#field}: `, this.#place);
    }
  }

  get #isOwnLine(): boolean {
    return this.#field !== undefined && !messages.has(this.#field) && !dull.has(this.#field);
  }

  #endString(out: Draft): void {
    this.#state = 'outside';
    if (this.#isOwnLine) out.write('\n', this.#place);
  }

  #beginEscape(): void {
    this.#state = 'escape';
    this.#escape = '';
    this.#escapeStart = this.#place;
  }

  #stepEscape(byte: number, out: Draft): void {
    this.#escape += String.fromCharCode(byte);
    if (this.#escape.startsWith('u') && this.#escape.length < 5) return;
    this.#state = 'string';
    if (this.#field === undefined || dull.has(this.#field)) return;
    const unit = unescape(this.#escape);
    if (/^[\ud800-\udbff]$/.test(unit)) {
      this.#highHalf = unit;
      return;
    }
    out.write(this.#highHalf + unit, this.#escapeStart);
    this.#highHalf = '';
  }

  #advance(piece: Uint8Array, p: number): void {
    const byte = piece[p]!;
    const { offset, line, column } = this.#place;
    if (byte === 10) this.#place = { offset: offset + 1, line: line + 1, column: 1 };
    else {
      const units = (byte & 0xc0) === 0x80 ? 0 : byte < 0xf0 ? 1 : utf16Length(piece, p, p + 1) + 1;
      this.#place = { offset: offset + 1, line, column: column + units };
    }
  }
}

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescape(escape: string): string {
  if (escape.startsWith('u')) return String.fromCharCode(Number.parseInt(escape.slice(1), 16) || 0xfffd);
  return named[escape] ?? escape;
}

/** A block in the making: an entry wherever the text does not go on byte by byte. */
class Draft {
  readonly places = new PlaceMap();
  readonly base: number;
  bytes: Buffer;
  length = 0;
  /** Offset in the file of the byte that would go on without an entry. */
  #expected = -1;

  constructor(size: number, base: number) {
    this.bytes = Buffer.allocUnsafe(size * 2 + 256);
    this.base = base;
  }

  put(byte: number, place: Position): void {
    this.#reserve(1);
    if (place.offset !== this.#expected) this.places.add(this.base + this.length, place);
    this.bytes[this.length++] = byte;
    // A newline in the file's own line would be counted as one of the file.
    this.#expected = byte === 10 ? -1 : place.offset + 1;
  }

  write(text: string, place: Position): void {
    const bytes = Buffer.from(text);
    this.#reserve(bytes.length);
    this.places.add(this.base + this.length, place);
    bytes.copy(this.bytes, this.length);
    this.length += bytes.length;
    this.#expected = -1;
  }

  #reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length + more)]);
  }
}
