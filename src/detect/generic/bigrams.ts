/** Whether letters stand together as they do in words: evidence in bits, from how often each pair of letters is seen in English text. */
import { pairBits } from './pair-bits.ts';

/** Positive where words are likelier than random letters, negative where random letters are; at most the first 200 characters count. */
export function wordEvidence(text: string): number {
  let bits = 0;
  let before = -1;
  for (let at = 0; at < text.length && at < 200; at++) {
    const letter = (text.charCodeAt(at) | 0x20) - 97;
    const isLetter = letter >= 0 && letter < 26 && text.charCodeAt(at) !== 64;
    if (isLetter && before >= 0) bits += (pairBits.charCodeAt(before * 26 + letter) - zero) / steps;
    before = isLetter ? letter : -1;
  }
  return bits;
}

/** How a pair's bits are written in `pairBits`: half bits up and down from `M`. */
const zero = 77;
const steps = 2;
