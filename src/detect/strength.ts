/** How hard a value is to guess, estimated from below: what looks like words, runs or dates counts for little. */

/**
 * Bits of guessing work, a careful estimate. Vendor prefixes count nothing, words 2 bits a letter, repeats and counting runs
 * 1 bit a character, digits in a row at most 2, anything else the size of its class; and never more than Shannon entropy says.
 */
export function estimateBits(value: string): number {
  const random = value.replace(structuralPrefix, '').slice(0, enough);
  const spelled = [...random.matchAll(piece)].reduce((bits, [text]) => bits + pieceBits(text), 0);
  return Math.min(spelled, shannonBits(random));
}

const structuralPrefix = /^(?:[A-Za-z0-9]{2,12}[-_.]){1,3}(?=[^-_.]{12})/;
/** A value that long is strong or it never is. */
const enough = 256;
const piece = /[A-Z]?[a-z]{3,}|[A-Z]{4,}|\d+|[^]/g;

function pieceBits(text: string): number {
  if (/^\d+$/.test(text)) return digitBits(text);
  if (text.length > 1) return isPredictable(text) ? text.length : 2 * text.length;
  if (/[A-Za-z]/.test(text)) return 4;
  return 3;
}

/** Up to four digits are a year or a PIN; long rows are random only where they do not count up or repeat. */
function digitBits(digits: string): number {
  if (isPredictable(digits)) return digits.length;
  return digits.length <= 2 ? 3 * digits.length : 2 * digits.length;
}

/** More than half of the steps are to the same or the next character. */
function isPredictable(text: string): boolean {
  let steps = 0;
  for (let at = 1; at < text.length; at++) {
    if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) steps++;
  }
  return steps * 2 > text.length - 1;
}

function shannonBits(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits += count * Math.log2(text.length / count);
  return bits;
}
