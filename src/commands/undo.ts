/** `unleak undo`: takes back the last fix, or what was done of it. */
import { readState } from '../apply/journal.ts';
import { undoRun } from '../apply/undo.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../errors.ts';
import { openRepository } from '../git.ts';
import { escapeLine } from '../report/escape.ts';
import { withJournal, withStore } from './fix/act.ts';

export const undo: Command = {
  async run({ cwd, note, print }) {
    const repository = openRepository(cwd);
    return withJournal(repository, async ({ journal, workspace }) => {
      const state = readState(journal.entries);
      if (state === undefined || state.phase === 'undone') {
        note('nothing to undo');
        return exitCodes.clean;
      }
      const { plan, region } = state.begin;
      const left = await withStore({ repository, store: plan.store, region, note }, (session) =>
        undoRun({ root: repository.root, journal, session, token: workspace.token }),
      );
      await print(left.map((line) => `${escapeLine(line)}\n`));
      if (left.length > 0) return exitCodes.incomplete;
      note(`undone: files and index are as they were${state.stored.size > 0 ? `; ${fateOf(plan.store)}` : ''}`);
      return exitCodes.clean;
    });
  },
};

function fateOf(store: string): string {
  return store.endsWith('parameter') ? 'the parameters are deleted' : 'the secrets are deleted in seven days';
}
