/** `unleak undo`: takes back the last fix or rotation, or what was done of it. */
import { readState } from '../apply/journal.ts';
import { undoRotation } from '../apply/rotate.ts';
import { readRotation } from '../apply/rotation-log.ts';
import type { RotationState } from '../apply/rotation-log.ts';
import { undoRun } from '../apply/undo.ts';
import type { Command } from '../command.ts';
import { exitCodes, UserError } from '../errors.ts';
import { openRepository } from '../git.ts';
import { escapeLine } from '../report/escape.ts';
import { withJournal, withStore } from './fix/act.ts';
import { rotatingOf } from './rotate/act.ts';
import type { Acting } from './rotate/act.ts';

export const undo: Command = {
  async run(context) {
    const { cwd, note, print } = context;
    const repository = openRepository(cwd);
    return withJournal(repository, async (opened) => {
      const { journal, workspace } = opened;
      const rotation = readRotation(journal.entries);
      if (rotation !== undefined && rotation.phase !== 'undone')
        return takeBackRotation(rotation, { ...opened, repository, context });
      const state = readState(journal.entries);
      if (state === undefined || state.phase === 'undone') {
        note('nothing to undo');
        return exitCodes.clean;
      }
      const { plan, region } = state.begin;
      const left = await towardsUndo(() =>
        withStore({ repository, store: plan.store, region, note }, (session) =>
          undoRun({ root: repository.root, journal, session, token: workspace.token }),
        ),
      );
      await print(left.map((line) => `${escapeLine(line)}\n`));
      if (left.length > 0) return exitCodes.incomplete;
      note(`undone: files and index are as they were${state.stored.size > 0 ? `; ${fateOf(plan.store)}` : ''}`);
      return exitCodes.clean;
    });
  },
};

/** What a store says to do next is meant for a run that goes on; this one goes back. */
async function towardsUndo<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.hint === undefined) throw cause;
    const hint = cause.hint.replaceAll('`unleak resume`', '`unleak undo` again');
    throw new UserError(cause.kind, cause.message, { hint, cause });
  }
}

function fateOf(store: string): string {
  return store.endsWith('parameter') ? 'the parameters are deleted' : 'the secrets are deleted in seven days';
}

async function takeBackRotation(
  { begin }: RotationState,
  { repository, context, ...opened }: Omit<Acting, 'session'>,
): Promise<number> {
  const { region, plan } = begin;
  await towardsUndo(() =>
    withStore({ repository, store: plan.store, region, note: context.note }, (session) =>
      undoRotation(rotatingOf({ ...opened, repository, context, session })),
    ),
  );
  context.note('undone: the old values are current again; whoever has them can use them');
  return exitCodes.clean;
}
