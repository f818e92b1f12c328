/** TOML configuration: strings found by their offsets, references put in their place; the rest keeps its bytes. */
import { parse } from 'smol-toml';
import type { Rewriter } from '../remediation-types.ts';
import type { Format, NoPlace, Place } from './config/place.ts';
import { rewriteConfig } from './config/rewrite.ts';

export const toml: Rewriter = {
  id: 'toml',
  title: 'TOML',
  matches: (path) => /\.toml$|(^|\/)telegraf\.conf$/i.test(path),
  rewrite: async (request) => rewriteConfig(request, format),
  parses: async (_path, text) => format.parses(text),
};

const format: Format = { id: 'toml', locate, write, parses };

function parses(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

const token = /#[^\n]*|"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/g;

interface TomlPlace extends Place {
  readonly quote: string;
}

function locate(text: string, start: number, end: number): TomlPlace | NoPlace {
  for (const { 0: sign, index } of text.matchAll(token)) {
    if (index > start) break;
    if (index + sign.length < end) continue;
    if (sign.startsWith('#')) return 'comment';
    return describe(text, sign, index);
  }
  return 'not-a-value';
}

function describe(text: string, sign: string, start: number): TomlPlace | NoPlace {
  const quote = /^(?:"""|'''|"|')/.exec(sign)?.[0] ?? '"';
  const end = start + sign.length;
  const before = text.slice(0, start);
  const line = (/[^\n]*$/.exec(before)?.[0] ?? '') + (/^[^\n]*/.exec(text.slice(start))?.[0] ?? '');
  const isHeader = /^\s*\[+[^=,]*\]+\s*(#.*)?$/.test(line);
  if (isHeader || /^[ \t]*[.=]/.test(text.slice(end, end + 100))) return 'key';
  const table = [...before.matchAll(/^[ \t]*\[+([^\]\n]+)\]+[ \t]*(?:#.*)?$/gm)].at(-1);
  const name = /(?:^|[\n{,])[ \t]*([\w."'-]+)[ \t]*=[^\n=]*$/.exec(before);
  const isBasic = quote.startsWith('"');
  return {
    start,
    end,
    contentStart: start + quote.length,
    contentEnd: end - quote.length,
    style: isBasic ? 'double' : 'single',
    quote,
    keys: [table?.[1], name?.[1]].filter((key) => key !== undefined),
    decode: isBasic ? decodeBasic : (raw) => raw,
  };
}

function decodeBasic(raw: string): string {
  try {
    return JSON.parse(`"${raw.replaceAll(/\r?\n/g, '\\n')}"`) as string;
  } catch {
    return raw;
  }
}

function write(place: Place, content: string): string {
  const { quote } = place as TomlPlace;
  return quote + content + quote;
}
