/** The probe for an assignment (AssemblyScript): the keyword is part of a name, and a value is assigned to it. */
import { BLANK, DIGIT, ENDS, NAME, QUOTE, classOf, skipName } from './classes.asm';
import { skipDeclaration } from './declaration.asm';
import { blanks, isList, operators, skipGap } from './gap.asm';

/** The value that the last probe found. */
export let valueStart: usize = 0;
export let valueEnd: usize = 0;

/** Whether values of the text that is scanned stand without quotes. */
let isBare: bool = false;

export function setBare(bare: bool): void {
  isBare = bare;
}

// @ts-ignore: decorator
@inline
export function forgetValue(): void {
  valueStart = 0;
  valueEnd = 0;
}

/**
 * A name, or the rest of one, then what assigns (an operator between optional quotes and blanks, a type and `=`, `value=`, the tag or the line of a value;
 * a blank alone after a flag's name), then a value that is long enough, with a digit in it, or in quotes, or where texts need none.
 * Sets valueStart and valueEnd.
 */
export function isAssignment(from: usize, high: usize, isPassword: bool): bool {
  let p = skipName(from, min(from + 48, high));
  const nameEnd = p;
  p = skipGap(p, min(p + 40, high));
  if (p >= high || operators > 4) return false;
  let quoted = false;
  const declared = operators < 2 ? skipDeclaration(nameEnd, p, high) : 0;
  if (declared != 0) {
    p = declared;
    quoted = true;
  } else {
    if (operators == 0 && (blanks == 0 || blanks > 2)) return false;
    quoted = p > nameEnd && (classOf(p - 1) & QUOTE) != 0;
    const inner =
      operators == 0 && load<u8>(p) != 0x40 || quoted && !isList ? 0 : isList ? skipNextKey(p, high) : skipConversion(p, high);
    if (inner != 0) {
      p = inner;
      quoted = true;
    }
  }
  valueStart = p;
  let digit = false;
  const stop = min(p + 600, high);
  const quote = quoted ? load<u8>(p - 1) : 0;
  while (p < stop) {
    const c = classOf(p);
    // Between quotes, those of another kind belong to the value.
    if (c & ENDS && (quote == 0 || !(c & QUOTE) || load<u8>(p) == quote)) break;
    if (c & DIGIT) digit = true;
    p++;
  }
  valueEnd = p;
  const length = p - valueStart;
  if (isPassword) return length >= 3 && (quoted || digit || isBare);
  // The first of two arguments is a user, whose name may be short.
  return length >= (quoted && load<u8>(valueStart - 2) == 0x28 ? 3 : 6) && (quoted || digit);
}

/** Where the quoted value of `"name", key: "` or `"name", key="` begins, or 0. */
function skipNextKey(at: usize, high: usize): usize {
  let p = skipName(at, min(at + 16, high));
  if (p == at) return 0;
  if (p < high && classOf(p) & QUOTE) p++;
  while (p < high && classOf(p) & BLANK) p++;
  if (p + 1 >= high || (load<u8>(p) != 0x3a && load<u8>(p) != 0x3d)) return 0;
  p++;
  while (p < high && classOf(p) & BLANK) p++;
  return p < high && classOf(p) & QUOTE ? p + 1 : 0;
}

/** Where the text in `b"`, `@"`, `[]byte("`, `String("` begins, or 0. */
function skipConversion(at: usize, high: usize): usize {
  const end = min(at + 24, high);
  let p = at;
  while (p < end && isOfConversion(p)) p++;
  if (p >= end || p == at) return 0;
  if (load<u8>(p) == 0x28) return p + 1 < high && classOf(p + 1) & QUOTE ? p + 2 : 0;
  return p - at <= 2 && classOf(p) & QUOTE ? p + 1 : 0;
}

/** Names, and `@ [ ] :`. */
// @ts-ignore: decorator
@inline
function isOfConversion(p: usize): bool {
  const byte = load<u8>(p);
  return (classOf(p) & NAME) != 0 || byte == 0x40 || byte == 0x5b || byte == 0x5d || byte == 0x3a;
}
