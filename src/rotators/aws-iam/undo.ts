/** The way back from an access key's rotation: the old key active and current, the new one gone; none once the old one is deleted. */
import { UserError } from '../../errors.ts';
import type { RotationRun, RotationStep } from '../../rotation-types.ts';
import { current, holderOf, makeCurrent, movedAway, pending, restated, storeOf } from '../labels.ts';
import type { AccessKey, WithIam } from './client.ts';
import { attemptsOf, dropOrphan, findStrangers, isOrphan } from './mint.ts';

type Run = WithIam<RotationRun>;

export async function undoKey(step: RotationStep, run: Run): Promise<void> {
  const { iam, log, mark } = run;
  const { user = '', key = '', old = '' } = step.facts;
  const store = storeOf(run);
  const state = await store.describe(step.secret);
  const [listed, holder] = [(await iam.keysOf(user)).find(({ id }) => mark(id) === key), holderOf(state, current)];
  if (listed === undefined)
    throw new UserError('incomplete', `the old key of ${step.secret} is deleted, and cannot come back`, {
      hint: 'rotate again for another one',
    });
  const tokens = attemptsOf(run).map((_, at) => run.token(at + 1));
  const again = [restated.forward, restated.back].map((attempt) => run.token(attempt));
  if (holder === undefined || ![old, ...tokens, ...again].includes(holder)) throw movedAway(step.secret);
  log.begin('undo');
  if (!listed.active && wasDisabled(run)) await iam.setActive(user, listed.id, true);
  await makeCurrent(run, step.secret, { version: old, holder, way: 'back' });
  const waiting = holderOf(state, pending);
  if (waiting !== undefined && tokens.includes(waiting)) await store.move(step.secret, pending, { from: waiting });
  for (const stranger of await findStrangers(step, run)) await dropNew(step, run, stranger);
  log.end('undo');
}

/** A key that was active before this run is no business of `undo`, nor is one that was inactive. */
function wasDisabled({ log }: Run): boolean {
  return log.lines.some(({ phase }) => phase === 'disable');
}

/** A key of somebody else's stays. */
async function dropNew(step: RotationStep, run: Run, stranger: AccessKey): Promise<void> {
  const own = run.mark(stranger.id);
  const made = run.log.lines.some(({ phase, facts }) => phase === 'store' && facts['key'] === own);
  if (made || (await isOrphan(run, stranger))) await dropOrphan(step, run, stranger);
}
