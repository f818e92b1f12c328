/** A rotation carried out, or taken back: one secret after the other, each by its rotator, from wherever the journal says it came to. */
import { UserError } from '../errors.ts';
import type { StoreSession } from '../remediation-types.ts';
import type { LoggedPhase, RotationRun, RotationStep, Rotator } from '../rotation-types.ts';
import type { Secret } from '../secret.ts';
import type { Journal } from './journal.ts';
import { openLog, readRotation } from './rotation-log.ts';
import type { RotationState } from './rotation-log.ts';

export interface Rotating {
  readonly journal: Journal;
  readonly session: StoreSession;
  readonly rotators: readonly Rotator[];
  /** A keyed digest (workspace.ts). */
  token(run: string, name: string): string;
  mark(text: Secret): string;
  note(line: string): void;
  /** Whether a command ends well. */
  endsWell(command: string): Promise<boolean>;
}

/** What went back to its old value, and why; nothing where all was done. Throws UserError; the journal then says how far it came. */
export async function carryOutRotation(rotating: Rotating): Promise<readonly string[]> {
  const { journal } = rotating;
  const state = stateOf(journal);
  const back: string[] = [];
  for (const [at, step] of state.begin.plan.steps.entries()) {
    const log = openLog(journal, at);
    if (isUndone(log.lines)) continue;
    const done = log.lines.find(({ phase }) => phase === 'done');
    const why = done === undefined ? await rotateOne(step, { rotating, state, at }) : done.facts['why'];
    if (done === undefined) log.end('done', why === undefined ? {} : { why });
    if (why !== undefined) back.push(`${step.secret} has its old value again: ${why}`);
  }
  journal.write({ kind: 'end' });
  return back;
}

/** Last first. Throws UserError where there is no safe way back; what came before it is back then. */
export async function undoRotation(rotating: Rotating): Promise<void> {
  const { journal } = rotating;
  const state = stateOf(journal);
  for (const [at, step] of [...state.begin.plan.steps.entries()].reverse()) {
    const { lines } = openLog(journal, at);
    if (lines.length === 0 || isUndone(lines)) continue;
    // What has gone back by itself is as it was.
    if (lines.some(({ phase, facts }) => phase === 'done' && facts['why'] !== undefined)) continue;
    if (step.action === 'retire')
      throw new UserError('incomplete', `what was deleted of ${step.secret} cannot come back`, {
        hint: 'rotate again for a new value',
      });
    await rotatorOf(step, rotating).undo(step, runOf({ rotating, state, at, step }));
  }
  journal.write({ kind: 'undone' });
}

function isUndone(lines: readonly LoggedPhase[]): boolean {
  return lines.some(({ phase, done }) => phase === 'undo' && done);
}

interface Place {
  readonly rotating: Rotating;
  readonly state: RotationState;
  /** Which step of the plan. */
  readonly at: number;
}

async function rotateOne(step: RotationStep, place: Place): Promise<string | undefined> {
  const rotator = rotatorOf(step, place.rotating);
  const run = runOf({ ...place, step });
  if (step.action === 'rotate') return rotator.rotate(step, run);
  await rotator.retirement?.retire(step, run);
  return undefined;
}

function runOf({ rotating, state, at, step }: Place & { readonly step: RotationStep }): RotationRun {
  const { journal, session, token, mark, note, endsWell } = rotating;
  const { run, wish } = state.begin;
  return {
    ...{ session, wish, mark, note, log: openLog(journal, at) },
    token: (attempt) => token(run, `${step.secret}\0${attempt}`),
    holds: async () => wish.prove === undefined || endsWell(wish.prove),
  };
}

function rotatorOf({ rotator }: RotationStep, { rotators }: Rotating): Rotator {
  const found = rotators.find(({ id }) => id === rotator);
  if (found === undefined) throw new UserError('incomplete', `this version of unleak has no rotator ${rotator}`);
  return found;
}

function stateOf({ entries }: Journal): RotationState {
  const state = readRotation(entries);
  if (state === undefined) throw new Error('no rotation has begun');
  return state;
}
