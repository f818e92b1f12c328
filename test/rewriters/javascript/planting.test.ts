/** Values planted at random places of real code: each is rewritten so that the file still parses, or refused with a reason. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { transform, type Loader } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { extensionOf, parseSource, type SyntaxNode } from '../../../src/rewriters/javascript/syntax.ts';
import type { Rewrite } from '../../../src/remediation-types.ts';
import { rewriteMarked } from './rewriting.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const scale = Number(process.env['PLANTINGS'] ?? 1);
/** Strings that are no expressions, and files that nobody wrote: whatever is planted there must be refused, and is not counted. */
const notExpressions = new Set([
  'import-specifier',
  'property-key',
  'literal-type',
  'directive',
  'enum-member',
  'switch-label',
  'const-assertion',
  'decorator-argument',
  'generated',
  'minified',
]);

interface Planted {
  readonly path: string;
  readonly rewrite: Rewrite;
  readonly before: string;
  readonly after: string;
  readonly value: string;
}

describe.each([
  { title: "the project's own TypeScript", folder: 'src', count: 250 },
  { title: 'tests in TypeScript', folder: 'test', count: 40 },
  { title: "packages' JavaScript", folder: 'node_modules', count: 250 },
])('$title', ({ folder, count }) => {
  const random = generator(0x5eed);
  const files = sourcesIn(join(root, folder));

  it('is rewritten so that it parses and holds the value no more, or refused', async () => {
    const outcomes: Planted[] = [];
    while (outcomes.length < count * scale) outcomes.push(...(await plantIn(pick(files, random), random)));
    for (const planted of outcomes) await expectSound(planted);
    const reasons = outcomes.map(({ rewrite }) => rewrite.refusals[0]?.code ?? 'fixed');
    const eligible = reasons.filter((reason) => !notExpressions.has(reason));
    const fixed = eligible.filter((reason) => reason === 'fixed').length;
    if (scale > 1) console.log(folder, count * scale, fixed / eligible.length, fixed / reasons.length, tally(reasons));
    expect(fixed / eligible.length).toBeGreaterThan(0.85);
  });
});

/** One planting in a random string of the file; none where it has none, or is not code that the oracle reads. */
async function plantIn(path: string, random: () => number): Promise<readonly Planted[]> {
  const text = readFileSync(join(root, path), 'utf8');
  const tree = await parseSource(path, text);
  const strings = ['string', 'template_string'].flatMap((kind) => tree.findAll({ rule: { kind } }));
  if (strings.length === 0 || !(await isValid(path, text))) return [];
  const node = pick(strings, random);
  const value = Array.from({ length: 32 }, () => Math.floor(random() * 36).toString(36)).join('');
  const { start, end } = rangeToPlant(node, random);
  const marked = `${text.slice(0, start)}«${value}»${text.slice(end)}`;
  // The rules on other people's and generated code are tried elsewhere.
  const given = `place/${path.replace(/.*\//, '').replace('.min.', '.')}`;
  if (text.includes('«') || text.includes('»') || !(await isValid(path, marked))) return [];
  const files = { 'package.json': readManifestOf(path) };
  return [{ path, value, ...(await rewriteMarked({ path: given, marked, files })) }];
}

/** The whole literal, or a place within it. */
function rangeToPlant(node: SyntaxNode, random: () => number): { readonly start: number; readonly end: number } {
  const { start, end } = node.range();
  const hasParts = node.children().some((child) => child.kind() === 'template_substitution');
  const whole = { start: start.index + 1, end: end.index - 1 };
  if (!hasParts && random() < 0.8) return whole;
  return random() < 0.5 ? { start: whole.start, end: whole.start } : { start: whole.end, end: whole.end };
}

async function expectSound({ path, rewrite, before, after, value }: Planted): Promise<void> {
  expect(rewrite.edits.length > 0, path).toBe(rewrite.refusals.length === 0);
  if (rewrite.refusals.length > 0) return;
  expect(await problemOf(path, after), `${path}\n${rewrite.edits.map((edit) => edit.text).join('\n')}`).toBe('');
  expect(after.includes(value), path).toBe(false);
  expect(keptOutside(before, rewrite), path).toBe(keptInside(after, rewrite));
}

/** The text outside of the edits, from either side. */
function keptOutside(before: string, { edits }: Rewrite): string {
  let from = 0;
  const kept = edits.map((edit) => {
    const piece = before.slice(from, edit.start);
    from = edit.end;
    return piece;
  });
  return [...kept, before.slice(from)].join('\0');
}

function keptInside(after: string, { edits }: Rewrite): string {
  let from = 0;
  let shift = 0;
  const kept = edits.map((edit) => {
    const start = edit.start + shift;
    const piece = after.slice(from, start);
    from = start + edit.text.length;
    shift += edit.text.length - (edit.end - edit.start);
    return piece;
  });
  return [...kept, after.slice(from)].join('\0');
}

async function isValid(path: string, text: string): Promise<boolean> {
  return (await problemOf(path, text)) === '';
}

const esbuildLoaders: Readonly<Record<string, Loader>> = { ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx', jsx: 'jsx' };

/** What esbuild has against it, '' for nothing. */
async function problemOf(path: string, text: string): Promise<string> {
  try {
    await transform(text, { loader: esbuildLoaders[extensionOf(path)] ?? 'js', logLevel: 'silent' });
    // esbuild lets a CommonJS module wait at its top level, V8 does not.
    if (/\bmodule\.exports\b|\brequire\(/.test(text) && /\.c?js$/.test(path) && !/^(?:im|ex)port\b/m.test(text))
      void new Script(`(function () {${text.replace(/^#!.*/, '')}\n})`);
    return '';
  } catch (error) {
    return String(error);
  }
}

function readManifestOf(path: string): string {
  const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return readFileSync(join(root, name === undefined ? '' : `node_modules/${name}`, 'package.json'), 'utf8');
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[mc]?[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size < 100_000 && !/\.cache|\.d\.[mc]?ts$|fixtures/.test(file))
    .map((file) => file.slice(root.length))
    .toSorted();
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function tally(items: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...new Set(items)].map((item) => [item, items.filter((other) => other === item).length]));
}

/** Numbers in [0, 1) that are the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
