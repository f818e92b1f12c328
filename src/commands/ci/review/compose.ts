/** From a plan to the comments of a review: a suggestion where the diff shows all lines that it changes, else words; no value in any of them. */
import { createHash } from 'node:crypto';
import { findLineHunks } from '../../../plan/line-hunks.ts';
import type { LineHunk } from '../../../plan/line-hunks.ts';
import type { Plan, Step } from '../../../remediation-types.ts';
import { escapeLine, escapeMarkdown, toLink } from '../../../report/escape.ts';
import { identifyPlace } from '../../../report/place.ts';
import type { Finding } from '../../../types.ts';
import { shows } from './diff-lines.ts';
import type { LineRange } from './diff-lines.ts';

export interface ReviewComment {
  /** Stands for what the comment is about, hidden in its text: the same in each push. */
  readonly mark: string;
  readonly path: string;
  /** Last line, and first line where it covers several. */
  readonly line: number;
  readonly startLine?: number;
  readonly body: string;
}

export interface Composition {
  readonly plan: Plan;
  /** Open, at the head of the pull request. */
  readonly findings: readonly Finding[];
  /** Right sides of the diff by path. */
  readonly shown: ReadonlyMap<string, readonly LineRange[]>;
  read(path: string): string | undefined;
  /** Whether a text gives any value away. */
  holdsSecret(text: string): boolean;
}

export interface Composed {
  readonly comments: readonly ReviewComment[];
  /** Findings on lines that the diff does not show. */
  readonly hidden: number;
}

type Rewriting = Extract<Step, { kind: 'rewrite' }>;

export function composeReview(composition: Composition): Composed {
  const { findings, shown } = composition;
  const paths = [...new Set(findings.flatMap(({ locations }) => locations.map(({ path }) => path)))].sort();
  const comments = paths.filter((path) => shown.has(path)).flatMap((path) => composeFile(path, composition));
  const told = new Set(comments.flatMap(({ findings: ids }) => ids));
  return { comments, hidden: findings.filter(({ id }) => !told.has(id)).length };
}

type FileComment = ReviewComment & { readonly findings: readonly string[] };

function composeFile(path: string, composition: Composition): readonly FileComment[] {
  const { plan, findings } = composition;
  const step = plan.steps.find((each): each is Rewriting => each.kind === 'rewrite' && each.path === path);
  const suggested = step === undefined ? [] : suggest(step, composition);
  const covered = new Set(suggested.flatMap((each) => each.findings));
  const rest = findings.filter(({ id }) => !covered.has(id));
  return [...suggested, ...rest.flatMap((finding) => explain(finding, path, composition))];
}

/** All hunks or none: half of a rewrite would not run. */
function suggest(step: Rewriting, { plan, findings, shown, read, holdsSecret }: Composition): readonly FileComment[] {
  const { path } = step;
  const hunks = findLineHunks(read(path) ?? '', step.edits);
  const ranges = shown.get(path) ?? [];
  const fits = hunks.every((hunk) => shows(ranges, linesOf(hunk)) && isPlain(hunk.after) && !holdsSecret(hunk.after));
  if (!fits) return [];
  return hunks.map((hunk, at) => {
    const own = findings.filter((finding) => standsIn(finding, path, linesOf(hunk)));
    const others = hunks.filter((each) => each !== hunk).map(({ line }) => line);
    const { from, to } = linesOf(hunk);
    const mark = own.length > 0 ? markOf(path, own) : identifyPlace(`part ${at}`, path);
    const about = own.length > 0 ? own.map(describe).join('\n\n') : 'Part of taking a credential out of this file.';
    const together = others.length === 0 ? '' : `Goes together with the suggestion at line ${others.join(', ')}. `;
    const body = [about, fence(hunk.after), `${together}${stepsFor(step, plan)}`].join('\n\n');
    const place = { path, line: to, ...(from < to && { startLine: from }) };
    return { ...place, mark, body: withMark(mark, body), findings: own.map(({ id }) => id) };
  });
}

/** A finding that no suggestion covers: one comment, at its first line that the diff shows. */
function explain(finding: Finding, path: string, { plan, shown }: Composition): readonly FileComment[] {
  const ranges = shown.get(path) ?? [];
  const place = finding.locations.find(
    (each) => each.path === path && shows(ranges, { from: each.line, to: each.line }),
  );
  if (place === undefined) return [];
  const refusal = plan.refusals.find((each) => each.finding === finding.id && each.path === path);
  const next =
    refusal === undefined
      ? 'The rewrite changes lines that this diff does not show: `unleak fix` shows it, `unleak fix --apply` does it.'
      : `Left to you: ${escapeMarkdown(refusal.manual)}`;
  const mark = markOf(path, [finding]);
  const body = withMark(mark, `${describe(finding)}\n\n${next}`);
  return [{ path, line: place.line, mark, body, findings: [finding.id] }];
}

function describe({ title, severity, secret, why, revoke }: Finding): string {
  const link = toLink(revoke);
  const name = `**${escapeMarkdown(title)}** ${escapeMarkdown(secret.redacted)} (${severity}).`;
  const page = link === undefined ? 'Revoke it' : `[Revoke it](<${link.replaceAll(/[<>]/g, encodeURIComponent)}>)`;
  return `${name} ${escapeMarkdown(why)}\n${page}: the commits keep it, whatever becomes of this line.`;
}

/** What an accepted suggestion does not do. */
function stepsFor({ companions, findings }: Rewriting, { steps }: Plan): string {
  const stored = steps.flatMap((step) =>
    step.kind === 'store' && Object.values(step.secret.keys).some(({ finding }) => findings.includes(finding))
      ? [step.secret]
      : [],
  );
  const names = stored.map(({ name }) => code(name)).join(', ');
  const variables = stored.flatMap((secret) => Object.values(secret.variables).map(code)).join(', ');
  const files = companions.map(({ path }) => code(path)).join(', ');
  const needs = [
    `the new value in AWS Secrets Manager as ${names} or in ${variables}`,
    ...(files === '' ? [] : [files]),
  ];
  return `It needs ${needs.join(', and ')}. \`unleak fix --apply --store aws\` on this branch does all of that.`;
}

function code(text: string): string {
  return `\`${escapeLine(text).replaceAll('`', "'")}\``;
}

/** Longer than any fence in the text itself. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const bars = '`'.repeat(longest + 1);
  return `${bars}suggestion\n${text}\n${bars}`;
}

/** Without line ends of another kind, and without characters that show a text as what it is not. */
function isPlain(text: string): boolean {
  return text.split('\n').every((line) => escapeLine(line.replaceAll('\t', '')) === line.replaceAll('\t', ''));
}

function standsIn({ locations }: Finding, path: string, { from, to }: LineRange): boolean {
  return locations.some((place) => place.path === path && place.line >= from && place.line <= to);
}

function linesOf({ line, before }: LineHunk): LineRange {
  return { from: line, to: line + before.split('\n').length - 1 };
}

function markOf(path: string, findings: readonly Finding[]): string {
  const ids = findings.map(({ id }) => id).sort();
  return identifyPlace(createHash('sha256').update(ids.join('\0')).digest('hex'), path);
}

function withMark(mark: string, body: string): string {
  return `${body}\n\n<!-- unleak ${mark} -->`;
}

/** The mark in a comment's text. */
export function readMark(body: string): string | undefined {
  return /<!-- unleak ([0-9a-f]{32}) -->\s*$/.exec(body)?.[1];
}

/** The text of a comment whose credential has gone from its line; without a mark, so that it is not looked at again. */
export function settledBody(body: string): string {
  const [first = ''] = body.split('\n');
  return `~~${first.replaceAll('~', '')}~~\n\nNo longer here. It stays in the commits of this pull request until it is revoked.`;
}
