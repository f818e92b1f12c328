/** The journalled half of `fix`, shared with `resume`: under the lock, with the store open, and closed whatever happens. */
import { carryOut } from '../../apply/carry-out.ts';
import { openJournal, readState } from '../../apply/journal.ts';
import type { Journal } from '../../apply/journal.ts';
import { prove } from '../../apply/prove.ts';
import type { Values } from '../../apply/file-change.ts';
import { openWorkspace } from '../../apply/workspace.ts';
import type { Workspace } from '../../apply/workspace.ts';
import type { CommandContext } from '../../command.ts';
import { UserError } from '../../errors.ts';
import type { Repository } from '../../git.ts';
import type { Plan, StoreSession } from '../../remediation-types.ts';
import { rewriters } from '../../rewriters/index.ts';
import { listChecked } from './find.ts';
import { connectStore } from './stores.ts';

export interface Opened {
  readonly workspace: Workspace;
  readonly journal: Journal;
}

/** Takes the lock for as long as `act` runs. */
export async function withJournal<Result>(
  repository: Repository,
  act: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const workspace = openWorkspace(repository);
  try {
    const journal = openJournal(workspace.folder);
    try {
      return await act({ workspace, journal });
    } catch (cause) {
      throw explainStop(cause, journal);
    } finally {
      journal.close();
    }
  } finally {
    workspace.release();
  }
}

/** Whatever stops a run, the person is told how to go on; a file system that refuses is no bug of ours. */
function explainStop(cause: unknown, { entries }: Journal): unknown {
  const phase = readState(entries)?.phase;
  const hint =
    phase === 'applying'
      ? 'when that is mended: `unleak resume`; `unleak undo` goes back'
      : phase === 'undoing'
        ? 'when that is mended: `unleak undo`'
        : 'nothing was changed; try again when that is mended';
  if (cause instanceof UserError)
    return cause.hint === undefined ? new UserError(cause.kind, cause.message, { hint, cause }) : cause;
  const { code, syscall } = (cause ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return cause;
  return new UserError('incomplete', `the file system refuses to ${syscall} (${code})`, { hint, cause });
}

export interface Session {
  readonly repository: Repository;
  readonly store: string;
  readonly region?: string | undefined;
  readonly restore?: boolean | undefined;
  readonly kmsKey?: string | undefined;
  readonly note: CommandContext['note'];
}

export async function withStore<Result>(
  session: Session,
  act: (opened: StoreSession) => Promise<Result>,
): Promise<Result> {
  const opened = await connectStore(session.store, session, session.note);
  try {
    return await act(opened);
  } finally {
    await opened.close();
  }
}

export interface Going extends Opened {
  readonly repository: Repository;
  readonly session: StoreSession;
  readonly values: Values;
  readonly command: string | undefined;
  readonly context: CommandContext;
}

/** Carries out what the journal's last `begin` says. */
export async function goOn({
  repository,
  workspace,
  journal,
  session,
  values,
  command,
  context,
}: Going): Promise<void> {
  const { root } = repository;
  await carryOut({
    ...{ root, journal, session, rewriters, values },
    list: () => listChecked(context, repository),
    token: workspace.token,
    ...(command !== undefined && {
      prove: (plan: Plan, held: Values) => prove(plan, held, proofOf(plan, root, command)),
    }),
  });
}

function proofOf(plan: Plan, folder: string, command: string) {
  const overrides = plan.steps.flatMap((step) => (step.kind === 'store' ? Object.values(step.secret.variables) : []));
  return { command, folder, overrides };
}
