/** Jenkins: change requests by their target, branches by the last build that succeeded, so that what made one fail is not passed over. */
import { isOid, isZero, planWithoutBase, refOf } from '../job-plan.ts';
import type { CiService } from '../job-plan.ts';

/**
 * Variables of the Git and Branch API plugins. GIT_COMMIT may be that of a library or of the head before Jenkins merged it: what is
 * checked out is what is built.
 */
export const jenkins: CiService = {
  title: 'Jenkins',
  runs: (env) => [env['JENKINS_URL'], env['JENKINS_HOME']].some((value) => value !== undefined && value !== ''),
  plan(env, checkedOut) {
    const head = { oid: checkedOut };
    const target = refOf('heads', env['CHANGE_TARGET']);
    if (target !== undefined) {
      const why = `change ${env['CHANGE_ID'] ?? ''}`.trim();
      return { kind: 'range', why, head, base: { ref: target }, expected: 1 };
    }
    const before = env['GIT_PREVIOUS_SUCCESSFUL_COMMIT'] ?? '';
    const why = `build of ${env['TAG_NAME'] ?? env['BRANCH_NAME'] ?? env['GIT_BRANCH'] ?? 'a commit'}`;
    if (!isOid(before) || isZero(before)) return planWithoutBase(why, head);
    return { kind: 'range', why, head, base: { oid: before }, otherBase: { ref: 'HEAD' }, expected: 0 };
  },
};
