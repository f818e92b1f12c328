/** The nouns of rotation: its plan is data without values, a rotator is one const object in one file of src/rotators/, only src/apply/ drives it. */
import type { Policy } from './policy-types.ts';
import type { SecretValues, StoreSession } from './remediation-types.ts';
import type { Secret } from './secret.ts';

/** What a person asks for; kept in the journal, so that `resume` goes on in the same way. */
export interface RotationWish {
  /** ARN of a rotation function. Default: the one that the secret has. */
  readonly lambda?: string;
  /** As RotateSecret takes them: days, or an expression; hours of the window. */
  readonly days?: number;
  readonly schedule?: string;
  readonly window?: string;
  /** Sets the rotation up and tests it, and changes no value. */
  readonly testOnly: boolean;
  /** Consent to rotate the access key that this session signs in with. */
  readonly ownKey: boolean;
  /** Seconds for which the old credential works beside the new one. */
  readonly overlap: number;
  /** Seconds to wait for the service at each point. */
  readonly timeout: number;
  /** Run once the new value is current; where it fails, the old one becomes current again. */
  readonly prove?: string;
}

/** A secret of the store that is to rotate. */
export interface RotationSubject {
  readonly secret: string;
  /** Fingerprints of the findings that were moved there; none where this clone's journal does not know. */
  readonly findings: readonly string[];
  readonly title: string;
  readonly state: SecretState;
  /** The current value's keys, '' for the whole text. */
  readonly values: SecretValues;
}

/** What the store says of a secret besides its value. */
export interface SecretState {
  readonly arn: string;
  /** Version id → staging labels; only versions with labels. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
  readonly rotation?: { readonly lambda?: string; readonly enabled: boolean };
}

/** Versions and labels of a store that has them: what a rotation moves. Each throws UserError('remote'). */
export interface VersionedStore {
  describe(name: string): Promise<SecretState>;
  /** Undefined where there is no such version, or no value in it yet. */
  read(name: string, version: string): Promise<SecretValues | undefined>;
  /** Adds a version with that label that differs from another one in these keys. Idempotent for one token and the same values. */
  add(name: string, made: NewVersion): Promise<void>;
  /** Moves a label from the version that has it; takes it away where there is no `to`. */
  move(name: string, label: string, versions: { from?: string; to?: string }): Promise<void>;
  /** Asks for a rotation by a function, or asks again for one that has not ended. */
  rotate(name: string, order: RotationOrder): Promise<void>;
  /** Turns the schedule off. */
  cancel(name: string): Promise<void>;
}

export interface NewVersion {
  /** The version that it is made from. */
  readonly from: string;
  readonly changes: SecretValues;
  readonly token: string;
  readonly label: 'AWSPENDING' | 'AWSCURRENT';
}

export interface RotationOrder {
  readonly token: string;
  readonly lambda?: string;
  readonly days?: number;
  readonly schedule?: string;
  readonly window?: string;
  readonly immediately: boolean;
}

export type RotationAction = 'rotate' | 'retire';

/** Reviewable: what a rotator would do with one secret. No values. */
export interface RotationStep {
  readonly rotator: string;
  readonly action: RotationAction;
  readonly secret: string;
  readonly findings: readonly string[];
  readonly title: string;
  /** One line a phase, in order. */
  readonly phases: readonly string[];
  /** What it is about, for the rotator itself: a user's name, a version. */
  readonly facts: Facts;
  readonly needs: Policy['Statement'];
}

export type Facts = Readonly<Record<string, string>>;

/** What a person must do, as no rotator can or may. */
export interface GuidedStep {
  readonly secret?: string;
  readonly findings: readonly string[];
  readonly title: string;
  /** Kebab-case, stable: `no-rotator`, `in-source`, `two-keys`, `own-key`, … */
  readonly code: string;
  /** Why it is left to a person. */
  readonly reason: string;
  readonly steps: readonly string[];
}

/** Why a rotator leaves a secret to a person: a value, not an exception. */
export type Obstacle = Pick<GuidedStep, 'code' | 'reason' | 'steps'>;

export interface RotationPlan {
  readonly schema: 1;
  readonly store: string;
  readonly steps: readonly RotationStep[];
  readonly guided: readonly GuidedStep[];
  /** Flags without which `--apply` refuses, each with what it says. */
  readonly consents: Readonly<Record<string, string>>;
  readonly policy: Policy;
}

/** A kind of credential: another provider is one more of these. */
export interface Rotator {
  readonly id: string;
  readonly title: string;
  /** Whether this secret is its business. Pure. */
  accepts(subject: RotationSubject, wish: RotationWish): boolean;
  /** Looks, and changes nothing. Throws UserError('remote'). */
  plan(subject: RotationSubject, context: RotationContext): Promise<RotationStep | Obstacle>;
  /**
   * Goes on from wherever its log says it came to. Resolves to why it went back to the old value; undefined where it has rotated.
   * Throws UserError; the next call goes on again.
   */
  rotate(step: RotationStep, run: RotationRun): Promise<string | undefined>;
  /** The way back, from wherever it came to; throws UserError where there is none, or none that is safe. */
  undo(step: RotationStep, run: RotationRun): Promise<void>;
  /** Ends for good what a rotation of the past has put out of use. */
  readonly retirement?: {
    /** Undefined where nothing is left of the old credential. */
    plan(past: PastRotation, context: RotationContext): Promise<RotationStep | Obstacle | undefined>;
    retire(step: RotationStep, run: RotationRun): Promise<void>;
  };
}

export interface PastRotation {
  readonly step: RotationStep;
  readonly log: readonly LoggedPhase[];
}

export interface RotationContext {
  readonly session: StoreSession;
  readonly wish: RotationWish;
  /** A keyed digest: the same text has the same mark in this repository, and the journal can hold it. */
  mark(text: Secret): string;
}

export interface RotationRun extends RotationContext {
  readonly log: PhaseLog;
  /** The same for the same run, secret and attempt; 64 hex digits. */
  token(attempt: number): string;
  note(line: string): void;
  /** Resolves to false where the command of the wish does not end well. */
  holds(): Promise<boolean>;
}

export interface LoggedPhase {
  readonly phase: string;
  readonly done: boolean;
  /** ISO 8601. */
  readonly at: string;
  readonly facts: Facts;
}

/** The journal's lines of one step; on disk before the call returns. */
export interface PhaseLog {
  readonly lines: readonly LoggedPhase[];
  /** Before a call that changes something. */
  begin(phase: string, facts?: Facts): void;
  /** After it. */
  end(phase: string, facts?: Facts): void;
}
