/**
 * kill -9 at every line of the journal, torn lines included: resume completes the run, undo takes it back, and nothing is there twice.
 * What a kill leaves is photographed while one run goes on; KILL=real (npm run proof) kills a run at each line instead.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestRepository, temporaryFolder } from '../fixtures/repository.ts';
import { killAtLine, killPoints, photographLines } from './kill-at-line.ts';
import { copyProject, createLeakyProject, listStored, run, snapshot, workspaceText } from './leaky-project.ts';
import type { LeakyProject } from './leaky-project.ts';

const apply = ['fix', '--apply', '--store', 'local'];
const project = createLeakyProject();
const original = snapshot(project);
const reference = copyProject(project);
const applying = temporaryFolder();
const first = run(reference, apply, photographLines(applying));
const fixed = snapshot(reference);
const applied = copyProject(reference);
const lines = workspaceText(reference).trimEnd().split('\n').length;
const undoing = temporaryFolder();
run(reference, ['undo'], photographLines(undoing));
const undoLines = workspaceText(reference).trimEnd().split('\n').length - lines;

interface Course {
  readonly before: LeakyProject;
  readonly args: readonly string[];
  /** The folder of its photographs. */
  readonly album: string;
}

/** A project whose run was killed there. */
function kill({ before, args }: Course, at: number, how: string): LeakyProject {
  const victim = copyProject(before);
  expect(run(victim, args, killAtLine(at, how)).code, 'it was killed').toBe(null);
  return victim;
}

function photograph({ album }: Course, at: number, how: string): LeakyProject {
  return copyProject({ ...project, repository: openTestRepository(join(album, `${at}-${how}`)) });
}

const leave = process.env['KILL'] === 'real' ? kill : photograph;
const whileApplying: Course = { album: applying, before: project, args: apply };
const whileUndoing: Course = { album: undoing, before: applied, args: ['undo'] };

it('an undisturbed run fixes everything, and undo takes it back', async () => {
  expect(first.code).toBe(0);
  expect(fixed).not.toBe(original);
  expect(lines).toBeGreaterThan(12);
  expect(snapshot(reference)).toBe(original);
  expect((await listStored(reference)).every(({ deleted }) => deleted)).toBe(true);
});

describe('killed while it applies', () => {
  it.each(killPoints(lines))('at line %i (%s), it goes on and back', async (at, how) => {
    const victim = leave(whileApplying, at, how);
    if (at > 1 || how === 'whole') {
      const undone = copyProject(victim);
      expect(run(undone, ['undo']).code).toBe(0);
      expect(snapshot(undone)).toBe(original);
      expect((await listStored(undone)).filter(({ deleted }) => !deleted)).toEqual([]);
    }
    const resumed = run(victim, at === 1 && how === 'torn' ? apply : ['resume']);
    expect(resumed).toMatchObject({ code: 0 });
    expect(snapshot(victim)).toBe(fixed);
    const stored = await listStored(victim);
    expect(stored).toHaveLength(2);
    expect(stored.every(({ deleted, versions }) => !deleted && versions === 1)).toBe(true);
  });
});

describe('killed while it undoes', () => {
  it.each(killPoints(undoLines))('at line %i (%s), undo completes it', async (at, how) => {
    const victim = leave(whileUndoing, at, how);
    expect(run(victim, ['undo'])).toMatchObject({ code: 0 });
    expect(snapshot(victim)).toBe(original);
    expect((await listStored(victim)).filter(({ deleted }) => !deleted)).toEqual([]);
  });
});

describe('a kill leaves what was photographed', () => {
  const stateOf = (mine: LeakyProject): readonly string[] => [
    snapshot(mine),
    ...workspaceText(mine)
      .split('\n')
      .map((line) => line.slice(0, 20)),
  ];

  it.each([
    ['applies', 2, 'torn', whileApplying],
    ['applies', 5, 'whole', whileApplying],
    ['applies', 10, 'torn', whileApplying],
    ['applies', lines, 'whole', whileApplying],
    ['undoes', 3, 'torn', whileUndoing],
    ['undoes', undoLines, 'whole', whileUndoing],
  ] as const)('while it %s: line %i (%s)', (_, at, how, course) => {
    expect(stateOf(kill(course, at, how))).toEqual(stateOf(photograph(course, at, how)));
  });
});

it('a second run changes nothing', () => {
  const again = copyProject(applied);
  expect(run(again, apply)).toMatchObject({ code: 0 });
  expect(snapshot(again)).toBe(fixed);
});
