/** Whether somebody made a value up by counting: such values have all that random ones have, but nobody drew them. */

/** Its letters alone, or its digits alone, come one after the other: `a1b2c3d4e5f6`, `ABC123DEF456`; or the bytes that it encodes do. */
export function countsUp(value: string): boolean {
  const lower = value.toLowerCase();
  const letters = lower.replaceAll(/[^a-z]/g, '');
  // Neighbours come by chance more often among ten digits or six letters than among twenty-six.
  const isOften = shareOfSteps(letters) >= (/[g-z]/.test(letters) ? 0.4 : 0.7);
  return isOften || shareOfSteps(lower.replaceAll(/[^0-9]/g, '')) >= 0.7 || encodesRun(value);
}

/** Base64 of bytes that count up: nobody drew that, even where the vendor's form holds. */
export function encodesRun(value: string): boolean {
  const encoded = base64AtEnd(value);
  return encoded.length >= 12 && shareOfSteps(Buffer.from(encoded, 'base64').toString('latin1')) >= 0.7;
}

/** Read from the end: an expression would look for it from each character on, and values may have thousands. */
function base64AtEnd(value: string): string {
  const end = value.length - (/={1,2}$/.exec(value.slice(-2))?.[0].length ?? 0);
  let start = end;
  while (start > 0 && /[A-Za-z0-9+/]/.test(value.charAt(start - 1))) start--;
  return value.slice(start, end);
}

/** How many characters come next after the one before them; 0 for short texts. */
function shareOfSteps(text: string): number {
  let steps = 0;
  for (let at = 1; at < text.length; at++) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    if (step === 1 || step === -9 || step === -25) steps++;
  }
  return text.length < 8 ? 0 : steps / (text.length - 1);
}
