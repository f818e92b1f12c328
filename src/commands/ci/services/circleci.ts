/** CircleCI: tells no commit before but in its configuration, which hands it on as UNLEAK_BASE; without it, what the default branch has not. */
import { planWithoutBase, refOf, requireOid, toTip } from '../job-plan.ts';
import type { CiService } from '../job-plan.ts';

/** Variables: https://circleci.com/docs/variables/ */
export const circleci: CiService = {
  title: 'CircleCI',
  runs: (env) => env['CIRCLECI'] === 'true',
  plan(env) {
    const { CIRCLE_BRANCH: branch = '', CIRCLE_TAG: tag } = env;
    const oid = requireOid(env, 'CIRCLE_SHA1');
    // The branch of a pull request from a fork is called pull/7.
    const fork = /^pull\/(\d+)$/.exec(branch)?.[1];
    const ref = fork === undefined ? (refOf('tags', tag) ?? refOf('heads', branch)) : `refs/pull/${fork}/head`;
    const why = fork === undefined ? `build of ${ref ?? 'a commit'}` : `pull request ${fork}`;
    return planWithoutBase(why, toTip({ oid, ref }));
  },
};
