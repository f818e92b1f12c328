/** The CI services whose jobs tell by their variables what they were started for. */
import { UserError } from '../../errors.ts';
import { isZero, planWithoutBase } from './job-plan.ts';
import type { CiService, JobEnvironment, JobPlan } from './job-plan.ts';
import { azurePipelines } from './services/azure-pipelines.ts';
import { bitbucket } from './services/bitbucket.ts';
import { circleci } from './services/circleci.ts';
import { github } from './services/github.ts';
import { gitlab } from './services/gitlab.ts';
import { jenkins } from './services/jenkins.ts';

/** Jenkins comes last: its variables may be set on machines that run the jobs of others. */
const ciServices: readonly CiService[] = [github, gitlab, circleci, azurePipelines, bitbucket, jenkins];

export interface Job {
  readonly env: JobEnvironment;
  /** Commit of the work tree. */
  readonly checkedOut: string;
  /** What the user says is the commit before; zeros say that there is none. */
  readonly base: string | undefined;
}

/** Throws UserError('usage') where neither a service nor the user tells what to compare with. */
export function planJob({ env, checkedOut, base }: Job): JobPlan {
  const plan = ciServices.find(({ runs }) => runs(env))?.plan(env, checkedOut);
  if (base === undefined || (plan !== undefined && isZero(base))) {
    if (plan !== undefined) return plan;
    const names = ciServices.map(({ title }) => title).join(', ');
    throw new UserError('usage', 'there is no job: no CI service has set its variables', {
      hint: `elsewhere than in ${names}, name the commit before: unleak ci --base COMMIT`,
    });
  }
  if (!/^[0-9a-f]{7,64}$/.test(base)) throw new UserError('usage', '--base takes the id of a commit');
  const head = plan?.kind === 'range' ? plan.head : { oid: checkedOut };
  const why = plan?.why ?? 'build';
  if (isZero(base)) return planWithoutBase(why, head);
  return { kind: 'range', why, head, base: { oid: base }, otherBase: { ref: 'HEAD' }, expected: 0 };
}
