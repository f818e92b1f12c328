/** JSON as tsconfig.json has it: comments and commas at the end are allowed; what cannot be read is undefined. */

export function parseJsonWithComments(text: string): unknown {
  const token = /"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
  const plain = text.replace(/^\uFEFF/, '').replaceAll(token, (found) => (found.startsWith('"') ? found : ' '));
  const strict = plain.replaceAll(/("(?:[^"\\]|\\[^])*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? '');
  try {
    return JSON.parse(strict);
  } catch {
    return undefined;
  }
}
