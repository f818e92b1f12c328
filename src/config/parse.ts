/** Configuration text in JSON, YAML or TOML to plain values; a parser is loaded only for the language that is there. */
import { UserError } from '../errors.ts';

export type Language = 'json' | 'yaml' | 'toml';

/** A syntax error is told with its line and never with the text around it. */
export async function parseConfigText(source: string, language: Language, file: string): Promise<unknown> {
  try {
    return await parsers[language](source.replace(/^\ufeff/, ''));
  } catch (cause) {
    const line = findLine(cause, source);
    throw new UserError(
      'usage',
      `${file}${line === undefined ? '' : `:${line}`} is not valid ${language.toUpperCase()}`,
      {
        cause,
      },
    );
  }
}

const parsers: Readonly<Record<Language, (source: string) => Promise<unknown>>> = {
  json: async (source) => JSON.parse(source) as unknown,
  yaml: async (source) => (await import('./parse-yaml.ts')).parseYaml(source),
  toml: async (source) => (await import('smol-toml')).parse(source) as unknown,
};

function findLine(error: unknown, source: string): number | undefined {
  const { line, linePos, message } = error as { line?: unknown; linePos?: { line?: unknown }[]; message?: string };
  if (typeof line === 'number') return line;
  const first = linePos?.[0]?.line;
  if (typeof first === 'number') return first;
  const position = /\bposition (\d+)/.exec(message ?? '')?.[1];
  return position === undefined ? undefined : source.slice(0, Number(position)).split('\n').length;
}

const longestKey = 1000;

/** The line of the last key of a path, found by looking for the keys one after the other; undefined where it cannot be told. */
export function findKeyLine(source: string, path: readonly (string | number)[]): number | undefined {
  let at = 0;
  let found = false;
  for (const key of path) {
    if (typeof key === 'number') continue;
    // No key of ours, and no regular expression would hold all of it.
    if (key.length > longestKey) return undefined;
    const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const match = new RegExp(`(?:^|[\\s{,"'[.])${escaped}["']?\\s*[:=\\]]`, 'm').exec(source.slice(at));
    if (match === null) return undefined;
    at += match.index + match[0].length;
    found = true;
  }
  return found ? source.slice(0, at).split('\n').length : undefined;
}
