/** Makes the new key exactly once: the call cannot be repeated, so it is journalled before and after, and a key whose secret was lost is found and deleted. */
import { UserError } from '../../errors.ts';
import type { LoggedPhase, RotationRun, RotationStep } from '../../rotation-types.ts';
import { pending, storeOf } from '../labels.ts';
import type { AccessKey, KeyPair, WithIam } from './client.ts';
import { endOf, findPair } from './key-pair.ts';

type Run = WithIam<RotationRun>;

/** The version that holds the new key. */
export async function mintOnce(step: RotationStep, run: Run): Promise<string> {
  const stored = run.log.lines.find(({ phase, done }) => phase === 'store' && done)?.facts['version'];
  if (stored !== undefined) return stored;
  const attempts = attemptsOf(run);
  if (attempts.length > 0) {
    const version = run.token(attempts.length);
    const pair = findPair((await storeOf(run).read(step.secret, version)) ?? {});
    const strangers = await findStrangers(step, run);
    const kept = strangers.find(({ id }) => pair?.id.equals(id) === true);
    // The answer of the store was lost, not the key.
    if (kept !== undefined) return logStored(run, version, kept);
    for (const stranger of strangers) {
      if (!(await isOrphan(run, stranger))) throw taken(step.facts['user'] ?? '', stranger);
      await dropOrphan(step, run, stranger);
    }
  }
  return mint(step, run, attempts.length + 1);
}

async function mint(step: RotationStep, run: Run, attempt: number): Promise<string> {
  const { user = '', old = '', idKey = '', secretKey = '' } = step.facts;
  const [other] = await findStrangers(step, run);
  if (other !== undefined) throw taken(user, other);
  const version = run.token(attempt);
  run.log.begin('mint');
  const pair = await run.iam.mint(user);
  const changes = { [idKey]: pair.id, [secretKey]: pair.secret };
  // Before anything else: from here on there is a second copy.
  await storeOf(run)
    .add(step.secret, { from: old, changes, token: version, label: pending })
    .catch((error: unknown) => giveUp(run, { user, pair, error }));
  return logStored(run, version, pair);
}

function logStored({ log, mark }: Run, version: string, { id }: Pick<KeyPair, 'id'>): string {
  log.end('store', { version, key: mark(id) });
  return version;
}

/** Nobody has the secret of a key that could not be stored. Where this fails as well, `resume` finds the key. */
async function giveUp(
  run: Run,
  { user, pair, error }: { user: string; pair: KeyPair; error: unknown },
): Promise<never> {
  await run.iam.remove(user, pair.id).catch(() => {});
  throw error;
}

/** Each began with this line, whether or not IAM has heard of it. */
export function attemptsOf({ log }: Pick<Run, 'log'>): readonly LoggedPhase[] {
  return log.lines.filter(({ phase, done }) => phase === 'mint' && !done);
}

/** The user's keys but for the old one. */
export async function findStrangers({ facts }: RotationStep, { iam, mark }: Run): Promise<readonly AccessKey[]> {
  return (await iam.keysOf(facts['user'] ?? '')).filter(({ id }) => mark(id) !== facts['key']);
}

/** Clocks differ by this much at most where requests are signed. */
const clockSkew = 5 * 60_000;

/** Made when an attempt of ours was, and never used, as nobody has its secret. Any other key is somebody else's. */
export async function isOrphan(run: Run, { id, created }: AccessKey): Promise<boolean> {
  const inTime = attemptsOf(run).some(({ at }) => Math.abs(created.getTime() - Date.parse(at)) <= clockSkew);
  return inTime && (await run.iam.lastUse(id)) === undefined;
}

export async function dropOrphan({ facts }: RotationStep, run: Run, { id }: AccessKey): Promise<void> {
  run.log.begin('drop', { key: run.mark(id) });
  await run.iam.remove(facts['user'] ?? '', id);
  run.log.end('drop');
}

function taken(user: string, { id }: Pick<AccessKey, 'id'>): UserError {
  return new UserError('incomplete', `${user} has another key (${endOf(id)}) that this run did not make`, {
    hint: 'two are the most: delete it if nothing needs it, then `unleak resume`',
  });
}
