/** `unleak patterns explain`: all about one pattern, or why the values on one line were reported or not. */
import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { patterns as builtIn } from '../../../patterns/index.ts';
import type { CommandContext } from '../../command.ts';
import { genericPatterns } from '../../detect/generic/detect.ts';
import { exitCodes, UserError } from '../../errors.ts';
import { suggest } from '../../nearest.ts';
import { escapeLine } from '../../report/escape.ts';
import { createRedactor } from '../../report/redact.ts';
import type { LocatedSighting, Match, Pattern } from '../../types.ts';
import { openDetector } from '../detector.ts';
import { loadSettings } from '../settings.ts';
import { placesHere } from '../source.ts';
import type { Settings } from '../settings.ts';

export async function explain(context: CommandContext, args: readonly string[]): Promise<number> {
  const [subject, ...others] = args;
  if (subject === undefined || others.length > 0)
    throw new UserError('usage', 'patterns explain takes one pattern id or one FILE:LINE');
  const [, file, line] = /^(.+):(\d+)$/s.exec(subject) ?? [];
  const settings = await loadSettings(context, placesHere(context.cwd));
  const lines =
    file === undefined
      ? explainPattern(subject, settings)
      : await explainLine({ file, line: Number(line) }, context, settings);
  await context.print(lines.map((each) => `${escapeLine(each)}\n`));
  return exitCodes.clean;
}

function explainPattern(id: string, { config }: Settings): string[] {
  const generic = Object.values(genericPatterns).map((pattern) => ({
    ...pattern,
    keywords: [],
    references: [],
    match: [],
    miss: [],
    parts: {},
  }));
  const all: readonly Pick<Pattern, ShownField>[] = [
    ...builtIn,
    ...generic.map((each) => ({ ...each, regex: /(?:)/ })),
    ...(config?.patterns ?? []),
  ];
  const pattern = all.find((each) => each.id === id);
  if (pattern !== undefined) return describePattern(pattern);
  const hint =
    suggest(
      id,
      all.map((each) => each.id),
    ) ?? '`unleak patterns` lists them';
  throw new UserError('usage', `there is no pattern ${id}`, { hint });
}

type ShownField =
  | 'id'
  | 'title'
  | 'severity'
  | 'confidence'
  | 'regex'
  | 'keywords'
  | 'entropy'
  | 'checks'
  | 'parts'
  | 'overlaps'
  | 'why'
  | 'revoke'
  | 'references'
  | 'match'
  | 'miss';

function describePattern(pattern: Pick<Pattern, ShownField>): string[] {
  const {
    id,
    title,
    severity,
    confidence = 'high',
    regex,
    keywords,
    entropy,
    checks = [],
    parts = {},
    overlaps = [],
  } = pattern;
  const rows: readonly (readonly [string, string])[] = [
    [id, title],
    ['severity', `${severity}, ${confidence} confidence`],
    ['why', pattern.why],
    ['revoke', pattern.revoke],
    ['keywords', keywords.join(', ')],
    ['regex', regex.source === '(?:)' ? '' : String(regex)],
    ['entropy', entropy === undefined || entropy === 0 ? '' : `at least ${entropy} bits a character`],
    ['checks', checks.join(', ')],
    [
      'parts',
      Object.entries(parts)
        .map(([name, { within, required }]) => `${name} within ${within} bytes${required === true ? ', required' : ''}`)
        .join('; '),
    ],
    ['wins over', overlaps.join(', ')],
    ...pattern.match.map((template) => ['matches', template] as const),
    ...pattern.miss.map((template) => ['misses', template] as const),
    ...pattern.references.map((url) => ['see', url] as const),
  ];
  return rows.filter(([, value]) => value !== '').map(([name, value]) => `${name.padEnd(10)}  ${value}`);
}

interface LinePlace {
  readonly file: string;
  readonly line: number;
}

interface Rejection {
  readonly pattern: string;
  readonly start: number;
  readonly why: string;
}

async function explainLine({ file, line }: LinePlace, { cwd }: CommandContext, settings: Settings): Promise<string[]> {
  const { config, suppressor } = settings;
  const bytes = readText(resolve(cwd, file), file);
  const from = lineStart(bytes, line);
  if (from === undefined) throw new UserError('usage', `${file} has no line ${line}`);
  const next = bytes.indexOf(10, from);
  const end = next < 0 ? bytes.length : next;
  const rejections: Rejection[] = [];
  const weighed: Rejection[] = [];
  const graded: Rejection[] = [];
  const detector = await openDetector(config?.patterns, {
    trace: {
      rejected: (each) => void rejections.push(each),
      weighed: (each) => void weighed.push(each),
      graded: (each) => void graded.push(each),
    },
  });
  const path = relative(cwd, resolve(cwd, file)).split(sep).join('/');
  const matches = detector
    .scan({ path, origin: { via: 'file' }, bytes })
    .filter((match) => match.start.line <= line && match.end.line >= line);
  const found = new Set(matches.map(({ start }) => start.offset));
  const here = [...rejections, ...weighed.filter((each) => !found.has(each.start))]
    .filter(({ start }) => start >= from && start <= end)
    .map(({ pattern, why }) => `no  ${pattern}: ${why}`);
  const lines = matches.flatMap((match) => [
    judgeMatch(match, path, settings),
    ...[...graded, ...weighed]
      .filter(({ pattern, start }) => pattern === match.pattern && start === match.start.offset)
      .map(({ why }) => `    ${why}`),
  ]);
  lines.push(...new Set(here));
  if (suppressor.isExcluded(path)) lines.unshift('no  the configuration excludes this path: it is not scanned');
  const known = matches.map(({ pattern }) => pattern);
  const near = describeNearMisses(
    bytes.toString('latin1', from, end).toLowerCase(),
    [...builtIn, ...(config?.patterns ?? [])],
    new Set([...known, ...rejections.map(({ pattern }) => pattern)]),
  );
  const all = [...lines, ...near];
  return all.length > 0
    ? all
    : ['no  the line has no keyword of any pattern, and no assignment to a name that says secret'];
}

/** Why a match is or is not an open finding of a scan of this file. */
function judgeMatch(match: Match, path: string, { flags, suppressor }: Settings): string {
  const what = `${match.pattern} (${match.confidence} confidence) ${match.secret.redacted}`;
  const ranks = ['low', 'medium', 'high'];
  if (ranks.indexOf(match.confidence) < ranks.indexOf(flags['min-confidence']))
    return `no  ${what}: below --min-confidence ${flags['min-confidence']}`;
  const span = {
    line: match.start.line,
    column: match.start.column,
    endLine: match.end.line,
    endColumn: match.end.column,
  };
  const located: LocatedSighting = {
    sighting: { ...match, path, origin: { via: 'file' } },
    locations: [{ path, ...span, commit: null, via: 'file' }],
  };
  const [place] = suppressor.allowPlaces([located]);
  if (place?.sighting.allowed !== undefined) {
    // The comment may quote the value that it allows.
    const redactor = createRedactor({ findings: [{ ...match, locations: [] }] }, false);
    return `no  ${what}: allowed: ${redactor.line(place.sighting.allowed) || 'no reason given'}`;
  }
  if (suppressor.isInBaseline(match.secret)) return `no  ${what}: accepted in the baseline`;
  return `yes ${what}: reported at ${match.start.line}:${match.start.column}, id ${suppressor.fingerprinter.id(match.pattern, match.secret)}`;
}

/** Patterns of which a keyword stands on the line, but nothing around it has their form. */
function describeNearMisses(line: string, all: readonly Pattern[], known: ReadonlySet<string>): string[] {
  return all.flatMap(({ id, keywords }) => {
    const keyword = known.has(id) ? undefined : keywords.find((each) => line.includes(each.toLowerCase()));
    return keyword === undefined ? [] : [`no  ${id}: keyword ${keyword}, but its regex does not match`];
  });
}

function readText(path: string, shown: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UserError('usage', `cannot read ${shown} (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'})`, {
      cause,
    });
  }
}

/** Byte offset of a line, counted from 1. */
function lineStart(bytes: Buffer, line: number): number | undefined {
  let at = 0;
  for (let number = 1; number < line; number++) {
    const newline = bytes.indexOf(10, at);
    if (newline < 0) return undefined;
    at = newline + 1;
  }
  return line < 1 || (at >= bytes.length && line > 1) ? undefined : at;
}
