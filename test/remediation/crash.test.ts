/** kill -9 at every line of the journal, torn lines included: resume completes the run, undo takes it back, and nothing is there twice. */
import { describe, expect, it } from 'vitest';
import { killAtLine, killPoints } from './kill-at-line.ts';
import { copyProject, createLeakyProject, listStored, run, snapshot, workspaceText } from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';

const project = createLeakyProject();
const original = snapshot(project);
const reference = copyProject(project);
const first = run(reference, ['fix', '--apply', '--store', 'local']);
const fixed = snapshot(reference);
const lines = workspaceText(reference).trimEnd().split('\n').length;
run(reference, ['undo']);
const undoLines = workspaceText(reference).trimEnd().split('\n').length - lines;

function killed(victim: LeakyProject, args: readonly string[], at: number, how: string): void {
  expect(run(victim, args, killAtLine(at, how)).code, 'it was killed').toBe(null);
}

it('an undisturbed run fixes everything, and undo takes it back', async () => {
  expect(first.code).toBe(0);
  expect(fixed).not.toBe(original);
  expect(lines).toBeGreaterThan(12);
  expect(snapshot(reference)).toBe(original);
  expect((await listStored(reference)).every(({ deleted }) => deleted)).toBe(true);
});

describe('killed while it applies', () => {
  it.each(killPoints(lines))('at line %i (%s), it goes on and back', async (at, how) => {
    const victim = copyProject(project);
    killed(victim, ['fix', '--apply', '--store', 'local'], at, how);
    if (at > 1 || how === 'whole') {
      const undone = copyProject(victim);
      expect(run(undone, ['undo']).code).toBe(0);
      expect(snapshot(undone)).toBe(original);
      expect((await listStored(undone)).filter(({ deleted }) => !deleted)).toEqual([]);
    }
    const resumed = run(victim, at === 1 && how === 'torn' ? ['fix', '--apply', '--store', 'local'] : ['resume']);
    expect(resumed).toMatchObject({ code: 0 });
    expect(snapshot(victim)).toBe(fixed);
    const stored = await listStored(victim);
    expect(stored).toHaveLength(2);
    expect(stored.every(({ deleted, versions }) => !deleted && versions === 1)).toBe(true);
  });
});

describe('killed while it undoes', () => {
  const applied = copyProject(project);
  run(applied, ['fix', '--apply', '--store', 'local']);

  it.each(killPoints(undoLines))('at line %i (%s), undo completes it', async (at, how) => {
    const victim = copyProject(applied);
    killed(victim, ['undo'], at, how);
    expect(run(victim, ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(victim)).toBe(original);
    expect((await listStored(victim)).filter(({ deleted }) => !deleted)).toEqual([]);
  });
});

it('a second run changes nothing', () => {
  const again = copyProject(project);
  run(again, ['fix', '--apply', '--store', 'local']);
  expect(run(again, ['fix', '--apply', '--store', 'local'])).toMatchObject({ code: 0 });
  expect(snapshot(again)).toBe(fixed);
});
