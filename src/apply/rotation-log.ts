/** A rotation in the journal: how it begins, a line before and after each phase, and what those lines amount to. */
import type { LoggedPhase, PhaseLog, RotationPlan, RotationWish } from '../rotation-types.ts';
import type { Entry, Journal } from './journal.ts';

export type RotationEntry =
  | {
      readonly kind: 'rotating';
      readonly run: string;
      readonly at: string;
      readonly plan: RotationPlan;
      readonly wish: RotationWish;
      readonly region: string;
    }
  /** `step` counts in the plan, from 0. */
  | ({ readonly kind: 'phase'; readonly step: number } & LoggedPhase);

export interface RotationState {
  readonly begin: Extract<Entry, { kind: 'rotating' }>;
  readonly phase: 'rotating' | 'rotated' | 'undoing' | 'undone';
}

/** Undefined where the entries are those of a fix. */
export function readRotation(entries: readonly Entry[]): RotationState | undefined {
  const [begin] = entries;
  if (begin?.kind !== 'rotating') return undefined;
  const has = (kind: Entry['kind']): boolean => entries.some((entry) => entry.kind === kind);
  const half = begin.plan.steps.some((_, step) => {
    const undo = linesOf(entries, step).filter(({ phase }) => phase === 'undo');
    return undo.length > 0 && !undo.some(({ done }) => done);
  });
  return { begin, phase: has('undone') ? 'undone' : half ? 'undoing' : has('end') ? 'rotated' : 'rotating' };
}

export function linesOf(entries: readonly Entry[], step: number): readonly LoggedPhase[] {
  return entries.flatMap((entry) => (entry.kind === 'phase' && entry.step === step ? [entry] : []));
}

export function openLog(journal: Journal, step: number): PhaseLog {
  const write = (phase: string, done: boolean, facts: LoggedPhase['facts'] = {}): void =>
    journal.write({ kind: 'phase', step, phase, done, at: new Date().toISOString(), facts });
  return {
    get lines() {
      return linesOf(journal.entries, step);
    },
    begin: (phase, facts) => write(phase, false, facts),
    end: (phase, facts) => write(phase, true, facts),
  };
}
