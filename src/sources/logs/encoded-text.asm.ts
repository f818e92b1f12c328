/** Tells text from data in what an encoder made (AssemblyScript), by its first twelve characters. */

/** Table of 256 bytes, which log-engine.ts fills: what each character of base64 stands for, 0 for others. */
// @ts-ignore: decorator
@inline const SEXTETS: usize = 0x200;

/** Encoders end their lines between two groups, so that a line can be decoded from its beginning. */
export function beginsWithText(from: usize): bool {
  if (isTextGroup(from) && isTextGroup(from + 4) && isTextGroup(from + 8)) return true;
  for (let p = from; p < from + 12; p += 2) if (!isHexOfText(p)) return false;
  return true;
}

function isTextGroup(at: usize): bool {
  const bits = (sextet(at) << 18) | (sextet(at + 1) << 12) | (sextet(at + 2) << 6) | sextet(at + 3);
  return isPrintable(bits >>> 16) && isPrintable((bits >>> 8) & 255) && isPrintable(bits & 255);
}

// @ts-ignore: decorator
@inline
function sextet(at: usize): u32 {
  return <u32>load<u8>(SEXTETS + <usize>load<u8>(at));
}

// @ts-ignore: decorator
@inline
function isPrintable(byte: u32): bool {
  return byte - 32 < 95 || byte - 9 < 5;
}

/** Digits 2 to 7 begin what is printable; line ends begin with 0. */
function isHexOfText(at: usize): bool {
  const high = load<u8>(at) - 0x30;
  const low = load<u8>(at, 1);
  return high - 2 < 6 || (high == 0 && (low == 0x61 || low == 0x64));
}
