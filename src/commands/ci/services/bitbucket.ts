/** Bitbucket Pipelines: pull requests by their destination; of other builds nothing tells the commit before. */
import { planWithoutBase, refOf, requireOid, toTip } from '../job-plan.ts';
import type { CiService } from '../job-plan.ts';

/** Variables: https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/ */
export const bitbucket: CiService = {
  title: 'Bitbucket Pipelines',
  runs: (env) => (env['BITBUCKET_BUILD_NUMBER'] ?? '') !== '',
  plan(env) {
    const oid = requireOid(env, 'BITBUCKET_COMMIT');
    const ref = refOf('tags', env['BITBUCKET_TAG']) ?? refOf('heads', env['BITBUCKET_BRANCH']);
    const head = toTip({ oid, ref });
    const destination = refOf('heads', env['BITBUCKET_PR_DESTINATION_BRANCH']);
    if (destination === undefined) return planWithoutBase(`build of ${ref ?? 'a commit'}`, head);
    // Told as the beginning of an id: the clone may have it, the remote is asked for the branch.
    const base = /^[0-9a-f]{7,64}$/.exec(env['BITBUCKET_PR_DESTINATION_COMMIT'] ?? '')?.[0];
    const why = `pull request ${env['BITBUCKET_PR_ID'] ?? ''}`.trim();
    const branch = { ref: destination };
    return { kind: 'range', why, head, base: toTip({ oid: base, ...branch }), otherBase: branch, expected: 1 };
  },
};
