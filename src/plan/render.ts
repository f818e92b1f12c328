/** The plan for people: what is stored where, the diff with every value hidden on both sides, what is refused, what it costs. */
import { createPalette } from '../report/colors.ts';
import type { Palette } from '../report/colors.ts';
import { escapeCodeLine, escapeLine } from '../report/escape.ts';
import { indexValues } from '../report/known-values.ts';
import type { Plan, SecretValues, Step } from '../remediation-types.ts';
import { findLineHunks, withoutShared } from './line-hunks.ts';
import { writeForm } from './value-forms.ts';

export interface RenderOptions {
  readonly color: boolean;
  /** Also the policies and the names of files that are added. */
  readonly verbose: boolean;
  /** The values to hide. */
  readonly values: ReadonlyMap<string, SecretValues>;
  /** Text of a file as it is now. */
  read(path: string): string | undefined;
}

type Rewriting = Extract<Step, { kind: 'rewrite' }>;

interface Page {
  readonly paint: Palette;
  readonly options: RenderOptions;
  hide(text: string): string;
}

export function* renderPlan(plan: Plan, options: RenderOptions): Iterable<string> {
  const page = { paint: createPalette(options.color), options, hide: createHider(options.values) };
  for (const step of plan.steps) if (step.kind === 'store') yield renderSecret(step.secret, page);
  for (const step of plan.steps) if (step.kind === 'rewrite') yield `\n${renderFile(step, page)}`;
  yield renderRefusals(plan, page);
  yield renderNotes(plan);
  yield renderElsewhere(plan, options.verbose);
  if (options.verbose) yield `\n${JSON.stringify(plan.policies, null, 2)}\n`;
  yield `\n${summarise(plan)}\n`;
}

function summarise({ steps, refusals, store, monthlyCost }: Plan): string {
  const count = (kind: Step['kind']): number => steps.filter((step) => step.kind === kind).length;
  const parts = [
    `${plural(count('store'), 'secret')} to ${store}`,
    `${plural(count('rewrite'), 'file')} to rewrite`,
    `${plural(refusals.length, 'place')} left to you`,
    `$${monthlyCost.toFixed(2)} a month${store === 'local' ? ' if it were AWS' : ''}`,
  ];
  return parts.join(', ');
}

function renderSecret(
  { name, shape, keys, description, ...shared }: Extract<Step, { kind: 'store' }>['secret'],
  page: Page,
): string {
  const { replicaRegions = [], resourcePolicy } = shared;
  const readers = resourcePolicy?.Statement.flatMap(({ Principal }) => Principal.AWS) ?? [];
  const more = [
    ...(replicaRegions.length > 0 ? [`copies in ${replicaRegions.join(', ')}`] : []),
    ...(readers.length > 0 ? [`read by ${readers.join(', ')}`] : []),
  ];
  const listed = shape === 'json' ? `  ${Object.keys(keys).join(', ')}` : '';
  return `store    ${page.paint.bold(escapeLine(name))}${escapeLine(listed)}  ${page.paint.dim(escapeLine(description))}\n${more.map((line) => `         ${escapeLine(line)}\n`).join('')}`;
}

function renderFile(step: Rewriting, page: Page): string {
  const text = page.options.read(step.path) ?? '';
  const added = step.companions.map(
    ({ path, mode }) => `         ${mode === 'create' ? 'adds' : 'extends'} ${escapeLine(path)}\n`,
  );
  return `rewrite  ${page.paint.bold(escapeLine(step.path))}\n${added.join('')}${renderDiff(text, step, page)}`;
}

/** Lines that edits touch, old above new; an edit that spans or joins lines shows them all. */
function renderDiff(text: string, { edits }: Rewriting, { paint, hide }: Page): string {
  return findLineHunks(text, edits)
    .map(({ before, after }) => {
      const [old, made] = withoutShared(hide(before).split('\n'), hide(after).split('\n'));
      const lines = (mark: string, part: readonly string[]): string[] =>
        part.map((line) => `  ${mark} ${escapeCodeLine(line.replace(/\r$/, ''))}`);
      return [...lines('-', old), ...lines('+', made).map(paint.good)].map((line) => `${line}\n`).join('');
    })
    .join('');
}

function renderRefusals({ refusals }: Plan, { paint, hide }: Page): string {
  if (refusals.length === 0) return '';
  const lines = refusals.map(
    ({ path, line, code, manual }) =>
      `  ${escapeLine(hide(path))}:${line}  ${paint.dim(code)}\n    ${hide(manual).split('\n').map(escapeLine).join('\n    ')}\n`,
  );
  return `\nleft to you\n${lines.join('')}`;
}

function renderNotes({ notes, dependencies, steps }: Plan): string {
  const rotate = steps.flatMap((step) => (step.kind === 'rotate' ? [`${step.title}: ${step.advice.join('; ')}`] : []));
  const install = dependencies.map(({ ecosystem, name, version }) =>
    ecosystem === 'npm'
      ? `npm install ${name}@${version}`
      : `pip install '${name}>=${version.replace(/^[\^~>=]+/, '')}'`,
  );
  const missing = install.filter((command) => !notes.some((note) => note.includes(command)));
  const all = [...missing, ...notes, ...new Set(rotate)];
  return all.length === 0 ? '' : `\nthen\n${all.map((line) => `  ${escapeLine(line)}\n`).join('')}`;
}

/** A line a site; commands are shown for the first variable, and for all of them with --verbose. */
function renderElsewhere({ elsewhere }: Plan, verbose: boolean): string {
  const names = new Set(elsewhere.flatMap(({ variables }) => variables));
  const sites = new Map<string, { readonly because: string; readonly look: Set<string> }>();
  for (const { title, because, look } of elsewhere.flatMap((each) => each.sites)) {
    const known = sites.get(title) ?? { because: because === null ? '' : ` (${because})`, look: new Set() };
    for (const each of look) known.look.add(each);
    sites.set(title, known);
  }
  if (sites.size === 0) return '';
  const more = names.size > 1 && !verbose ? ` (the first of ${names.size} variables; all with --verbose)` : '';
  const lines = [...sites].flatMap(([title, { because, look }]) => [
    `  ${escapeLine(title + because)}\n`,
    ...[...look].slice(0, verbose ? undefined : 1).map((each) => `    ${escapeLine(each)}\n`),
  ]);
  return `\nalso look in${more}\n${lines.join('')}`;
}

/** Any eight characters of a long value, whole short ones, in every form that source writes them in. */
function createHider(values: ReadonlyMap<string, SecretValues>): (text: string) => string {
  const secrets = [...values.values()].flatMap((each) =>
    Object.entries(each).flatMap(([key, value]) => (addresses.has(key) ? [] : [value])),
  );
  const forms = (['plain', 'json', 'escaped', 'percent', 'base64', 'base64url', 'hex'] as const).flatMap((form) =>
    secrets.map((secret) => writeForm(secret, form)),
  );
  const known = indexValues(forms);
  return (text) => {
    let done = 0;
    const pieces = known.find(text).map(([from, to]) => {
      const before = text.slice(done, from);
      done = to;
      return `${before}****`;
    });
    return pieces.join('') + text.slice(done);
  };
}

/** They say where a secret belongs; without them nobody recognises the line. */
const addresses = new Set(['username', 'host', 'port', 'dbname']);

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
