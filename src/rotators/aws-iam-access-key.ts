/** Access keys of IAM users in two phases: a new key beside the old one, checked, made current; then the old one inactive, and deleted by a later command. */
import type { Policy } from '../policy-types.ts';
import type {
  Obstacle,
  PastRotation,
  RotationContext,
  RotationStep,
  RotationSubject,
  Rotator,
} from '../rotation-types.ts';
import { accountOfKey } from '../stores/account-id.ts';
import { connectIam } from './aws-iam/client.ts';
import type { AccessKey, Iam, WithIam } from './aws-iam/client.ts';
import { endOf, findPair, isTemporary } from './aws-iam/key-pair.ts';
import type { PlacedPair } from './aws-iam/key-pair.ts';
import { retireKey, rotateKey } from './aws-iam/phases.ts';
import { undoKey } from './aws-iam/undo.ts';
import { current, holderOf, unfinished } from './labels.ts';

export const awsIamAccessKey: Rotator = {
  id: 'aws-iam-access-key',
  title: 'access key of an IAM user',
  accepts: ({ values, title }) => findPair(values) !== undefined || title === 'AWS secret access key',
  plan: (subject, context) => withIam(context, (iam) => plan(subject, { ...context, iam })),
  rotate: (step, run) => withIam(run, (iam) => rotateKey(step, { ...run, iam })),
  undo: (step, run) => withIam(run, (iam) => undoKey(step, { ...run, iam })),
  retirement: {
    plan: (past, context) => withIam(context, (iam) => planRetirement(past, { ...context, iam })),
    retire: (step, run) => withIam(run, (iam) => retireKey(step, { ...run, iam })),
  },
};

async function withIam<Result>({ session }: RotationContext, act: (iam: Iam) => Promise<Result>): Promise<Result> {
  const iam = await connectIam(session.identity.region);
  try {
    return await act(iam);
  } finally {
    iam.close();
  }
}

async function plan(subject: RotationSubject, context: WithIam<RotationContext>): Promise<RotationStep | Obstacle> {
  const { iam, mark, wish } = context;
  const pair = findPair(subject.values);
  if (pair === undefined) return obstacles.noId;
  if (isTemporary(pair)) return obstacles.temporary;
  if (pair.id.equals(iam.own) && !wish.ownKey) return obstacles.own;
  const stuck = unfinished(subject.state);
  const old = holderOf(subject.state, current);
  if (stuck !== undefined || old === undefined) return stuckPending(stuck ?? 'none');
  const user = await iam.ownerOf(pair.id);
  const keys = user === undefined ? [] : await iam.keysOf(user);
  const own = keys.find(({ id }) => id.equals(pair.id));
  if (user === undefined || own === undefined) return obstacles.unknown;
  const other = keys.find((key) => key !== own);
  if (other !== undefined) return twoKeys(user, other, await describeUse(iam, other));
  return {
    ...{ rotator: 'aws-iam-access-key', action: 'rotate', secret: subject.secret, findings: subject.findings },
    title: `access key of the IAM user ${user}`,
    phases: phases(user, wish),
    facts: { user, key: mark(pair.id), old, idKey: pair.idKey, secretKey: pair.secretKey },
    needs: [...needsOf(user, pair), storeNeeds(subject.state.arn)],
  };
}

function phases(user: string, { overlap, prove }: RotationContext['wish']): readonly string[] {
  return [
    `make a second key for ${user} (a user has two at most)`,
    'store it beside the old one (AWSPENDING), read it back, and sign in with it',
    'make it current (AWSCURRENT): programs that load it from now on get the new key',
    ...(prove === undefined ? [] : ['run the command of --prove; where it fails, the old key is current again']),
    `${overlap} s later make the old key inactive; \`unleak undo\` makes it active again`,
    'later, when nothing misses it: `unleak rotate --retire --apply` deletes it',
  ];
}

function needsOf(user: string, { id }: PlacedPair): Policy['Statement'] {
  const account = accountOfKey(id.reveal()) ?? 'ACCOUNT_ID';
  const actions = ['CreateAccessKey', 'DeleteAccessKey', 'GetAccessKeyLastUsed', 'ListAccessKeys', 'UpdateAccessKey'];
  const Action = actions.map((action) => `iam:${action}`);
  return [{ Sid: 'RotateAccessKey', Effect: 'Allow', Action, Resource: [`arn:aws:iam::${account}:user/${user}`] }];
}

function storeNeeds(arn: string): Policy['Statement'][number] {
  const actions = ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'];
  const Action = actions.map((action) => `secretsmanager:${action}`);
  return { Sid: 'StoreNewKey', Effect: 'Allow', Action, Resource: [arn] };
}

async function describeUse(iam: Iam, { id }: AccessKey): Promise<string> {
  const use = await iam.lastUse(id);
  return use === undefined ? 'never used' : `last used on ${use.at.toISOString().slice(0, 10)} by ${use.where}`;
}

function twoKeys(user: string, { id, active }: AccessKey, use: string): Obstacle {
  const name = `the other one (${endOf(id)}, ${active ? 'active' : 'inactive'}, ${use})`;
  return {
    code: 'two-keys',
    reason: `${user} has two access keys, which is the most: there is no room for a new one`,
    steps: [
      `see whether anything needs ${name}`,
      'delete it (`unleak rotate --retire --apply` where an earlier rotation left it inactive), then run this again',
    ],
  };
}

function stuckPending(version: string): Obstacle {
  return {
    code: 'stuck-pending',
    reason: `an earlier rotation has not ended: AWSPENDING is on the version ${version}`,
    steps: [
      '`unleak resume` where this clone began it; its journal knows how far it came',
      'else see which key that version holds: where nothing uses it, delete the key, and take the label away with `aws secretsmanager update-secret-version-stage --version-stage AWSPENDING --remove-from-version-id`',
    ],
  };
}

const obstacles: Readonly<Record<'noId' | 'temporary' | 'own' | 'unknown', Obstacle>> = {
  noId: {
    code: 'no-key-id',
    reason: 'the secret does not hold the id of its access key, and no key is touched that is not known by its id',
    steps: ['find the key by when it was made and last used, and rotate it by hand'],
  },
  temporary: {
    code: 'temporary',
    reason: 'it is a key of a role’s session, which ends by itself',
    steps: ['revoke the active sessions of the role, and let the program get its keys from the role itself'],
  },
  own: {
    code: 'own-key',
    reason: 'this session signs in with that very key',
    steps: ['sign in with other credentials, or consent with --own-key'],
  },
  unknown: {
    code: 'unknown-key',
    reason: 'no user of this account has a key of that id',
    steps: ['see that the account is the right one; the key may be deleted already, or that of a root user'],
  },
};

/** Only what a rotation of this journal has made inactive, and only while it is. */
async function planRetirement(
  { step, log }: PastRotation,
  { iam, mark }: WithIam<RotationContext>,
): Promise<RotationStep | Obstacle | undefined> {
  const { user = '', key = '' } = step.facts;
  if (!log.some(({ phase, done }) => phase === 'disable' && done)) return undefined;
  const old = (await iam.keysOf(user)).find(({ id }) => mark(id) === key);
  if (old === undefined) return undefined;
  if (old.active)
    return {
      code: 'active-again',
      reason: `somebody has made the old key of ${user} active again`,
      steps: ['see who needs it; make it inactive before it is deleted'],
    };
  const Action = ['iam:DeleteAccessKey', 'iam:ListAccessKeys'];
  return {
    ...{ rotator: 'aws-iam-access-key', action: 'retire', secret: step.secret, findings: step.findings },
    title: step.title,
    phases: [`delete the old key, which is inactive (${await describeUse(iam, old)}); there is no way back`],
    facts: { user, key },
    needs: step.needs.flatMap((each) => (each.Sid === 'RotateAccessKey' ? [{ ...each, Action }] : [])),
  };
}
