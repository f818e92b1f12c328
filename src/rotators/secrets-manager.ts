/** Rotation by a function of Secrets Manager: it makes, sets and tests the new value; this asks for it, waits for the labels, and goes back by them. */
import { UserError } from '../errors.ts';
import type { SecretValues } from '../remediation-types.ts';
import type {
  Obstacle,
  RotationContext,
  RotationRun,
  RotationStep,
  RotationSubject,
  Rotator,
} from '../rotation-types.ts';
import { current, holderOf, movedAway, pending, storeOf, unfinished, waitUntil } from './labels.ts';

export const secretsManager: Rotator = {
  id: 'secrets-manager',
  title: 'rotation function of AWS Secrets Manager',
  accepts: ({ state }, { lambda }) => (lambda ?? state.rotation?.lambda) !== undefined,
  plan,
  rotate,
  undo,
};

async function plan(subject: RotationSubject, { wish }: RotationContext): Promise<RotationStep | Obstacle> {
  const { secret, findings, title, state } = subject;
  const lambda = wish.lambda ?? state.rotation?.lambda ?? '';
  const stuck = unfinished(state);
  const old = holderOf(state, current);
  if (old === undefined) return obstacle('no-value', 'it has no current value', 'store a value first');
  if (stuck !== undefined && wish.testOnly)
    return obstacle(
      'stuck-pending',
      `an earlier rotation has not ended: AWSPENDING is on the version ${stuck}`,
      'run without --test-only: the function then goes on with that rotation',
    );
  return {
    ...{ rotator: 'secrets-manager', action: 'rotate', secret, findings, title },
    phases: wish.testOnly ? testPhases(lambda) : phases(subject, { lambda, stuck, wish }),
    facts: { lambda, old, wasOn: String(state.rotation?.enabled === true), ...(stuck !== undefined && { stuck }) },
    needs: [
      {
        Sid: 'Rotate',
        Effect: 'Allow',
        Action: [
          'CancelRotateSecret',
          'DescribeSecret',
          'GetSecretValue',
          'RotateSecret',
          'UpdateSecretVersionStage',
        ].map((action) => `secretsmanager:${action}`),
        Resource: [state.arn],
      },
      { Sid: 'CallRotationFunction', Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: [lambda] },
    ],
  };
}

function obstacle(code: string, reason: string, step: string): Obstacle {
  return { code, reason, steps: [step] };
}

interface Asked {
  readonly lambda: string;
  readonly stuck: string | undefined;
  readonly wish: RotationContext['wish'];
}

function phases({ values }: RotationSubject, { lambda, stuck, wish }: Asked): readonly string[] {
  const single = values['username'] !== undefined && values['masterarn'] === undefined;
  return [
    stuck === undefined
      ? `${nameOf(lambda)} makes a new value (AWSPENDING), sets it at the service and tests it`
      : `${nameOf(lambda)} goes on with an earlier rotation that has not ended (AWSPENDING is on ${stuck})`,
    `wait until AWSCURRENT is on it, ${wish.timeout} s at most; read it back`,
    ...(wish.prove === undefined ? [] : ['run the command of --prove; where it fails, AWSCURRENT moves back']),
    single
      ? 'one user: the old password ends when the function sets the new one, so there is no way back but another rotation'
      : 'AWSPREVIOUS keeps the old value; `unleak undo` moves AWSCURRENT back',
  ];
}

function testPhases(lambda: string): readonly string[] {
  return ['set function and schedule', `${nameOf(lambda)} runs its test step; no value changes`];
}

function nameOf(lambda: string): string {
  return lambda.split(':function:')[1] ?? lambda;
}

async function rotate(step: RotationStep, run: RotationRun): Promise<string | undefined> {
  const { old = '' } = step.facts;
  const token = step.facts['stuck'] ?? run.token(1);
  const store = storeOf(run);
  const holder = holderOf(await store.describe(step.secret), current);
  const back = run.log.lines.findLast(({ phase }) => phase === 'back');
  if (back !== undefined && holder === old) return back.facts['why'];
  if (holder !== token && holder !== old) throw movedAway(step.secret);
  if (holder !== token) await ask(step, run, token);
  if (run.wish.testOnly) return waitForTest(step, run);
  const done = await waitUntil(run.wish.timeout, async () => {
    return holderOf(await store.describe(step.secret), current) === token;
  });
  if (!done) throw await explainDelay(step, run, token);
  return keepOrGoBack(step, run, token);
}

/** The same token asks for the same rotation, however often. */
async function ask({ secret, facts }: RotationStep, run: RotationRun, token: string): Promise<void> {
  const { lambda, days, schedule, window, testOnly } = run.wish;
  run.log.begin('ask', { version: token });
  await storeOf(run).rotate(secret, {
    ...{ token, immediately: !testOnly },
    ...(lambda !== undefined && { lambda: facts['lambda'] ?? lambda }),
    ...(days !== undefined && { days }),
    ...(schedule !== undefined && { schedule }),
    ...(window !== undefined && { window }),
  });
  run.log.end('ask');
}

/** The service takes the version of a test away again; whether the test was passed only the function's log tells. */
async function waitForTest({ secret, facts }: RotationStep, run: RotationRun): Promise<undefined> {
  const store = storeOf(run);
  const over = await waitUntil(run.wish.timeout, async () => unfinished(await store.describe(secret)) === undefined);
  const log = `/aws/lambda/${nameOf(facts['lambda'] ?? '')}`;
  if (!over)
    throw new UserError('incomplete', `the test of ${secret} has not ended after ${run.wish.timeout} s`, {
      hint: `see the log ${log}, then \`unleak resume\``,
    });
  run.note(`the test of ${secret} has ended; its log is ${log}`);
  return undefined;
}

async function explainDelay({ secret, facts }: RotationStep, run: RotationRun, token: string): Promise<UserError> {
  const made = (await storeOf(run).read(secret, token)) !== undefined;
  const log = `see the log /aws/lambda/${nameOf(facts['lambda'] ?? '')}`;
  const [what, hint] = made
    ? [
        'AWSPENDING has a new value that the service may go by already, AWSCURRENT the old one',
        `${log}, then \`unleak resume\` has the function go on; AWSPENDING may be the only copy, so leave it`,
      ]
    : [
        'the function has made no value',
        `${log}: its role needs DescribeSecret, GetSecretValue, PutSecretValue and UpdateSecretVersionStage on the secret, and a way to it; then \`unleak resume\`, or \`unleak undo\``,
      ];
  return new UserError('incomplete', `the rotation of ${secret} has not ended after ${run.wish.timeout} s: ${what}`, {
    hint,
  });
}

/** Why it went back; undefined where the new value is one that programs can use. */
async function keepOrGoBack(step: RotationStep, run: RotationRun, token: string): Promise<string | undefined> {
  const store = storeOf(run);
  const { old = '' } = step.facts;
  const [before, after] = [await store.read(step.secret, old), await store.read(step.secret, token)];
  const why = findProblem(before, after) ?? ((await run.holds()) ? undefined : 'the command of --prove fails with it');
  if (why === undefined) return undefined;
  if (isOneUser(before, after) && !isSame(before, after))
    throw new UserError('incomplete', `the new value of ${step.secret} is current, and ${why}`, {
      hint: 'the old password does not work any more, so AWSCURRENT stays; mend it, then `unleak resume`',
    });
  run.log.begin('back', { why });
  await store.move(step.secret, current, { from: token, to: old });
  run.log.end('back', { why });
  return why;
}

function findProblem(before: SecretValues | undefined, after: SecretValues | undefined): string | undefined {
  if (after?.[''] === undefined) return 'the new version has no value';
  if (isSame(before, after)) return 'it is the old one';
  const lost = Object.keys(before ?? {}).filter((key) => !(key in after));
  return lost.length === 0 ? undefined : `it lacks ${lost.join(', ')}, which programs read`;
}

function isSame(before: SecretValues | undefined, after: SecretValues | undefined): boolean {
  const [one, other] = [before?.[''], after?.['']];
  return one !== undefined && other !== undefined && one.equals(other);
}

/** Alternating users leave the old one as it is; of a single user nothing is left but the name. */
function isOneUser(before: SecretValues | undefined, after: SecretValues | undefined): boolean {
  const [one, other] = [before?.['username'], after?.['username']];
  return one !== undefined && other !== undefined && one.equals(other);
}

async function undo(step: RotationStep, run: RotationRun): Promise<void> {
  const store = storeOf(run);
  const { old = '', stuck, wasOn } = step.facts;
  const token = stuck ?? run.token(1);
  const state = await store.describe(step.secret);
  const [before, after] = [await store.read(step.secret, old), await store.read(step.secret, token)];
  const isCurrent = holderOf(state, current) === token;
  if (isCurrent && isOneUser(before, after))
    throw new UserError('incomplete', `${step.secret}: the service knows the new password only, so AWSCURRENT stays`, {
      hint: 'rotate again for another one',
    });
  if (!isCurrent && unfinished(state) === token && after !== undefined)
    throw new UserError('incomplete', `${step.secret}: the service may go by the new value already`, {
      hint: 'AWSPENDING may be its only copy: go on with `unleak resume`',
    });
  run.log.begin('undo');
  if (wasOn === 'false' && state.rotation?.enabled === true) await store.cancel(step.secret);
  if (isCurrent) await store.move(step.secret, current, { from: token, to: old });
  if (holderOf(state, pending) === token) await store.move(step.secret, pending, { from: token });
  run.log.end('undo');
}
