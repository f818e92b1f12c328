/** Credentials planted at random places of real Python sources: each is rewritten so that the file means the same, or refused. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rewriters } from '../../../src/rewriters/index.ts';
import { applyEdits } from '../../../src/rewriters/edits.ts';
import { Secret } from '../../../src/secret.ts';
import type { Reader } from '../../../src/remediation-types.ts';

interface StringToken {
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
  /** A docstring, or another string that is a statement. */
  readonly prose: boolean;
}

interface Trial {
  readonly path: string;
  readonly prose: boolean;
  readonly before: string;
  /** Undefined where it was refused. */
  readonly after?: string;
  readonly value: string;
  /** Code of the refusal. */
  readonly code?: string;
}

export interface Tally {
  readonly planted: number;
  readonly fixed: number;
  /** How many of each code, docstrings left out. */
  readonly refused: Readonly<Record<string, number>>;
  /** Files that no longer compile or mean something else. */
  readonly broken: readonly string[];
  /** Docstrings among the places, and how many of those were refused: all must be. */
  readonly prose: readonly [places: number, refused: number];
}

/** `random` gives numbers from 0 to below 1. Files with characters outside the basic plane or carriage returns are left out. */
export async function plantEverywhere(oracle: string, count: number, random: () => number): Promise<Tally> {
  const files = listSources(oracle, random).slice(0, 300);
  const strings = ask(oracle, { files }) as Readonly<Record<string, readonly StringToken[]>>;
  const paths = Object.keys(strings);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const trials: Trial[] = [];
  while (trials.length < count) {
    const path = pick(paths);
    trials.push(await plantOnce(path, pick(strings[path]!), random));
  }
  return judge(oracle, trials);
}

function listSources(oracle: string, random: () => number): string[] {
  const program = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
  const folder = spawnSync('python3', ['-c', program], { encoding: 'utf8' }).stdout.trim();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const own = /\.py$/;
  const other = /(^|\/)(site-packages|lib2to3|idlelib|test|tests|turtledemo|__pycache__)\/|_sysconfigdata/;
  const kept = names.filter((name) => own.test(name) && !other.test(name)).toSorted();
  if (kept.length === 0) throw new Error(`no sources in ${folder}, asked by ${oracle}`);
  return kept
    .map((name) => ({ name, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => join(folder, name));
}

async function plantOnce(path: string, token: StringToken, random: () => number): Promise<Trial> {
  const value = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const text = readFileSync(path, 'utf8');
  const whole = !token.prefix.includes('f') && random() < 0.4;
  const at = token.start + (whole ? 0 : chooseOffset(text.slice(token.start, token.end), token.prefix, random));
  const before = text.slice(0, at) + value + text.slice(whole ? token.end : at);
  const ref = { name: '/proof/planted', env: 'PLANTED' };
  const site = { start: at, end: at + value.length, ref, value: new Secret(value) };
  const project = { read: (): undefined => undefined, list: (): string[] => [] };
  const rewriter = rewriters.find((each) => each.matches('planted.py'));
  const request = { path: 'planted.py', text: before, sites: [site], project, reader };
  const { edits, refusals } = (await rewriter?.rewrite(request)) ?? { edits: [], refusals: [] };
  const trial = { path, prose: token.prose, before, value };
  const [refusal] = refusals;
  return refusal === undefined ? { ...trial, after: applyEdits(before, edits) } : { ...trial, code: refusal.code };
}

/** Anywhere in a literal but inside an escape; at the beginning of one that is filled in. */
function chooseOffset(content: string, prefix: string, random: () => number): number {
  const offset = prefix.includes('f') ? 0 : Math.floor(random() * (content.length + 1));
  return content.slice(Math.max(0, offset - 10), offset).includes('\\') ? 0 : offset;
}

function judge(oracle: string, trials: readonly Trial[]): Tally {
  const fixed = trials.filter(({ after }) => after !== undefined);
  const verdicts = ask(oracle, { pairs: fixed }) as readonly string[];
  const broken = fixed.flatMap(({ path }, i) => (verdicts[i] === 'same' ? [] : [`${path}: ${verdicts[i]}`]));
  const kept = fixed.filter(({ after, value }) => after?.includes(value) === true);
  const literals = trials.filter(({ prose }) => !prose);
  const refused: Record<string, number> = {};
  for (const { code } of literals) if (code !== undefined) refused[code] = (refused[code] ?? 0) + 1;
  const prose = trials.filter((trial) => trial.prose);
  return {
    planted: literals.length,
    fixed: literals.filter(({ after }) => after !== undefined).length,
    refused,
    broken: [...broken, ...kept.map(({ path }) => `${path}: the value is left`)],
    prose: [prose.length, prose.filter(({ code }) => code !== undefined).length],
  };
}

function ask(oracle: string, request: unknown): unknown {
  const options = { input: JSON.stringify(request), encoding: 'utf8' as const, maxBuffer: 1 << 30 };
  const { status, stdout, stderr } = spawnSync('python3', [oracle], options);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const language = { dependency: { ecosystem: 'pypi', name: 'boto3', version: '1.34' }, loader: () => '' } as const;
const reader: Reader = { store: 'proof', python: language, javascript: language };
