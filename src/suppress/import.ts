/** Ignore lists of other tools: tells by content which one a file is, and reads it. */
import { UserError } from '../errors.ts';
import { readDetectSecrets } from './import/detect-secrets.ts';
import type { ForeignList } from './import/foreign.ts';
import { readGitleaksIgnore, readGitleaksReport } from './import/gitleaks-ignore.ts';
import { readGitleaksToml } from './import/gitleaks-toml.ts';

export type { ForeignList } from './import/foreign.ts';

/** @throws UserError('usage') for a file that is none of them. `name` is for messages and for the ending `.toml`. */
export async function readForeignList(text: string, name: string): Promise<ForeignList> {
  if (name.endsWith('.toml')) return readGitleaksToml(await parseToml(text, name));
  if (/^\s*[[{]/.test(text)) return readJson(text, name);
  if (name.endsWith('.gitleaksignore') || looksLikeFingerprints(text)) return readGitleaksIgnore(text);
  throw new UserError('usage', `${name} is no ignore list that unleak knows`, {
    hint: 'it knows .gitleaksignore, .gitleaks.toml, gitleaks reports in JSON and detect-secrets baselines',
  });
}

async function parseToml(text: string, name: string): Promise<Record<string, unknown>> {
  try {
    return (await import('smol-toml')).parse(text);
  } catch (cause) {
    throw new UserError('usage', `${name} is not valid TOML`, { cause });
  }
}

function readJson(text: string, name: string): ForeignList {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError('usage', `${name} is not valid JSON`, { cause });
  }
  if (Array.isArray(value)) return readGitleaksReport(value);
  const { results } = value as { results?: unknown };
  if (typeof results === 'object' && results !== null) return readDetectSecrets(results as Record<string, unknown>);
  throw new UserError('usage', `${name} is JSON, but neither a gitleaks report nor a detect-secrets baseline`);
}

function looksLikeFingerprints(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.length > 0 && lines.every((line) => /^.+:[^:]+:\d+\s*(#.*)?$/.test(line));
}
