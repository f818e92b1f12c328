/** INI and properties files: `name = value` lines, found by their offsets; the rest keeps its bytes. */
import type { Rewriter } from '../remediation-types.ts';
import type { Format, NoPlace, Place } from './config/place.ts';
import { rewriteConfig } from './config/rewrite.ts';

export const ini: Rewriter = {
  id: 'ini',
  title: 'INI and properties',
  matches: (path) =>
    /\.(ini|cfg|properties)$|(^|\/)(\.npmrc|\.pypirc|pip\.conf|supervisord?(\.conf|\/.+\.conf))$/i.test(path),
  rewrite: async (request) => rewriteConfig(request, format),
  parses: async (_path, text) => format.parses(text),
};

const format: Format = {
  id: 'ini',
  locate,
  write: ({ style }, content) => (style === 'double' ? `"${content}"` : style === 'single' ? `'${content}'` : content),
  // Any line is a name, a value, a section or a remark to one of the many readers; half a section is not.
  parses: (text) => !/^\[[^\]\n]*$/m.test(text),
};

function locate(text: string, start: number, end: number): Place | NoPlace {
  const lineStart = firstLine(text, start);
  const lineEnd = text.indexOf('\n', end) === -1 ? text.length : text.indexOf('\n', end);
  const line = text.slice(lineStart, lineEnd).replace(/\s+$/, '');
  if (/^\s*[#;!]/.test(line)) return 'comment';
  const assignment = /^\s*((?:[^=:\s\\]|\\.|\s(?!\s*[=:]))+?)\s*[=:]\s*/.exec(line);
  if (assignment === null) return 'not-a-value';
  const [head, name = ''] = assignment;
  const from = lineStart + head.length;
  if (start < from) return 'key';
  const raw = line.slice(head.length);
  const remark = /\s[#;].*$/.exec(raw);
  if (remark !== null && start > from + remark.index) return 'comment';
  const quoted = /^(["'])(.*)\1$/.exec(raw);
  const quote = quoted === null ? 0 : 1;
  const stop = from + (remark !== null && quoted === null ? remark.index : raw.length);
  const style = quoted === null ? 'plain' : quoted[1] === '"' ? 'double' : 'single';
  const keys = [section(text.slice(0, lineStart)), name].filter((key) => key !== '');
  return { start: from, end: stop, contentStart: from + quote, contentEnd: stop - quote, style, keys, decode };
}

/** A line that ends with a backslash goes on in the next. */
function firstLine(text: string, offset: number): number {
  let at = text.lastIndexOf('\n', offset - 1) + 1;
  while (at > 1 && /(?:^|[^\\])(?:\\\\)*\\\r?\n$/.test(text.slice(Math.max(0, at - 200), at)))
    at = text.lastIndexOf('\n', at - 2) + 1;
  return at;
}

function section(before: string): string {
  return [...before.matchAll(/^[ \t]*\[([^\]\n]+)\]/gm)].at(-1)?.[1] ?? '';
}

/** Properties escape signs with a backslash; a lone value has none. */
function decode(raw: string): string {
  return raw.replaceAll(/\\\r?\n[ \t]*/g, '').replaceAll(/\\([:=#! ])/g, '$1');
}
