/** The report formats that exist; each is loaded when it is asked for. */
import { UserError } from '../errors.ts';
import { suggest } from '../nearest.ts';
import type { Reporter } from '../types.ts';

const loaders: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).text,
  json: async () => (await import('./json.ts')).json,
  jsonl: async () => (await import('./json.ts')).jsonl,
};

export const formatNames: readonly string[] = Object.keys(loaders);

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
  const load = loaders[checkFormat(name)];
  if (load === undefined) throw new Error('a format without a loader');
  return load();
}
