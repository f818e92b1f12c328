/** Drives rotations through the four steps of a rotation function, each with the event that AWS sends to a Lambda. */
import { randomUUID } from 'node:crypto';
import type { World } from './world.ts';
import { current, dropLabel, pending } from './versions.ts';

export type RotationStep = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';

export interface RotationEvent {
  readonly Step: RotationStep;
  /** The secret's ARN. */
  readonly SecretId: string;
  /** The id of the version to be made. */
  readonly ClientRequestToken: string;
  readonly RotationToken: string;
}

/** Stands in for a Lambda function; it works through the API, with a client of its own. A rejection ends the rotation. */
export type Rotator = (event: RotationEvent) => Promise<void>;

export interface RotationOrder {
  readonly region: string;
  readonly arn: string;
  readonly lambdaArn: string;
  readonly token: string;
  /** Only `testSecret`, and the version that was made for it goes again. */
  readonly testOnly: boolean;
}

export interface RotationFailure {
  readonly arn: string;
  readonly step: RotationStep;
  readonly cause: unknown;
}

/** Runs the work as one saved change of the world. */
export type ChangeWorld = (region: string, work: (world: World, now: number) => void) => Promise<void>;

const steps: readonly RotationStep[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

export class RotationDriver {
  readonly #rotators: ReadonlyMap<string, Rotator>;
  readonly #change: ChangeWorld;
  readonly #running = new Map<string, { readonly done: Promise<void>; cancelled: boolean }>();
  #failures: RotationFailure[] = [];

  constructor(rotators: ReadonlyMap<string, Rotator>, change: ChangeWorld) {
    this.#rotators = rotators;
    this.#change = change;
  }

  has(lambdaArn: string): boolean {
    return this.#rotators.has(lambdaArn);
  }

  start(order: RotationOrder): void {
    const rotator = this.#rotators.get(order.lambdaArn);
    if (rotator === undefined || this.#running.has(order.arn)) return;
    const run = { cancelled: false, done: Promise.resolve() };
    this.#running.set(order.arn, run);
    run.done = this.#drive(order, rotator, run).finally(() => this.#running.delete(order.arn));
  }

  /** The step that runs goes on to its end; no other follows. */
  cancel(arn: string): void {
    const run = this.#running.get(arn);
    if (run !== undefined) run.cancelled = true;
  }

  cancelAll(): void {
    for (const run of this.#running.values()) run.cancelled = true;
  }

  /** Waits until nothing rotates; returns what has failed since it was last asked. */
  async settle(): Promise<readonly RotationFailure[]> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done));
    const failures = this.#failures;
    this.#failures = [];
    return failures;
  }

  async #drive(order: RotationOrder, rotator: Rotator, run: { readonly cancelled: boolean }): Promise<void> {
    const event = { SecretId: order.arn, ClientRequestToken: order.token, RotationToken: randomUUID() };
    for (const step of order.testOnly ? (['testSecret'] as const) : steps) {
      // Not before the call that asked for it has been answered.
      await new Promise(setImmediate);
      if (run.cancelled) return;
      try {
        await rotator({ Step: step, ...event });
        if (step === 'finishSecret' || order.testOnly) await this.#finish(order);
      } catch (cause) {
        this.#failures.push({ arn: order.arn, step, cause });
        if (order.testOnly) await this.#finish(order).catch(() => {});
        return;
      }
    }
  }

  async #finish({ region, arn, token, testOnly }: RotationOrder): Promise<void> {
    await this.#change(region, (world, now) => {
      const record = world.lookUp(region, arn);
      const version = record?.versions.find(({ id }) => id === token);
      if (record === undefined || version === undefined) return;
      if (testOnly) {
        dropLabel(version, pending);
        if (version.stages.length === 0) record.versions = record.versions.filter((each) => each !== version);
      } else if (!version.stages.includes(current)) {
        throw new Error('finishSecret has not moved AWSCURRENT to the new version');
      } else if (record.rotation !== undefined) {
        record.rotation.lastAt = now;
      }
    });
  }
}
