/** Executes the composite steps of action.yml as a runner does: inputs and contexts into variables, bash, the files that steps write to. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { isolatedEnvironment } from '../fixtures/isolated-environment.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

export interface Step {
  readonly id: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { description: string; default: string }>>;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const actionFolder = fileURLToPath(new URL('../..', import.meta.url));
export const action = parse(readFileSync(join(actionFolder, 'action.yml'), 'utf8')) as Action;

export interface Job {
  /** The checkout. */
  readonly workspace: string;
  readonly event: readonly [name: string, payload: object];
  readonly inputs?: Readonly<Record<string, string>>;
  /** Where the runner has put the Action. Default: here. */
  readonly folder?: string;
  /** What the cache service keeps, in a folder for each key. Default: nothing, and nothing is kept. */
  readonly cache?: string;
  /** Folder of programs that come before all others. */
  readonly programs?: string;
}

export interface JobResult {
  readonly code: number | null;
  /** Both streams, as the log shows them. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What steps read and write. */
type Contexts = Map<string, string>;

/** Stops at the first step that fails, as a runner does. */
export function runAction(job: Job): JobResult {
  const folder = temporaryFolder();
  const contexts = readContexts(job);
  const files = { GITHUB_EVENT_PATH: 'event.json', GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary.md' };
  const paths = Object.fromEntries(Object.entries(files).map(([variable, file]) => [variable, join(folder, file)]));
  const [name, payload] = job.event;
  let log = '';
  let code: number | null = 0;
  writeFileSync(join(folder, files.GITHUB_EVENT_PATH), JSON.stringify(payload));
  for (const step of action.runs.steps) {
    const { id, run, env = {} } = step;
    if (step.if !== undefined && evaluate(step.if, contexts) !== 'true') continue;
    if (run === undefined) {
      useCache(step, contexts, job.cache);
      continue;
    }
    writeFileSync(join(folder, files.GITHUB_OUTPUT), '');
    writeFileSync(join(folder, files.GITHUB_STEP_SUMMARY), '');
    const script = join(folder, `${id}.sh`);
    writeFileSync(script, run);
    const own = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, fill(value, contexts)]));
    const common = {
      ...isolatedEnvironment(folder),
      ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name },
      GITHUB_ACTION_PATH: job.folder ?? actionFolder,
    };
    const path = [...(job.programs === undefined ? [] : [job.programs]), process.env['PATH'] ?? ''].join(delimiter);
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: job.workspace,
      env: { ...common, ...paths, ...own, PATH: path },
      encoding: 'utf8',
    });
    log += stdout + stderr;
    code = status;
    for (const line of readFileSync(join(folder, files.GITHUB_OUTPUT), 'utf8').split('\n').filter(Boolean)) {
      const [key = '', value = ''] = line.split(/=(.*)/);
      contexts.set(`steps.${id}.outputs.${key}`, value);
    }
    if (status !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([key, { value }]) => [key, fill(value, contexts)]);
  const summary = readFileSync(join(folder, files.GITHUB_STEP_SUMMARY), 'utf8');
  return { code, log, summary, outputs: Object.fromEntries(outputs) };
}

function readContexts({ inputs = {} }: Job): Contexts {
  const contexts: Contexts = new Map([
    ['github.token', 'token of the job'],
    ['runner.os', 'Linux'],
    ['runner.arch', 'X64'],
  ]);
  for (const [input, { default: value }] of Object.entries(action.inputs)) {
    contexts.set(`inputs.${input}`, inputs[input] ?? fill(value, contexts));
  }
  return contexts;
}

/** actions/cache/restore and actions/cache/save with a folder in place of the service. */
function useCache({ id, uses = '', with: given = {} }: Step, contexts: Contexts, cache: string | undefined): void {
  if (cache === undefined) return;
  const entry = join(cache, fill(given['key'] ?? '', contexts));
  const paths = fill(given['path'] ?? '', contexts)
    .split('\n')
    .filter(Boolean);
  const copy = (from: string, to: string): void => cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  if (uses.startsWith('actions/cache/save@')) return paths.forEach((path, at) => copy(path, join(entry, String(at))));
  if (!uses.startsWith('actions/cache/restore@')) throw new Error(`${uses} is not known here`);
  const isHit = existsSync(entry);
  contexts.set(`steps.${id}.outputs.cache-hit`, isHit ? 'true' : '');
  if (isHit) paths.forEach((path, at) => copy(join(entry, String(at)), path));
}

/** `${{ inputs.name }}` and the like; what is not set is empty, as with GitHub. */
function fill(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => evaluate(expression, contexts));
}

/** The operators that action.yml uses, of the precedence that GitHub gives them; their results as text. */
function evaluate(expression: string, contexts: Contexts): string {
  const isTrue = (text: string): boolean => text !== '' && text !== 'false';
  const either = expression.split('||').map((part) => {
    const all = part.split('&&').map((term) => compare(term, contexts));
    return all.find((each) => !isTrue(each)) ?? all.at(-1) ?? '';
  });
  return either.find(isTrue) ?? either.at(-1) ?? '';
}

function compare(term: string, contexts: Contexts): string {
  const [, left = '', operator, right = ''] = /^\s*([\w.'-]+)\s*(?:(==|!=)\s*([\w.'-]+)\s*)?$/.exec(term) ?? [];
  if (left === '') throw new Error(`this test cannot read ${term}`);
  const valueOf = (name: string): string => /^'(.*)'$/.exec(name)?.[1] ?? contexts.get(name) ?? '';
  if (operator === undefined) return left === "''" ? '' : valueOf(left);
  return String((valueOf(left) === valueOf(right)) === (operator === '=='));
}
