/** How a keyword looks inside base64 and hex text, so that encoded credentials are found at the price of a few more keywords. */

export interface EncodedForms {
  /** The characters that do not depend on the neighbours, for each of the three alignments and the usual letter cases. */
  readonly base64: readonly string[];
  readonly hex: string | undefined;
}

/** Shorter forms would stand in every second line of encoded data. */
const leastLength = 5;

export function encodedForms(keyword: string): EncodedForms {
  const cases = new Set([keyword, keyword.toLowerCase(), keyword.toUpperCase(), capitalise(keyword)]);
  const base64 = [...cases].flatMap((text) => [0, 1, 2].map((shift) => base64Core(text, shift)));
  const hex = Buffer.from(keyword.toLowerCase()).toString('hex');
  return {
    base64: [...new Set(base64)].filter((form) => form.length >= leastLength),
    // Folding compares 4x with 6x as unequal, so the upper-case form is not covered: encoded prefixes are of one case anyway.
    hex: keyword.length >= 4 && hex.length <= 46 ? Buffer.from(keyword).toString('hex') : undefined,
  };
}

/** Base64 of `text` behind `shift` unknown bytes, without the characters that hold bits of a neighbour. */
function base64Core(text: string, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor(((shift + text.length) * 8) / 6);
  return encoded.slice(first, last).slice(0, 46);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
