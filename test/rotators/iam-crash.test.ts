/** kill -9 at every line of a rotation's journal, torn lines included: resume completes it, undo takes it back, and no key is left that nobody has. */
import { describe, expect, it } from 'vitest';
import { firstOf } from '../fixtures/thorough.ts';
import { killAtLine, killPoints } from '../remediation/kill-at-line.ts';
import { makeKey } from './iam-server.ts';
import { fixProject, openWorld } from './rotated-project.ts';
import type { World } from './rotated-project.ts';

const admin = makeKey('admin');
const leaked = makeKey('ci');
const source = `export const key = { accessKeyId: '${leaked.id}', secretAccessKey: '${leaked.secret}' };\n`;
const project = await fixProject(source, admin);
const open = (): Promise<World> => openWorld(project, { keys: [leaked], admin });
const apply = ['rotate', '--apply', '--deployed'];

const reference = await open();
const count = (): number => reference.journal().trimEnd().split('\n').length;
const before = count();
await reference.run(apply);
const lines = count() - before;
await reference.run(['undo']);
const undoLines = count() - before - lines;

const keysOf = ({ iam }: World) => iam.keys.filter(({ user }) => user === 'ci');

/** The store holds one of the two keys, and it is the one that works. */
async function expectRotated(world: World): Promise<void> {
  const [old, fresh, ...others] = keysOf(world);
  expect(others).toEqual([]);
  expect(old).toMatchObject({ id: leaked.id, active: false });
  expect(fresh?.active).toBe(true);
  expect(Object.values(await world.read()).toSorted()).toEqual([fresh?.id, fresh?.secret].toSorted());
  expect(
    Object.values(await world.labels())
      .flat()
      .toSorted(),
  ).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
}

async function expectBack(world: World): Promise<void> {
  expect(keysOf(world)).toMatchObject([{ id: leaked.id, active: true }]);
  expect(Object.values(await world.read()).toSorted()).toEqual([leaked.id, leaked.secret].toSorted());
  expect(Object.values(await world.labels()).flat()).not.toContain('AWSPENDING');
}

it('an undisturbed rotation has lines before and after each call that changes something', () => {
  expect(lines).toBeGreaterThan(8);
  expect(undoLines).toBeGreaterThan(2);
});

describe('killed while it rotates', () => {
  it.each(killPoints(lines))('at line %i (%s), resume completes it', async (at, how) => {
    const world = await open();
    expect((await world.run(apply, killAtLine(at, how))).code).toBe(null);
    const resumed = await world.run(at === 1 && how === 'torn' ? apply : ['resume']);
    expect(resumed).toMatchObject({ code: 0 });
    await expectRotated(world);
  });

  // A torn line is as good as the one before it.
  it.each(killPoints(lines).filter(([, how]) => how === 'whole'))('at line %i, undo takes it back', async (at, how) => {
    const world = await open();
    await world.run(apply, killAtLine(at, how));
    expect(await world.run(['undo'])).toMatchObject({ code: 0 });
    await expectBack(world);
  });

  it.each(firstOf(['torn', 'whole']))('and killed again while it resumes (%s)', async (how) => {
    const world = await open();
    world.iam.lost.add('CreateAccessKey');
    await world.run(apply);
    for (let at = 1; at < 20; at++) if ((await world.run(['resume'], killAtLine(at, how))).code !== null) break;
    await expectRotated(world);
  });
});

describe('killed while it undoes', () => {
  const points = killPoints(undoLines).filter(([, how]) => how === 'whole');

  it.each(points)('at line %i, undo completes it', async (at, how) => {
    const world = await open();
    await world.run(apply);
    expect((await world.run(['undo'], killAtLine(at, how))).code).toBe(null);
    // One more would take back the fix.
    if (at < undoLines) expect(await world.run(['undo'])).toMatchObject({ code: 0 });
    await expectBack(world);
  });
});
