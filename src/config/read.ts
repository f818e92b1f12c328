/** A parsed configuration to a Config; all that is wrong is told at once, each with its line. */
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { countOf } from '../report/measure.ts';
import { escapeLine } from '../report/escape.ts';
import { checkGlob } from '../suppress/glob.ts';
import { isInside } from '../suppress/small-file.ts';
import { findKeyLine } from './parse.ts';
import { pattern } from './patterns.ts';
import { checked, complain, listOf, objectOf, oneOf, text, toggle } from './schema.ts';
import type { Problem, Reader } from './schema.ts';

export interface ConfigFile {
  readonly file: string;
  readonly source: string;
  /** Named on the command line; one that was found may name only files inside its folder. */
  readonly trusted: boolean;
}

export function readConfig(value: unknown, { file, source, trusted }: ConfigFile): Config {
  const problems: Problem[] = [];
  const folder = dirname(file);
  // An empty YAML or TOML file says nothing, and that is fine.
  const read = schema(value ?? {}, { path: [], problems });
  const baseline = read?.baseline === undefined ? undefined : resolve(folder, read.baseline);
  if (baseline !== undefined && !trusted && !isInside(baseline, folder)) {
    problems.push({ path: ['baseline'], message: 'must lie in the folder of the configuration' });
  }
  if (read === undefined || problems.length > 0) throw describeProblems(problems, file, source);
  const { baseline: _, ...rest } = read;
  return { exclude: [], allow: [], patterns: [], ...rest, file, folder, ...(baseline !== undefined && { baseline }) };
}

const glob = checked((value) => (isAbsolute(value) ? 'must be relative to the configuration' : checkGlob(value)));
const hash = checked((value) =>
  /^[0-9a-f]{32}$/.test(value) ? undefined : 'must be 32 hex digits, the id of a finding or its line in the baseline',
);
const day = checked((value) =>
  /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? undefined : 'must be a date such as 2027-01-31',
);
/** TOML has dates of its own. */
const date: Reader<string> = (value, place) =>
  day(value instanceof Date ? value.toISOString().slice(0, 10) : value, place);

const allowFields = objectOf({
  paths: listOf(glob),
  patterns: listOf(text),
  values: listOf(hash),
  reason: text,
  expires: date,
});

const allowEntry: typeof allowFields = (value, place) => {
  const entry = allowFields(value, place);
  if (entry === undefined) return undefined;
  const narrows = [entry.paths, entry.patterns, entry.values].some((list) => list !== undefined && list.length > 0);
  return narrows ? entry : complain(place, 'needs paths, patterns or values: it would allow everything');
};

const schema = objectOf({
  $schema: text,
  minConfidence: oneOf(['low', 'medium', 'high']),
  failOn: oneOf(['low', 'medium', 'high', 'critical']),
  baseline: text,
  inlineAllow: toggle,
  exclude: listOf(glob),
  allow: listOf(allowEntry),
  patterns: listOf(pattern),
});

function describeProblems(problems: readonly Problem[], file: string, source: string): UserError {
  const name = file.slice(dirname(file).length + 1);
  const lines = problems.slice(0, 20).map(({ path, message }) => {
    const line = findKeyLine(source, path);
    const key = path
      .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${step}`))
      .join('');
    const shown = key.length > 200 ? `${key.slice(0, 200)}…` : key;
    return `${name}${line === undefined ? '' : `:${line}`}: ${escapeLine(shown === '' ? 'the configuration' : shown)} ${message}`;
  });
  const [first = ''] = lines;
  return new UserError(
    'usage',
    lines.length === 1
      ? first
      : `${name} has ${countOf(problems.length, 'problem')}\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}
