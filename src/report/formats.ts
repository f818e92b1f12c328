/** The report formats that exist; each is loaded when it is asked for. */
import { UserError } from '../errors.ts';
import { suggest } from '../nearest.ts';
import type { Reporter } from '../types.ts';

interface Format {
  load(): Promise<Reporter>;
  /** A code host reads it: paths start from the repository's top, and the report says which repository that is. */
  readonly hosted?: true;
  /** File endings that imply it, besides its own name. */
  readonly endings?: readonly string[];
}

const formats: Readonly<Record<string, Format>> = {
  text: { load: async () => (await import('./text.ts')).text, endings: ['txt', 'log'] },
  json: { load: async () => (await import('./json.ts')).json },
  jsonl: { load: async () => (await import('./json.ts')).jsonl, endings: ['ndjson'] },
  sarif: { load: async () => (await import('./sarif.ts')).sarif, hosted: true },
  csv: { load: async () => (await import('./csv.ts')).csv },
  junit: { load: async () => (await import('./junit.ts')).junit, endings: ['xml'] },
  gitlab: { load: async () => (await import('./gitlab.ts')).gitlab, hosted: true },
  codequality: { load: async () => (await import('./codequality.ts')).codequality, hosted: true },
  html: { load: async () => (await import('./html.ts')).html, hosted: true, endings: ['htm'] },
  markdown: { load: async () => (await import('./markdown.ts')).markdown, hosted: true, endings: ['md'] },
  github: { load: async () => (await import('./github.ts')).github, hosted: true },
};

export const formatNames: readonly string[] = Object.keys(formats);

export function isHosted(name: string): boolean {
  return formats[name]?.hosted === true;
}

/** The format that a file's ending implies: `report.sarif` is SARIF. */
export function formatOfEnding(ending: string): string | undefined {
  return formatNames.find((name) => name === ending || formats[name]?.endings?.includes(ending));
}

/** @throws UserError('usage') for a format that does not exist. */
export function checkFormat(name: string): string {
  if (formatNames.includes(name)) return name;
  const hint = suggest(name, formatNames);
  throw new UserError(
    'usage',
    `there is no format ${name}; there are ${formatNames.join(', ')}`,
    hint === undefined ? {} : { hint },
  );
}

export async function loadReporter(name: string): Promise<Reporter> {
  const format = formats[checkFormat(name)];
  if (format === undefined) throw new Error('a format without a loader');
  return format.load();
}
