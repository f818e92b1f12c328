/** Allowlists of .gitleaks.toml: paths become entries of the configuration, the rest is applied once to what is found now. */
import type { Regex } from '../../detect/regex.ts';
import type { Finding, Location } from '../../types.ts';
import type { AllowEntry } from '../allow.ts';
import { compileNow } from '../compile-now.ts';
import type { ForeignList } from './foreign.ts';
import { globFromRegex } from './path-regex.ts';

interface Allowlist {
  readonly reason: string;
  readonly all: boolean;
  readonly paths: readonly Regex[];
  readonly commits: readonly string[];
  readonly regexes: readonly Regex[];
  readonly onLine: boolean;
  readonly stopwords: readonly string[];
}

type Table = Readonly<Record<string, unknown>>;

export function readGitleaksToml(config: Table): ForeignList {
  const leftover: string[] = [];
  const tables = [config['allowlist'], ...arrayOf(config['allowlists'])].filter(isTable);
  const usable = tables.filter((table) => isUsable(table, leftover));
  for (const rule of arrayOf(config['rules']).filter(isTable)) {
    if (rule['allowlist'] === undefined && rule['allowlists'] === undefined) continue;
    leftover.push(`rule ${textOf(rule['id'])}: its allowlist is bound to a rule that has no equal here`);
  }
  const lists = usable.map((table) => readAllowlist(table, leftover));
  return {
    title: '.gitleaks.toml',
    allow: usable.flatMap((table) => toAllowEntry(table, leftover)),
    covers: (finding) =>
      lists.find((list) => finding.locations.every((location) => isAllowed(finding, location, list)))?.reason,
    leftover: () => leftover,
  };
}

function isUsable(table: Table, leftover: string[]): boolean {
  if (arrayOf(table['targetRules']).length === 0) return true;
  leftover.push(`allowlist "${textOf(table['description'])}": targetRules names rules that have no equal here`);
  return false;
}

function readAllowlist(table: Table, leftover: string[]): Allowlist {
  return {
    reason: textOf(table['description']),
    all: /^(and|&&)$/i.test(textOf(table['condition'])),
    paths: compileAll(table['paths'], leftover),
    commits: textsOf(table['commits']),
    regexes: compileAll(table['regexes'], leftover),
    onLine: textOf(table['regexTarget']) === 'line' || textOf(table['regexTarget']) === 'match',
    stopwords: textsOf(table['stopwords']).map((word) => word.toLowerCase()),
  };
}

function isAllowed(finding: Finding, location: Location, list: Allowlist): boolean {
  const value = finding.secret.reveal();
  const target = list.onLine ? (location.frame?.text.reveal() ?? value) : value;
  const criteria = [
    [list.paths.length, () => list.paths.some((regex) => holds(regex, location.path))],
    [list.commits.length, () => list.commits.includes(location.commit ?? '')],
    [list.regexes.length, () => list.regexes.some((regex) => holds(regex, target))],
    [list.stopwords.length, () => list.stopwords.some((word) => value.toLowerCase().includes(word))],
  ] as const;
  const given = criteria.flatMap(([count, test]) => (count === 0 ? [] : [test]));
  return list.all ? given.length > 0 && given.every((test) => test()) : given.some((test) => test());
}

/** Paths alone say something about files to come; with other conditions they only hold together with those. */
function toAllowEntry(table: Table, leftover: string[]): readonly AllowEntry[] {
  const together = ['commits', 'regexes', 'stopwords'].some((key) => arrayOf(table[key]).length > 0);
  if (together && /^(and|&&)$/i.test(textOf(table['condition']))) return [];
  const paths = textsOf(table['paths']).flatMap((source) => {
    const globs = source.split(/\|(?![^(]*\))/).map(globFromRegex);
    if (globs.every((glob) => glob !== undefined)) return globs;
    leftover.push(`path ${source}: cannot be written as path patterns`);
    return [];
  });
  const reason = textOf(table['description']);
  return paths.length === 0 ? [] : [{ paths, ...(reason !== '' && { reason }) }];
}

function compileAll(sources: unknown, leftover: string[]): Regex[] {
  return textsOf(sources).flatMap((source) => {
    try {
      return [compileNow({ source, flags: '' })];
    } catch {
      leftover.push(`expression ${source}: cannot be read`);
      return [];
    }
  });
}

function holds(regex: Regex, text: string): boolean {
  return regex.exec(Buffer.from(text), 0) !== null;
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return arrayOf(value).filter((each) => typeof each === 'string');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
