/** `unleak resume`: goes on with the fix or the rotation that the journal says was interrupted. */
import { readState } from '../apply/journal.ts';
import type { Journal, RunState } from '../apply/journal.ts';
import { readRotation } from '../apply/rotation-log.ts';
import type { RotationState } from '../apply/rotation-log.ts';
import type { Values } from '../apply/file-change.ts';
import type { Command, CommandContext } from '../command.ts';
import { exitCodes, UserError } from '../errors.ts';
import { settleFlags } from '../flags.ts';
import { openRepository } from '../git.ts';
import type { Repository } from '../git.ts';
import { countOf } from '../report/measure.ts';
import { goOn, withJournal, withStore } from './fix/act.ts';
import type { Opened } from './fix/act.ts';
import { findAndPlan } from './fix/find.ts';
import { rotateSecrets } from './rotate.ts';
import type { Rotation } from './rotate.ts';
import { goOnRotating } from './rotate/act.ts';
import type { Acting } from './rotate/act.ts';

export const resume: Command = {
  async run(context) {
    const repository = openRepository(context.cwd);
    const code = await withJournal(repository, (opened) => goOnWith(repository, opened, context));
    const next = await withJournal(repository, async ({ journal }) => leftToRotate(journal));
    if (next === undefined) return code;
    const flags = { ...settleFlags(context.given), apply: true, 'before-deploy': true };
    return Math.max(code, await rotateSecrets({ context, flags, ...next }));
  },
};

async function goOnWith(repository: Repository, opened: Opened, context: CommandContext): Promise<number> {
  const { note } = context;
  const rotation = readRotation(opened.journal.entries);
  if (rotation !== undefined) return resumeRotation(rotation, { ...opened, repository, context });
  const state = readState(opened.journal.entries);
  if (state?.phase === 'undoing') throw new UserError('usage', 'an undo was interrupted', { hint: '`unleak undo`' });
  if (state?.phase !== 'applying') {
    if (leftToRotate(opened.journal) === undefined) note('nothing to resume');
    return exitCodes.clean;
  }
  const { plan, region, prove } = state.begin;
  const { kmsKey } = plan.asked;
  const values = await recoverValues(state, context);
  const { restore } = settleFlags(context.given);
  await withStore({ repository, store: plan.store, region, restore, kmsKey, note }, (session) =>
    goOn({ ...opened, repository, session, values, command: prove, context }),
  );
  note('done: `git diff --staged` shows it, `unleak undo` takes it back; now deploy, then rotate');
  if (plan.refusals.length === 0) return exitCodes.clean;
  note(`partly fixed: ${countOf(plan.refusals.length, 'place')} left to you`);
  return exitCodes.incomplete;
}

/** A fix with --rotate that ended before its rotation began. */
function leftToRotate({ runs }: Journal): Pick<Rotation, 'wish' | 'named'> | undefined {
  const state = readState(runs.at(-1) ?? []);
  const wish = state?.phase === 'applied' ? state.begin.rotate : undefined;
  return wish === undefined ? undefined : { wish, named: [...(state?.stored.keys() ?? [])] };
}

async function resumeRotation(
  { begin, phase }: RotationState,
  { repository, context, ...opened }: Omit<Acting, 'session'>,
): Promise<number> {
  if (phase === 'undoing') throw new UserError('usage', 'an undo was interrupted', { hint: '`unleak undo`' });
  if (phase !== 'rotating') {
    context.note('nothing to resume');
    return exitCodes.clean;
  }
  const { region, plan } = begin;
  return withStore({ repository, store: plan.store, region, note: context.note }, (session) =>
    goOnRotating({ ...opened, repository, context, session }),
  );
}

/** Until all is stored no file has been rewritten: the source still holds what the store does not. */
async function recoverValues({ begin, stored }: RunState, context: CommandContext): Promise<Values> {
  const { plan } = begin;
  const names = plan.steps.flatMap((step) => (step.kind === 'store' ? [step.secret.name] : []));
  if (names.every((name) => stored.has(name))) return new Map();
  const ids = plan.steps.flatMap((step) => (step.kind === 'rotate' ? [step.finding] : []));
  const found = await findAndPlan({ ...context, paths: ids }, plan);
  if (JSON.stringify(found.plan.steps) === JSON.stringify(plan.steps)) return found.values;
  throw new UserError('incomplete', 'files have changed since the fix was planned', {
    hint: '`unleak undo` takes back what was stored; then plan anew',
  });
}
