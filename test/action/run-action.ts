/** Executes the composite steps of action.yml as a runner does: inputs and contexts into variables, bash, the files that steps write to. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { isolatedEnvironment } from '../fixtures/isolated-environment.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

export interface Step {
  readonly id: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
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
}

export interface JobResult {
  readonly code: number | null;
  /** Both streams, as the log shows them. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Stops at the first step that fails, as a runner does. */
export function runAction({ workspace, event: [name, payload], inputs = {} }: Job): JobResult {
  const folder = temporaryFolder();
  const contexts = new Map([['github.action_path', actionFolder]]);
  for (const [input, { default: value }] of Object.entries(action.inputs)) {
    contexts.set(`inputs.${input}`, inputs[input] ?? value);
  }
  const files = { GITHUB_EVENT_PATH: 'event.json', GITHUB_OUTPUT: 'output', GITHUB_STEP_SUMMARY: 'summary.md' };
  const paths = Object.fromEntries(Object.entries(files).map(([variable, file]) => [variable, join(folder, file)]));
  let log = '';
  let code: number | null = 0;
  writeFileSync(join(folder, files.GITHUB_EVENT_PATH), JSON.stringify(payload));
  for (const { id, run, env = {} } of action.runs.steps) {
    writeFileSync(join(folder, files.GITHUB_OUTPUT), '');
    writeFileSync(join(folder, files.GITHUB_STEP_SUMMARY), '');
    const script = join(folder, `${id}.sh`);
    writeFileSync(script, run);
    const own = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, fill(value, contexts)]));
    const common = { ...isolatedEnvironment(folder), CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name };
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: workspace,
      env: { ...common, ...paths, ...own },
      encoding: 'utf8',
    });
    log += stdout + stderr;
    code = status;
    for (const line of readFileSync(join(folder, files.GITHUB_OUTPUT), 'utf8').split('\n').filter(Boolean)) {
      const [key = '', value = ''] = line.split('=');
      contexts.set(`steps.${id}.outputs.${key}`, value);
    }
    if (status !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([key, { value }]) => [key, fill(value, contexts)]);
  const summary = readFileSync(join(folder, files.GITHUB_STEP_SUMMARY), 'utf8');
  return { code, log, summary, outputs: Object.fromEntries(outputs) };
}

/** `${{ inputs.name }}` and the like; what is not set is empty, as with GitHub. */
function fill(text: string, contexts: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => contexts.get(name) ?? '');
}
