/** The gap between a name and its value (AssemblyScript): what assigns, with quotes and blanks around it. */
import { BLANK, CLOSER, OPERATOR, QUOTE, classOf, isNewline } from './classes.asm';

/** Of the gap between a name and its value that was read last. */
export let operators: i32 = 0;
export let blanks: i32 = 0;
export let isList: bool = false;

/** Past quotes, blanks and operators, `or` and `to` among them; sets `operators`, `blanks` and `isList`. A line may end behind a tag. */
export function skipGap(from: usize, end: usize): usize {
  operators = 0;
  blanks = 0;
  isList = false;
  let tag = false;
  let p = from;
  for (; p < end; p++) {
    const c = classOf(p);
    if (c & OPERATOR) {
      operators++;
      tag = load<u8>(p) == 0x3e;
      isList = load<u8>(p) == 0x2c;
    } else if (c & BLANK) blanks++;
    else if (c & QUOTE || (c & CLOSER && operators == 0)) continue;
    else if (tag && isNewline(load<u8>(p))) continue;
    else if (operators == 0 && (isCompound(load<u16>(p)) || load<u16>(p) == 0x5d5b)) continue;
    else if (operators == 0 && (blanks == 1 && isOr(p) || isArrow(load<u16>(p)))) {
      operators = 1;
      p++;
    } else break;
  }
  return p;
}

/** `or `, behind a blank: what stands in for a missing value; or `to `, what a key is mapped to. */
// @ts-ignore: decorator
@inline
function isOr(p: usize): bool {
  return (load<u16>(p) == 0x726f || load<u16>(p) == 0x6f74) && load<u8>(p, 2) == 0x20;
}

/** `<-` of R, `->` of maps in Scala, `{"` of what C++ initialises. */
// @ts-ignore: decorator
@inline
function isArrow(pair: u16): bool {
  return pair == 0x2d3c || pair == 0x3e2d || pair == 0x227b;
}

/** `.=`, `+=`, `!=`; and `[]` is skipped as they are. */
// @ts-ignore: decorator
@inline
function isCompound(pair: u16): bool {
  return pair == 0x3d2e || pair == 0x3d2b || pair == 0x3d21;
}
