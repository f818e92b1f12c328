/** The phases of an access key's rotation; each sees first whether it is done already, so that a run goes on from anywhere. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../errors.ts';
import type { RotationRun, RotationStep } from '../../rotation-types.ts';
import { current, holderOf, makeCurrent, movedAway, pending, restated, storeOf, waitUntil } from '../labels.ts';
import type { WithIam } from './client.ts';
import { findPair } from './key-pair.ts';
import type { PlacedPair } from './key-pair.ts';
import { mintOnce } from './mint.ts';

type Run = WithIam<RotationRun>;

/** Why the old key is current again; undefined where it has been replaced. */
export async function rotateKey(step: RotationStep, run: Run): Promise<string | undefined> {
  const back = run.log.lines.findLast(({ phase }) => phase === 'back');
  if (back !== undefined) return goBack(step, run, back.facts['why'] ?? '');
  const version = await mintOnce(step, run);
  const pair = await readPair(step, run, version);
  await check(step, run, pair);
  await promote(step, run, version);
  if (!(await run.holds())) return goBack(step, run, 'the command of --prove fails with the new key');
  await overlap(step, run);
  await disable(step, run);
  return undefined;
}

/** Deletes the key of that mark, and only while it is inactive. */
export async function retireKey({ facts, secret }: RotationStep, { iam, log, mark }: Run): Promise<undefined> {
  const { user = '', key = '' } = facts;
  const old = (await iam.keysOf(user)).find(({ id }) => mark(id) === key);
  if (old === undefined) return undefined;
  if (old.active)
    throw new UserError('incomplete', `the old key of ${secret} is active again`, {
      hint: 'see who needs it; make it inactive before it is deleted',
    });
  log.begin('delete');
  await iam.remove(user, old.id);
  log.end('delete');
  return undefined;
}

/** What the store gives back is the only copy: every later phase goes by it. */
async function readPair({ secret }: RotationStep, run: Run, version: string): Promise<PlacedPair> {
  const pair = findPair((await storeOf(run).read(secret, version)) ?? {});
  if (pair !== undefined) return pair;
  throw new UserError('remote', `${secret} does not give back the key that was stored`, { hint: '`unleak undo`' });
}

/** A new key takes some seconds until all of AWS knows it. */
async function check({ facts, secret }: RotationStep, { iam, wish, log }: Run, pair: PlacedPair): Promise<void> {
  const { user = '' } = facts;
  let arn = '';
  const known = await waitUntil(wish.timeout, async () => {
    arn = (await iam.whoIs(pair))?.arn ?? '';
    return arn !== '';
  });
  if (!known)
    throw new UserError('incomplete', `the new key of ${secret} does not work after ${wish.timeout} s`, {
      hint: '`unleak resume` tries again; `unleak undo` takes it back',
    });
  if (arn.split('/').at(-1) !== user)
    throw new UserError('incomplete', `the new key of ${secret} answers as somebody else than ${user}`, {
      hint: '`unleak undo` takes it back',
    });
  log.end('check');
}

async function promote({ secret, facts }: RotationStep, run: Run, version: string): Promise<void> {
  const store = storeOf(run);
  const { old = '' } = facts;
  const state = await store.describe(secret);
  const holder = holderOf(state, current);
  const again = run.token(restated.forward);
  if (holder === undefined || ![old, version, again].includes(holder)) throw movedAway(secret);
  if (!isDone(run, 'promote')) {
    run.log.begin('promote');
    if (holder !== again) await makeCurrent(run, secret, { version, holder, way: 'forward' });
    run.log.end('promote');
  }
  if (holderOf(state, pending) === version) await store.move(secret, pending, { from: version });
}

/** Programs keep what they have loaded for a while; the clock runs on while nobody waits. */
async function overlap({ secret }: RotationStep, { log, wish, note }: Run): Promise<void> {
  const promoted = log.lines.find(({ phase, done }) => phase === 'promote' && done)?.at ?? '';
  const end = Date.parse(promoted) + wish.overlap * 1000;
  if (!(end > Date.now())) return;
  note(
    `${secret}: both keys work until ${new Date(end).toISOString().slice(11, 19)} UTC; \`unleak resume\` goes on if you leave`,
  );
  await sleep(end - Date.now());
}

async function disable(step: RotationStep, run: Run): Promise<void> {
  const { iam, log, note, wish, mark } = run;
  const { user = '', key = '', old = '' } = step.facts;
  const pair = await readPair(step, run, old);
  const listed = (await iam.keysOf(user)).find(({ id }) => mark(id) === key);
  if (listed === undefined) return note(`${step.secret}: somebody has deleted the old key already`);
  await warnOfUse(step, run, pair);
  log.begin('disable');
  if (listed.active) await iam.setActive(user, listed.id, false);
  log.end('disable');
  const isDead = await waitUntil(Math.min(wish.timeout, 20), async () => (await iam.whoIs(pair)) === undefined);
  note(
    isDead
      ? `${step.secret}: the old key does not work any more`
      : `${step.secret}: the old key is inactive, but still answers: AWS may take a minute`,
  );
}

async function warnOfUse({ secret }: RotationStep, { iam, log, note }: Run, pair: PlacedPair): Promise<void> {
  const promoted = log.lines.find(({ phase, done }) => phase === 'promote' && done)?.at ?? '';
  const use = await iam.lastUse(pair.id);
  if (use === undefined || use.at.getTime() <= Date.parse(promoted)) return;
  note(`${secret}: the old key was used by ${use.where} after the new one became current: something has it still`);
}

/** The old key was never inactive: making its version current again is all, and the new key goes. */
async function goBack(step: RotationStep, run: Run, why: string): Promise<string> {
  const store = storeOf(run);
  const { user = '', old = '', key = '' } = step.facts;
  run.log.begin('back', { why });
  const holder = holderOf(await store.describe(step.secret), current);
  if (holder !== undefined) await makeCurrent(run, step.secret, { version: old, holder, way: 'back' });
  const made = new Set(run.log.lines.flatMap(({ phase, facts }) => (phase === 'store' ? [facts['key']] : [])));
  for (const { id } of await run.iam.keysOf(user)) {
    const own = run.mark(id);
    if (own !== key && made.has(own)) await run.iam.remove(user, id);
  }
  run.log.end('back', { why });
  return why;
}

function isDone({ log }: Run, name: string): boolean {
  return log.lines.some(({ phase, done }) => phase === name && done);
}
