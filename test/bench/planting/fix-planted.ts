/** Runs the real commands on a planted project, and says of each site what became of it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../../src/remediation-types.ts';
import type { PlantedSite } from './plant.ts';

/** What became of a site; `reason` is the code of a refusal, or what is wrong. */
export interface Outcome {
  readonly site: PlantedSite;
  readonly state: 'fixed' | 'refused' | 'not found' | 'corrupted';
  readonly reason: string;
  /** The variable that stands for the site. */
  readonly variable: string | undefined;
}

interface Scan {
  readonly findings: readonly { readonly id: string; readonly secret: { readonly value: string } }[];
}

export interface Fixed {
  readonly outcomes: readonly Outcome[];
  readonly plan: Plan;
}

export function fixPlanted(cli: string, cwd: string, sites: readonly PlantedSite[]): Fixed {
  const scan = JSON.parse(run(cli, cwd, ['scan', '--format', 'json', '--show-secrets'], [0, 1])) as Scan;
  const plan = JSON.parse(run(cli, cwd, ['fix', '--store', 'local', '--json'], [0])) as Plan;
  run(cli, cwd, ['fix', '--apply', '--store', 'local', '--quiet'], [0, 3]);
  const variables = variablesOf(plan);
  const outcomes = sites.map((site): Outcome => {
    const finding = scan.findings.find(({ secret }) => isValue(site, secret.value));
    const variable = variables.get(finding?.id ?? '');
    const rest = { site, variable };
    if (finding === undefined) return { ...rest, state: 'not found', reason: '' };
    const refusal = plan.refusals.find((each) => each.finding === finding.id);
    const isLeft = holds(readFileSync(join(cwd, site.path), 'utf8'), site);
    if (refusal !== undefined && isLeft) return { ...rest, state: 'refused', reason: refusal.code };
    if (refusal === undefined && !isLeft) return { ...rest, state: 'fixed', reason: '' };
    return { ...rest, state: 'corrupted', reason: isLeft ? 'the value is left' : 'refused, and the value is gone' };
  });
  return { outcomes, plan };
}

function isValue({ credential: { value, text } }: PlantedSite, found: string): boolean {
  return [value, text, encodeURIComponent(value), value.replaceAll('\n', '\\n')].includes(found);
}

function holds(text: string, { credential: { value } }: PlantedSite): boolean {
  return [value, encodeURIComponent(value), value.replaceAll('\n', '\\n')].some((form) => text.includes(form));
}

/** Finding → the variable of what it stands for itself. */
function variablesOf({ steps }: Plan): ReadonlyMap<string, string> {
  const pairs = steps.flatMap((step) =>
    step.kind !== 'store'
      ? []
      : Object.entries(step.secret.keys)
          .filter(([, { part }]) => part === undefined)
          .map(([key, { finding }]) => [finding, step.secret.variables[key] ?? ''] as const),
  );
  return new Map(pairs);
}

function run(cli: string, cwd: string, args: readonly string[], codes: readonly number[]): string {
  const options = { cwd, encoding: 'utf8', maxBuffer: 1 << 30 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], options);
  if (!codes.includes(status ?? -1)) throw new Error(`unleak ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}
