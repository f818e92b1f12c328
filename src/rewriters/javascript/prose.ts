/** Strings in which a value is only mentioned: a program that loaded it would print the secret into a sentence. */

/** Whether what is around the value is a sentence: four plain words in a row on either side of it. */
export function isProse({ before, after }: { readonly before: string; readonly after: string }): boolean {
  const sentence = /(?:^|[\s(])[A-Za-z']?[a-z']+(?:,? [a-z']+){3,}(?=$|[\s.,;:!?)])/;
  return (
    sentence.test(before.trimEnd()) ||
    sentence.test(after.trimStart()) ||
    sentence.test(`${before} ${after}`.replaceAll(/\s+/g, ' '))
  );
}

/** JSON as text: its fields are to be set after it was parsed. */
export function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
