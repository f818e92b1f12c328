/** Undoes the escapes of string literals (`\"`, `\n`, `\u0041`, `\x41`) and URLs (`%41`), and knows where each byte came from. */

export interface PlainText {
  readonly bytes: Buffer;
  /** From an offset in `bytes` (its length included) to the offset in the escaped text. */
  place(offset: number): number;
}

/** Undefined where the text has no escapes. Backslashes are undone first; percent signs only in text without them. */
export function unescapeText(text: Buffer): PlainText | undefined {
  if (text.includes(92)) return replaceEscapes(text, 92, readBackslash);
  return text.includes(37) ? replaceEscapes(text, 37, readPercent) : undefined;
}

/** What stands at an escape: the bytes meant, and how many bytes long the escape is. */
type Escape = { readonly meant: readonly number[]; readonly length: number } | undefined;

function replaceEscapes(text: Buffer, sign: number, read: (text: Buffer, at: number) => Escape): PlainText | undefined {
  const bytes = Buffer.allocUnsafe(text.length);
  // Where what is copied begins in the plain text and in the escaped one, by turns; what an escape means stands between.
  const copies: number[] = [];
  let length = 0;
  let p = 0;
  for (let next = text.indexOf(sign); next >= 0; next = text.indexOf(sign, next + 1)) {
    const escape = read(text, next);
    // What is no escape stands for itself.
    if (escape === undefined) continue;
    copies.push(length, p);
    length += text.copy(bytes, length, p, next);
    for (const byte of escape.meant) {
      copies.push(length, next);
      bytes[length++] = byte;
    }
    p = next + escape.length;
    next = p - 1;
  }
  if (copies.length === 0) return undefined;
  copies.push(length, p);
  length += text.copy(bytes, length, p);
  return { bytes: bytes.subarray(0, length), place: (offset) => placeIn(copies, offset) };
}

/** Where a byte of the plain text came from: each of those that one escape means, from its beginning. */
function placeIn(copies: readonly number[], offset: number): number {
  let at = copies.length - 2;
  while (copies[at]! > offset) at -= 2;
  return copies[at + 1]! + offset - copies[at]!;
}

const simple = new Map([...'"\'\\/`'].map((character) => [character.charCodeAt(0), character.charCodeAt(0)]));
for (const [letter, code] of Object.entries({ n: 10, r: 13, t: 9, b: 8, f: 12 }))
  simple.set(letter.charCodeAt(0), code);

function readBackslash(text: Buffer, at: number): Escape {
  const next = text[at + 1];
  if (next === undefined) return undefined;
  if (next === 0x75) return readCodePoint(text, at);
  if (next === 0x78) return readHex(text, at, 4);
  const meant = simple.get(next);
  return meant === undefined ? undefined : { meant: [meant], length: 2 };
}

/** `\u0041`; halves of surrogate pairs are left as they are. */
function readCodePoint(text: Buffer, at: number): Escape {
  const digits = text.toString('latin1', at + 2, at + 6);
  if (!/^[0-9a-fA-F]{4}$/.test(digits)) return undefined;
  const character = String.fromCharCode(Number.parseInt(digits, 16));
  return /[\ud800-\udfff]/.test(character) ? undefined : { meant: [...Buffer.from(character)], length: 6 };
}

function readPercent(text: Buffer, at: number): Escape {
  return readHex(text, at, 3);
}

/** Two hex digits at the end of an escape of `length` bytes. */
function readHex(text: Buffer, at: number, length: number): Escape {
  const digits = text.toString('latin1', at + length - 2, at + length);
  return /^[0-9a-fA-F]{2}$/.test(digits) ? { meant: [Number.parseInt(digits, 16)], length } : undefined;
}

/** Whether `\n`, `\r`, `\t` or a terminal's colour (`[1;31m`) ends at `at`: its last letter is none of a word's. As in prefilter/probe.asm.ts. */
export function endsEscape(text: Buffer, at: number): boolean {
  return /\\[nrt]$|\[[\d;]{0,9}m$/.test(text.toString('latin1', Math.max(0, at - 12), at));
}
