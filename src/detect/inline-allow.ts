/** Allow comments: `unleak:allow [rule] [reason]` on a secret's line, `unleak:allow-next-line` before it, and two peers' forms of the same. */

/** How much of a line is looked at on either side of the value, in bytes. */
const reach = 1000;

/**
 * The reason given by the comment that allows the value in bytes [start, end), '' where it gives none, undefined where there is no
 * such comment or it names another rule.
 */
export function allowReason(
  bytes: Buffer,
  span: { start: number; end: number },
  isRule: (word: string) => RuleMatch,
): string | undefined {
  const from = Math.max(0, span.start - 2 * reach);
  const window = bytes.toString('latin1', from, Math.min(bytes.length, span.end + reach));
  if (!window.includes('allow')) return undefined;
  const lineStart = window.lastIndexOf('\n', span.start - from - 1) + 1;
  const before = window.slice(window.lastIndexOf('\n', lineStart - 2) + 1, Math.max(0, lineStart - 1));
  const lineEnd = window.indexOf('\n', span.end - from);
  const line = window.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  return readComment(line, sameLine, isRule) ?? readComment(before, nextLine, isRule);
}

/** `this`: the rule of the match; `other`: another rule; `none`: no rule's name. */
export type RuleMatch = 'this' | 'other' | 'none';

const sameLine = /unleak:allow(?!-next)(?<rest>[^\n]*)|gitleaks:allow|pragma: ?allowlist secret/i;
const nextLine = /unleak:allow-next-line(?<rest>[^\n]*)|pragma: ?allowlist nextline secret/i;

function readComment(line: string, form: RegExp, isRule: (word: string) => RuleMatch): string | undefined {
  const comment = form.exec(line);
  if (comment === null) return undefined;
  const rest = (comment.groups?.['rest'] ?? '').replace(/\s*(?:\*\/|-->|#\}|%>).*$/, '').trim();
  const [first = '', ...others] = rest.split(/\s+/);
  const rule = isRule(first);
  if (rule === 'other') return undefined;
  return rule === 'this' ? others.join(' ') : rest;
}
