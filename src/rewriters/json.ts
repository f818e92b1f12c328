/** JSON configuration: it has no references of its own, so only what a known consumer resolves or overrides is rewritten. */
import type { Rewriter } from '../remediation-types.ts';
import { listJsonStrings } from './config/json-strings.ts';
import type { Format, NoPlace, Place } from './config/place.ts';
import { rewriteConfig } from './config/rewrite.ts';
import { parseJsonWithComments } from './javascript/json-with-comments.ts';

export const json: Rewriter = {
  id: 'json',
  title: 'JSON',
  matches: (path) => /\.(json|jsonc|json5|template)$/i.test(path),
  rewrite: async (request) => rewriteConfig(request, format),
  parses: async (_path, text) => format.parses(text),
};

const format: Format = {
  id: 'json',
  locate,
  write: (_place, content) => `"${content}"`,
  parses: (text) => parseJsonWithComments(text) !== undefined,
};

function locate(text: string, start: number, end: number): Place | NoPlace {
  const found = listJsonStrings(text).find((each) => each.start < start && end < each.end);
  if (found === undefined) return isComment(text, start) ? 'comment' : 'not-a-value';
  if (found.isKey) return 'key';
  return { ...found, contentStart: found.start + 1, contentEnd: found.end - 1, style: 'double', decode };
}

function isComment(text: string, offset: number): boolean {
  return /\/\/[^\n]*$/.test(text.slice(0, offset)) || text.lastIndexOf('/*', offset) > text.lastIndexOf('*/', offset);
}

function decode(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
