/** GitLab CI: merge requests by the base of their diff, pushes by the commit before; all else is a reason to scan everything. */
import { isOid, isZero, planWithoutBase, refOf, requireOid, toTip } from '../job-plan.ts';
import type { CiService, JobEnvironment, JobPlan, Tip } from '../job-plan.ts';

/** Variables: https://docs.gitlab.com/ci/variables/predefined_variables/ */
export const gitlab: CiService = {
  title: 'GitLab CI',
  runs: (env) => env['GITLAB_CI'] === 'true',
  plan(env) {
    const source = env['CI_PIPELINE_SOURCE'] ?? '';
    const commit = requireOid(env, 'CI_COMMIT_SHA');
    if (env['CI_MERGE_REQUEST_DIFF_BASE_SHA']) return planMergeRequest(env, commit);
    if (env['CI_EXTERNAL_PULL_REQUEST_IID']) return planExternal(env);
    const ref = refOf('tags', env['CI_COMMIT_TAG']) ?? refOf('heads', env['CI_COMMIT_BRANCH']);
    const head = toTip({ oid: commit, ref });
    // A child pipeline goes by what its parent was started for.
    const before = env['CI_COMMIT_BEFORE_SHA'] ?? '';
    const isPush = source === 'push' || (source === 'parent_pipeline' && isOid(before) && !isZero(before));
    return isPush ? planPush(env, head) : { kind: 'history', why: source || 'pipeline' };
  },
};

/** The commit of a pipeline for merged results is a merge that GitLab made: the request's own commits end before it. */
function planMergeRequest(env: JobEnvironment, commit: string): JobPlan {
  const source = env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] ?? '';
  const base = requireOid(env, 'CI_MERGE_REQUEST_DIFF_BASE_SHA');
  const oid = isOid(source) ? source : commit;
  const head = toTip({ oid, ref: refOf('heads', env['CI_MERGE_REQUEST_REF_PATH']) });
  const target = refOf('heads', env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME']);
  return {
    kind: 'range',
    why: `merge request ${env['CI_MERGE_REQUEST_IID'] ?? ''}`.trim(),
    head,
    base: { oid: base },
    ...(target !== undefined && { otherBase: { ref: target } }),
    expected: base === oid ? 0 : 1,
  };
}

function planExternal(env: JobEnvironment): JobPlan {
  const base = requireOid(env, 'CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_SHA');
  const head = requireOid(env, 'CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA');
  const why = `pull request ${env['CI_EXTERNAL_PULL_REQUEST_IID'] ?? ''}`;
  return { kind: 'range', why, head: { oid: head }, base: { oid: base }, expected: 1 };
}

/** After a force push the commit before may be gone: then as for a first push. */
function planPush(env: JobEnvironment, head: Tip): JobPlan {
  const main = refOf('heads', env['CI_DEFAULT_BRANCH']);
  const base = main === undefined || main === head.ref ? undefined : { ref: main };
  const before = env['CI_COMMIT_BEFORE_SHA'] ?? '';
  if (isOid(before) && !isZero(before))
    return { kind: 'range', why: 'push', head, base: { oid: before }, ...(base && { otherBase: base }), expected: 0 };
  const why = `first push of ${head.ref ?? 'a branch'}`;
  if (main === undefined) return planWithoutBase(why, head);
  return base === undefined ? { kind: 'history', why } : { kind: 'range', why, head, base, expected: 0 };
}
