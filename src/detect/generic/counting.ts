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
  const encoded = /[A-Za-z0-9+/]{12,}={0,2}$/.exec(value)?.[0] ?? '';
  return shareOfSteps(Buffer.from(encoded, 'base64').toString('latin1')) >= 0.7;
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
