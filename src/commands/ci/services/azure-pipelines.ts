/** Azure Pipelines: pull requests by their target; of other builds nothing tells the commit before. */
import { planWithoutBase, refOf, requireOid, toTip } from '../job-plan.ts';
import type { CiService, JobEnvironment, JobPlan } from '../job-plan.ts';

/** Builds that bring in no commits. */
const periodic: ReadonlySet<string> = new Set(['Schedule', 'Manual', 'BuildCompletion', 'ResourceTrigger']);

/** Variables: https://learn.microsoft.com/azure/devops/pipelines/build/variables */
export const azurePipelines: CiService = {
  title: 'Azure Pipelines',
  runs: (env) => /^true$/i.test(env['TF_BUILD'] ?? ''),
  plan(env, checkedOut) {
    const reason = env['BUILD_REASON'] ?? '';
    // GitHub's branches come by name, those of Azure Repos as refs.
    const target = refOf('heads', env['SYSTEM_PULLREQUEST_TARGETBRANCH']);
    if (target !== undefined) return planPullRequest(env, { target, checkedOut });
    if (periodic.has(reason)) return { kind: 'history', why: reason };
    const ref = refOf('heads', env['BUILD_SOURCEBRANCH']);
    return planWithoutBase(
      `build of ${ref ?? 'a commit'}`,
      toTip({ oid: requireOid(env, 'BUILD_SOURCEVERSION'), ref }),
    );
  },
};

/** The merge that was made for the build is checked out; its other parent is the target, so it adds no commits but itself. */
function planPullRequest(env: JobEnvironment, { target, checkedOut }: { target: string; checkedOut: string }): JobPlan {
  const id = env['SYSTEM_PULLREQUEST_PULLREQUESTNUMBER'] ?? env['SYSTEM_PULLREQUEST_PULLREQUESTID'] ?? '';
  const why = `pull request ${id}`.trim();
  return { kind: 'range', why, head: { oid: checkedOut }, base: { ref: target }, expected: 1 };
}
