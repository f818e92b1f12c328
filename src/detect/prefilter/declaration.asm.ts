/** Declarations (AssemblyScript): a name whose value stands behind a type, in an attribute, in the next tag or in the next line. */
import { BLANK, NAME, QUOTE, classOf, isNewline, skipSpace } from './classes.asm';
import { blanks, operators } from './gap.asm';

/** Where the quoted value of `name: type = "`, `name type = "`, `name" value="` begins, or that of `name`'s next tag or line; or 0. */
export function skipDeclaration(nameEnd: usize, at: usize, high: usize): usize {
  const byte = load<u8>(at);
  if (byte == 0x3c) return operators == 0 ? skipTag(at, high) : skipValueTag(at, high);
  if (isNewline(byte)) return operators == 0 ? skipValueLine(at, high) : 0;
  if (at == nameEnd || blanks == 0 || !(classOf(at) & NAME || byte == 0x26)) return 0;
  let p = skipType(skipLifetime(at, high), min(at + 48, high));
  while (p < high && classOf(p) & BLANK) p++;
  if (load<u8>(p) == 0x3a) p++;
  if (load<u8>(p) != 0x3d || load<u8>(p + 1) == 0x3d) return 0;
  p++;
  while (p < high && classOf(p) & BLANK) p++;
  return p < high && classOf(p) & QUOTE ? p + 1 : 0;
}

/** Past `&'static `, and past `As ` before the name of a type. */
function skipLifetime(at: usize, high: usize): usize {
  if (at + 16 > high) return at;
  if (load<u64>(at) == 0x6369746174732726 && load<u8>(at, 8) == 0x20) return at + 9;
  return (load<u16>(at) | 0x2020) == 0x7361 && load<u8>(at, 2) == 0x20 ? at + 3 : at;
}

/** Names, and `* & ? < > [ ]`. */
function skipType(from: usize, end: usize): usize {
  let p = from;
  for (; p < end; p++) {
    const byte = load<u8>(p);
    if (classOf(p) & NAME || byte == 0x2a || byte == 0x26 || byte == 0x3f) continue;
    if (byte == 0x3c || byte == 0x3e || byte == 0x5b || byte == 0x5d) continue;
    break;
  }
  return p;
}

/** `<value>`. */
function skipValueTag(at: usize, high: usize): usize {
  return at + 7 <= high && load<u32>(at) == 0x6c61763c && load<u32>(at, 3) == 0x3e65756c ? at + 7 : 0;
}

/** `</key>`, blanks, `<string>`; `</name>`, blanks, `<value>`. */
function skipTag(at: usize, high: usize): usize {
  if (at + 16 > high) return 0;
  if (load<u32>(at) == 0x616e2f3c) {
    const value = skipSpace(at + 7, min(at + 40, high));
    return load<u32>(at, 3) == 0x3e656d61 ? skipValueTag(value, high) : 0;
  }
  if (load<u32>(at) != 0x656b2f3c || load<u16>(at, 4) != 0x3e79) return 0;
  const p = skipSpace(at + 6, min(at + 40, high));
  return p + 8 <= high && load<u64>(p) == 0x3e676e697274733c ? p + 8 : 0;
}

/** A new line, then `value` and an operator, in quotes or where texts need none. */
function skipValueLine(at: usize, high: usize): usize {
  let p = skipSpace(at, min(at + 40, high));
  if (p + 8 > high) return 0;
  if ((load<u32>(p) | 0x20202020) != 0x756c6176 || (load<u8>(p, 4) | 0x20) != 0x65) return 0;
  p += 5;
  while (p < high && classOf(p) & BLANK) p++;
  if (load<u8>(p) != 0x3a && load<u8>(p) != 0x3d) return 0;
  p++;
  while (p < high && classOf(p) & BLANK) p++;
  return p < high && classOf(p) & QUOTE ? p + 1 : p;
}
