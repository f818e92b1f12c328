/** Makes text from a repository harmless where it is shown: what would move a cursor, hide or reorder text, or be markup becomes visible. */

/** One line: every control, bidi, invisible and line-breaking character as `\n`, `\x1b` or `\u{202e}`, and no command for the CI service whose log it gets into. */
export function escapeLine(text: string): string {
  return escapeCharacters(text).replaceAll(commandAnywhere, '\\x23').replace(commandAtStart, '$1\\x3a');
}

/** Source code in a frame, behind its number: as escapeLine, but tabs become two blanks, as columns are not counted there. */
export function escapeCodeLine(text: string): string {
  return escapeCharacters(text.replaceAll('\t', '  ')).replaceAll(commandAnywhere, '\\x23');
}

/** A line of a patch, which must stay what the file has: the characters alone. */
export function escapeCharacters(text: string): string {
  return text.replace(dangerous, (char) => named[char] ?? escapeCode(char.codePointAt(0) ?? 0));
}

/** JSON text, in which commands for CI services, control characters beyond ASCII, bidi and invisible characters are written as \u escapes. Means the same JSON. */
export function escapeJson(json: string): string {
  return json
    .replaceAll(commandAnywhere, '\\u0023')
    .replace(dangerous, (char) =>
      Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
        '',
      ),
    );
}

/** Wherever in a line it stands: `##vso[` (Azure Pipelines), `##[` (GitHub's older form), `##teamcity[`. */
const commandAnywhere = /#(?=#\w*\[)/g;
/** GitHub's `::`, where a line begins. */
const commandAtStart = /^(\s*):(?=:)/;

/** Patterns and paths may come from the scanned repository: their words are words, not markup. One line. */
export function escapeMarkdown(text: string): string {
  return escapeLine(text).replaceAll(/[\\`*_{}[\]<>#|~!&@$]/g, '\\$&');
}

/** An address that may become a link, percent-encoded; undefined for what is none, or leads elsewhere than to a page. */
export function toLink(address: string): string | undefined {
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : undefined;
}

/** JSON of a value, safe to print. */
export function toJson(value: unknown): string {
  return escapeJson(JSON.stringify(value));
}

/**
 * Controls (C0, DEL, C1), soft hyphen, Arabic letter mark, Hangul fillers, zero-width and direction marks, line and paragraph
 * separators, bidi embeddings and isolates, byte order mark, interlinear marks, tag characters, lone surrogates.
 */
const dangerous =
  /[\u034f\u17b4\u17b5\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\u{e0000}-\u{e0fff}]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCode(code: number): string {
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
