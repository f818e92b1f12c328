/** `unleak resume`: goes on with the fix that the journal says was interrupted. */
import { readState } from '../apply/journal.ts';
import type { RunState } from '../apply/journal.ts';
import type { Values } from '../apply/file-change.ts';
import type { Command, CommandContext } from '../command.ts';
import { exitCodes, UserError } from '../errors.ts';
import { settleFlags } from '../flags.ts';
import { openRepository } from '../git.ts';
import { goOn, withJournal, withStore } from './fix/act.ts';
import { findAndPlan } from './fix/find.ts';

export const resume: Command = {
  async run(context) {
    const repository = openRepository(context.cwd);
    const { note } = context;
    return withJournal(repository, async (opened) => {
      const state = readState(opened.journal.entries);
      if (state?.phase === 'undoing')
        throw new UserError('usage', 'an undo was interrupted', { hint: '`unleak undo`' });
      if (state?.phase !== 'applying') {
        note('nothing to resume');
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
      return plan.refusals.length === 0 ? exitCodes.clean : exitCodes.incomplete;
    });
  },
};

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
