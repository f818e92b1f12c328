/** XML 1.0 text that holds anything a repository may: characters that XML does not know become visible escapes. */
import { escapeLine } from './escape.ts';

/** For element content and attribute values; line ends in content stay where they are ours. */
export function escapeXml(text: string): string {
  return text.split('\n').map(escapeXmlLine).join('\n');
}

/** The same for one line: a line end in it is shown, not made. */
export function escapeXmlLine(text: string): string {
  return escapeLine(text)
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
