/** Sessions of `unleak rotate` without a provider: what is left to a person, what is refused before anything is asked, and `fix --rotate`. */
import { describe, expect, it } from 'vitest';
import { copyProject, createLeakyProject, run, workspaceText } from '../remediation/leaky-project.ts';
import { killAtLine } from '../remediation/kill-at-line.ts';
import { findForms, needlesOf } from '../remediation/oracle/needles.ts';
import type { RotationPlan } from '../../src/rotation-types.ts';
import { makeKey } from '../rotators/iam-server.ts';
import { fixProject, openWorld } from '../rotators/rotated-project.ts';
import type { World } from '../rotators/rotated-project.ts';
import { someOf } from '../fixtures/thorough.ts';

const project = createLeakyProject();
const fixed = copyProject(project);
run(fixed, ['fix', '--apply', '--store', 'local']);
fixed.repository.commit('fixed');

function expectNoValue(text: string): void {
  expect(findForms(text, project.values.flatMap(needlesOf))).toEqual([]);
}

describe('what no rotator knows', () => {
  it('gets the steps of its pattern: why, deploy first, the page, the store, and then the old one', () => {
    const { code, out } = run(fixed, ['rotate', '/prod/stripe/secret_key']);
    expect(code).toBe(0);
    const order = [
      'by hand /prod/stripe/secret_key  Stripe secret key',
      'no rotator knows this kind of credential',
      'what it opens: Charges cards',
      'deploy the rewritten program first',
      'https://dashboard.stripe.com/apikeys',
      'put-secret-value --secret-id /prod/stripe/secret_key --secret-string file:///dev/stdin',
      'revoke the old one',
    ].map((text) => out.indexOf(text));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(out).toContain('0 secrets to rotate, 1 left to you');
    expect(run(fixed, ['rotate']).out).toContain('0 secrets to rotate, 2 left to you');
    expectNoValue(out);
  });

  it('is no success where it was to be applied', () => {
    expect(run(fixed, ['rotate', '--apply', '--deployed'])).toMatchObject({ code: 3 });
    expect(workspaceText(fixed)).not.toContain('"rotating"');
  });

  it('is named by secret or by finding, and is JSON without values', () => {
    const { guided } = JSON.parse(run(fixed, ['rotate', '--json', '/prod/stripe/secret_key']).out) as RotationPlan;
    expect(guided).toMatchObject([{ secret: '/prod/stripe/secret_key', code: 'no-rotator' }]);
    const [id = ''] = guided[0]?.findings ?? [];
    const { out } = run(fixed, ['rotate', '--json', id.slice(0, 8)]);
    expect((JSON.parse(out) as RotationPlan).guided).toEqual(guided);
    expectNoValue(out);
  });

  it('and is still in the source is fixed first', () => {
    const { code, out } = run(project, ['rotate', '--store', 'local']);
    expect(code).toBe(0);
    expect(out.match(/in-source/g)).toHaveLength(2);
    expect(out).toContain('`unleak fix --apply`, then deploy the rewritten program');
    expect(out).toContain('https://dashboard.stripe.com/apikeys');
    expectNoValue(out);
  });
});

describe('before anything is asked', () => {
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:rotate';

  it.each([
    ['a function that is no ARN', ['--rotate-lambda', 'rotate'], 'takes the ARN of a function'],
    ['too many days', ['--rotate-lambda', arn, '--rotate-days', '1001'], '1000 at most'],
    ['days and an expression', ['--rotate-days', '3', '--rotate-schedule', 'rate(3 days)'], 'exclude each other'],
    ['no expression', ['--rotate-schedule', 'daily'], 'rate(…) or cron(…)'],
    ['a window without a unit', ['--rotate-window', '3'], 'a number of hours'],
    ['an overlap that is no number', ['--overlap', 'long'], 'a number of seconds'],
    ['a command to prove a plan with', ['--prove', 'true'], '--prove needs --apply'],
    ['a secret to retire', ['--retire', '/prod/x'], 'takes no secret'],
    ['a function for all secrets', ['--rotate-lambda', arn], 'needs the name of the secret'],
  ])('%s is refused', (_, args, message) => {
    expect(run(fixed, ['rotate', ...args])).toMatchObject({ code: 2, err: expect.stringContaining(message) as string });
  });

  it('a command that holds a value is refused, as the journal keeps it', () => {
    const [value = ''] = project.values;
    const refused = run(fixed, ['rotate', '--apply', '--deployed', '--prove', `curl -u ${value}: https://acme.io`]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('holds a value') as string });
    expectNoValue(refused.out + refused.err + workspaceText(fixed));
  });

  it('a secret that is not there is a failure of the store', () => {
    const { code, err } = run(fixed, ['rotate', '/prod/none']);
    expect({ code, told: err.includes('it does not exist') }).toEqual({ code: 4, told: true });
  });
});

describe('fix --rotate', () => {
  const admin = makeKey('admin');
  const leaked = makeKey('ci');
  const source = `export const key = { accessKeyId: '${leaked.id}', secretAccessKey: '${leaked.secret}' };\n`;
  const apply = ['fix', '--apply', '--rotate', '--before-deploy'];
  let withKey: ReturnType<typeof fixProject> | undefined;
  const open = async () => {
    withKey ??= fixProject(source, admin);
    const world = await openWorld(await withKey, { keys: [leaked], admin });
    // The source leaks again, under names of its own.
    world.repository.commit('again', { 'app.mjs': source });
    return { ...world, apply: [...apply, '--prefix', 'again'] };
  };

  const linesOf = ({ journal }: World) => journal().trimEnd().split('\n');
  /** What a run that nobody disturbs writes into the journal. */
  const undisturbed = async () => {
    const world = await open();
    const before = linesOf(world).length;
    await world.run(world.apply);
    return linesOf(world).slice(before);
  };
  let lines: ReturnType<typeof undisturbed> | undefined;

  it('is refused before anything happens, unless somebody consents to rotate what is not deployed', async () => {
    const world = await open();
    const before = world.journal();
    const refused = await world.run(['fix', '--apply', '--rotate']);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--before-deploy') as string });
    expect(world.journal()).toBe(before);
    expect((await world.run(['fix', '--rotate'])).out).toContain('then rotates, before anything is deployed');
  });

  it('stores, rewrites and rotates in one run', async () => {
    const world = await open();
    expect(await world.run(world.apply)).toMatchObject({ code: 0 });
    expect(world.iam.keys.slice(1)).toMatchObject([{ id: leaked.id, active: false }, { active: true }]);
    expect(world.repository.git('show', ':app.mjs')).not.toContain(leaked.id);
  });

  it.each(someOf(['end', 'rotating', 'phase']))(
    'goes on to the rotation when it was killed at its line "%s"',
    async (kind) => {
      lines ??= undisturbed();
      const at = (await lines).findIndex((line) => line.startsWith(`{"kind":"${kind}"`));
      const world = await open();
      expect((await world.run(world.apply, killAtLine(at + 1, 'whole'))).code).toBe(null);
      expect(linesOf(world).at(-1)).toContain(`{"kind":"${kind}"`);
      expect((await world.run(['resume'])).code).toBe(0);
      expect(world.iam.keys.slice(1)).toMatchObject([{ id: leaked.id, active: false }, { active: true }]);
      expect(await world.run(['resume'])).toMatchObject({
        err: expect.stringContaining('nothing to resume') as string,
      });
    },
  );
});
