/** Reads the ready-made pieces of docs/ci as their services do, down to the scripts and variables of a job, and runs those in bash. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { cli } from '../cli/session.ts';
import { isolatedEnvironment } from '../fixtures/isolated-environment.ts';
import { temporaryFolder } from '../fixtures/repository.ts';
import { actionFolder } from './run-action.ts';

type Variables = Readonly<Record<string, string>>;

export interface PieceJob {
  /** Lines of the job, one command each. */
  readonly script: readonly string[];
  readonly env: Variables;
}

export interface PieceResult {
  readonly code: number | null;
  /** Both streams. */
  readonly log: string;
  /** What npx was told to install. */
  readonly installed: string;
}

export function readPiece(name: string): string {
  return readFileSync(join(actionFolder, 'docs/ci', name), 'utf8');
}

/** `$[[ inputs.x ]]`, as GitLab fills them in before the second document is read. */
export function readGitlab(inputs: Variables = {}): { spec: unknown; job: PieceJob; whole: Record<string, unknown> } {
  const [header = '', body = ''] = readPiece('gitlab.yml').split(/^---$/m);
  const { spec } = parse(header) as { spec: { inputs: Record<string, { default: string }> } };
  const filled = body.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, key: string) => {
    const value = inputs[key] ?? spec.inputs[key]?.default;
    if (value === undefined) throw new Error(`no input ${key}`);
    return JSON.stringify(value);
  });
  const whole = parse(filled) as { unleak: { script: string[]; variables: Variables } };
  return { spec, job: { script: whole.unleak.script, env: whole.unleak.variables }, whole };
}

/** `<< parameters.x >>` and `<< pipeline.x >>`: what the workflow hands to the job of the orb. */
export function readCircle(pipeline: Variables): PieceJob {
  const text = readPiece('circleci.yml');
  interface CircleJob {
    readonly parameters: Record<string, { default: string }>;
    readonly environment: Variables;
    readonly steps: readonly (string | { run?: { command: string } })[];
  }
  const { orbs, workflows } = parse(text) as {
    orbs: { unleak: { jobs: { scan: CircleJob } } };
    workflows: { unleak: { jobs: [{ 'unleak/scan': Variables }] } };
  };
  const { scan } = orbs.unleak.jobs;
  const given = workflows.unleak.jobs[0]['unleak/scan'];
  const fill = (value: string): string =>
    value.replaceAll(/<< (\w+)\.([\w.-]+) >>/g, (_, kind: string, key: string) =>
      kind === 'pipeline' ? (pipeline[key] ?? '') : fill(given[key] ?? scan.parameters[key]?.default ?? ''),
    );
  const env = Object.fromEntries(Object.entries(scan.environment).map(([key, value]) => [key, fill(value)]));
  const script = scan.steps.flatMap((step) => (typeof step === 'object' && step.run ? [fill(step.run.command)] : []));
  return { script, env };
}

export function readJenkins(): PieceJob {
  const text = readPiece('Jenkinsfile');
  const environment = /environment \{\n([^}]*)\}/.exec(text)?.[1] ?? '';
  const env = Object.fromEntries(
    [...environment.matchAll(/(\w+) = '([^']*)'/g)].map(([, key = '', value = '']) => [key, value]),
  );
  return { script: [...text.matchAll(/^ +sh '([^']*)'$/gm)].map(([, command = '']) => command), env };
}

/** `${{ parameters.x }}` and `$(Variable.Name)`. */
export function readAzure(workspace: string): PieceJob {
  const text = readPiece('azure-pipelines.yml').replaceAll('$(Pipeline.Workspace)', workspace);
  interface AzureStep {
    readonly bash?: string;
    readonly env?: Variables;
  }
  const { parameters, jobs } = parse(text) as {
    parameters: { name: string; default: unknown }[];
    jobs: { steps: AzureStep[] }[];
  };
  const fill = (value: string): string =>
    value.replaceAll(/\$\{\{ parameters\.(\w+) \}\}/g, (_, key: string) =>
      String(parameters.find(({ name }) => name === key)?.default),
    );
  const steps = (jobs[0]?.steps ?? []).filter(({ bash }) => bash !== undefined);
  const pairs = steps.flatMap(({ env = {} }) => Object.entries(env).map(([key, value]) => [key, fill(value)]));
  return { script: steps.map(({ bash = '' }) => fill(bash)), env: Object.fromEntries(pairs) as Variables };
}

export function readBitbucket(): PieceJob {
  const [document] = parseAllDocuments(readPiece('bitbucket-pipelines.yml'));
  const { definitions } = (document?.toJS() ?? {}) as { definitions: { steps: [{ step: { script: string[] } }] } };
  return { script: definitions.steps[0].step.script, env: {} };
}

/** Stops at the first command that fails. The npx on its path runs this repository's CLI in place of what it would install. */
export function runPiece({ script, env }: PieceJob, workspace: string, service: Variables): PieceResult {
  const folder = temporaryFolder();
  const shim = join(folder, 'npx');
  const call = `exec "${process.execPath}" "${cli}" "$@"`;
  const check = '[ "$1 $2 $4" = "--yes --package unleak" ] || exit 99';
  writeFileSync(shim, `#!/bin/sh\n${check}\necho "$3" > "${folder}/installed"\nshift 4\n${call}\n`);
  chmodSync(shim, 0o755);
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script.join('\n')], {
    cwd: workspace,
    env: {
      ...withoutService(isolatedEnvironment(folder)),
      CI: 'true',
      ...env,
      ...service,
      PATH: folder + delimiter + PATH,
    },
    encoding: 'utf8',
  });
  return { code: status, log: stdout + stderr, installed: readFileSync(join(folder, 'installed'), 'utf8').trim() };
}

/** The tests may themselves run in a job of one of these services. */
function withoutService(env: Record<string, string>): Record<string, string> {
  const own = /^(GITHUB_|GITLAB_|CI_|CIRCLE|JENKINS_|BUILD_|SYSTEM_|TF_BUILD|BITBUCKET_|CHANGE_|BRANCH_|TAG_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}
