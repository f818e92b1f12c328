/** How a keyword looks inside base64 and hex text, so that encoded credentials are found at the price of a few more keywords. */

/** More characters would not make a form rarer, but make more forms of it. */
const longestForm = 12;
/** Shorter forms would stand in every second line of encoded data. */
const shortestForm = 5;

export interface EncodedForms {
  /** The characters that do not depend on the neighbours, for each of the three alignments and the usual letter cases; to be compared with case. */
  readonly base64: readonly string[];
  /** Of the usual letter cases; the digits themselves are compared without case. */
  readonly hex: readonly string[];
}

/** With `exact`, of the keyword as it is alone. */
export function encodedForms(keyword: string, exact = false): EncodedForms {
  const cases = exact ? [keyword] : [keyword, keyword.toLowerCase(), keyword.toUpperCase(), capitalise(keyword)];
  const base64 = cases.flatMap((text) => [0, 1, 2].map((shift) => base64Core(text, shift)));
  const hex = keyword.length < 4 ? [] : cases.map((text) => Buffer.from(text).toString('hex').slice(0, longestForm));
  return { base64: [...new Set(base64)].filter((form) => form.length >= shortestForm), hex: [...new Set(hex)] };
}

/** Base64 of `text` behind `shift` unknown bytes, without the characters that hold bits of a neighbour. */
function base64Core(text: string, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor(((shift + text.length) * 8) / 6);
  return encoded.slice(first, last).slice(0, longestForm);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
