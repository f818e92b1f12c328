/** The acting half of `rotate`, shared with `resume` and `fix --rotate`: the gate, the journalled run, and what is said in the end. */
import { randomBytes } from 'node:crypto';
import type { Journal } from '../../apply/journal.ts';
import { readState } from '../../apply/journal.ts';
import { endsWell } from '../../apply/prove.ts';
import { carryOutRotation } from '../../apply/rotate.ts';
import type { Rotating } from '../../apply/rotate.ts';
import { readRotation } from '../../apply/rotation-log.ts';
import type { CommandContext } from '../../command.ts';
import { exitCodes, UserError } from '../../errors.ts';
import { runGitWith } from '../../git/user-git.ts';
import type { Repository } from '../../git.ts';
import type { StoreSession } from '../../remediation-types.ts';
import { escapeLine } from '../../report/escape.ts';
import { rotators } from '../../rotators/index.ts';
import type { RotationPlan, RotationWish } from '../../rotation-types.ts';
import type { Opened } from '../fix/act.ts';
import { appliedFixes } from './targets.ts';

export interface Gate {
  readonly deployed: boolean;
  readonly anyway: boolean;
}

/** Nothing is rotated unless somebody says that the new source runs, and git does not say otherwise. */
export async function requireDeployed(
  { steps }: RotationPlan,
  { repository, runs, gate }: { repository: Repository; runs: Journal['runs']; gate: Gate },
): Promise<void> {
  if (gate.anyway) return;
  if (!gate.deployed)
    throw new UserError(
      'usage',
      'rotation ends the old value, and nobody has said that the rewritten source is deployed',
      {
        hint: '--deployed confirms it; --before-deploy rotates all the same, and programs that hold the old value stop working',
      },
    );
  const secrets = new Set(steps.map(({ secret }) => secret));
  const fixes = appliedFixes(runs).filter(({ plan }) =>
    plan.steps.some((step) => step.kind === 'store' && secrets.has(step.secret.name)),
  );
  const paths = fixes.flatMap(({ plan }) => plan.steps.flatMap((step) => (step.kind === 'rewrite' ? [step.path] : [])));
  if (paths.length === 0) return;
  const status = await runGitWith(repository.root, ['status', '--porcelain', '--', ...new Set(paths)], {
    env: { GIT_LITERAL_PATHSPECS: '1' },
  });
  const changed = status.split('\n').find((line) => /^[ MADRCU?]{2} /.test(line));
  if (changed === undefined) return;
  throw new UserError(
    'usage',
    `${escapeLine(changed.slice(3))} has changes that are not committed: the rewrite cannot be deployed`,
    {
      hint: 'commit and deploy it first; --before-deploy rotates all the same',
    },
  );
}

export interface Beginning {
  readonly plan: RotationPlan;
  readonly wish: RotationWish;
  readonly session: StoreSession;
}

export function beginRotation({ journal }: Opened, { plan, wish, session }: Beginning): void {
  refuseUnfinished(journal);
  const run = randomBytes(16).toString('hex');
  journal.write({ kind: 'rotating', run, at: new Date().toISOString(), plan, wish, region: session.identity.region });
}

/** A fix or a rotation that has not ended comes first. */
export function refuseUnfinished({ entries }: Pick<Journal, 'entries'>): void {
  const phase = readState(entries)?.phase ?? readRotation(entries)?.phase;
  const what = readRotation(entries) === undefined ? 'fix' : 'rotation';
  if (phase === 'applying' || phase === 'rotating')
    throw new UserError('usage', `an earlier ${what} has not ended`, { hint: '`unleak resume` or `unleak undo`' });
  if (phase === 'undoing') throw new UserError('usage', 'an earlier undo has not ended', { hint: '`unleak undo`' });
}

export interface Acting extends Opened {
  readonly repository: Repository;
  readonly session: StoreSession;
  readonly context: CommandContext;
}

export function rotatingOf({ repository, session, context, journal, workspace }: Acting): Rotating {
  const { token, mark } = workspace;
  const note = (line: string): void => context.note(escapeLine(line));
  return { journal, session, rotators, token, mark, note, endsWell: (command) => endsWell(command, repository.root) };
}

/** Carries out what the journal's last run says, and tells how it ended. */
export async function goOnRotating(acting: Acting): Promise<number> {
  const { context, journal } = acting;
  const back = await carryOutRotation(rotatingOf(acting));
  const plan = readRotation(journal.entries)?.begin.plan;
  for (const line of back) context.note(escapeLine(line));
  const done = (plan?.steps.length ?? 0) - back.length;
  const left = plan?.guided.length ?? 0;
  if (done > 0) context.note(`done: ${done} of ${done + back.length + left}; ${left} left to you`);
  return back.length + left > 0 ? exitCodes.incomplete : exitCodes.clean;
}
