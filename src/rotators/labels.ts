/** Who has which staging label, and waiting for it to move: the same for every rotator that works by versions. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import type { RotationContext, RotationRun, SecretState, VersionedStore } from '../rotation-types.ts';

export const current = 'AWSCURRENT' as const;
export const pending = 'AWSPENDING' as const;

export function holderOf({ versions }: SecretState, label: string): string | undefined {
  return Object.entries(versions).find(([, labels]) => labels.includes(label))?.[0];
}

/** The version of a rotation that has not ended: AWSPENDING stays on the current one after one that has. */
export function unfinished(state: SecretState): string | undefined {
  const waiting = holderOf(state, pending);
  return waiting === holderOf(state, current) ? undefined : waiting;
}

export function storeOf({ session }: RotationContext): VersionedStore {
  if (session.versions !== undefined) return session.versions;
  throw new UserError('usage', 'this store keeps no versions, so nothing in it can be rotated');
}

/** Asks again, ever more slowly, until it is true or the seconds are over; what it was in the end. */
export async function waitUntil(seconds: number, isSo: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + seconds * 1000;
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 5000)) {
    if (await isSo()) return true;
    if (Date.now() + pause > until) return false;
    await sleep(pause);
  }
}

/** Tokens of versions that hold a value once more, so that a server that knows no labels reads it: the new one, or the old. */
export const restated = { forward: 0, back: -1 } as const;

export interface Making {
  readonly version: string;
  /** Which holds AWSCURRENT now. */
  readonly holder: string;
  readonly way: keyof typeof restated;
}

/** Moves AWSCURRENT, and sees that whoever reads the secret gets that value. */
export async function makeCurrent(run: RotationRun, secret: string, { version, holder, way }: Making): Promise<void> {
  const store = storeOf(run);
  const wanted = (await store.read(secret, version))?.[''];
  if (holder !== version) await store.move(secret, current, { from: holder, to: version });
  const isRead = async (): Promise<boolean> => {
    const read = (await run.session.get(secret))[''];
    return wanted !== undefined && read !== undefined && read.equals(wanted);
  };
  if (await waitUntil(2, isRead)) return;
  // Some servers (moto) go by the value that was stored last as current.
  await store.add(secret, { from: version, changes: {}, token: run.token(restated[way]), label: current });
  if (!(await waitUntil(run.wish.timeout, isRead)))
    throw new UserError('incomplete', `${secret} does not give its new current value`, {
      hint: 'then `unleak resume`',
    });
}

/** Somebody else works on the secret as well. */
export function movedAway(secret: string): UserError {
  return new UserError('incomplete', `AWSCURRENT of ${secret} is on a version that this run knows nothing of`, {
    hint: 'somebody else has changed the secret; `unleak undo` gives this rotation up',
  });
}
