/** From a survey to the changes that install the hooks: pure data that says what would be written; nothing is touched here. */
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { planLefthook, planPreCommit } from './plan-managers.ts';
import { insertIntoScript, isShellScript } from './script.ts';
import { stubs } from './stubs.build.ts';
import { hookNames, readText, relativeTo, type HookName, type Survey } from './survey.ts';

export type Change =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly text: string;
      readonly mode: number;
      /** What was added to a text that was there: all that `--undo` takes out if the rest has changed since. */
      readonly inserted?: readonly string[];
    }
  | { readonly kind: 'move'; readonly path: string; readonly to: string };

export interface InstallPlan {
  readonly changes: readonly Change[];
  /** One line each: what was found, what will be done, what is left to the user. */
  readonly notes: readonly string[];
}

/** How hooks call unleak: `node` and `cli` on this machine, `shared` in files that others check out. */
export interface Invocation {
  readonly node: string;
  readonly cli: string;
  readonly shared: string;
}

/** A line that only our stubs have. */
const signature = '`unleak init` puts this file here';
export const suffix = '.before-unleak';

/** Throws a usage error where a hook cannot be added without harm. */
export function planInstall(survey: Survey, invocation: Invocation): InstallPlan {
  switch (survey.keeper) {
    case 'lefthook':
      return planLefthook(survey, invocation.shared);
    case 'pre-commit':
      return planPreCommit(survey, invocation.shared);
    case 'husky':
    case 'shared':
      return combine(hookNames.map((name) => planScript(name, survey, invocation.shared)));
    case 'folder':
      return combine(hookNames.map((name) => planStub(name, survey, invocation)));
  }
}

/** True for a hook that `init` wrote as a whole. */
export function isStub(text: string): boolean {
  return text.includes(signature);
}

export function combine(plans: readonly InstallPlan[]): InstallPlan {
  return { changes: plans.flatMap(({ changes }) => changes), notes: [...new Set(plans.flatMap(({ notes }) => notes))] };
}

function planStub(name: HookName, { root, place }: Survey, { node, cli }: Invocation): InstallPlan {
  const path = join(place, name);
  const shown = relativeTo(root, path);
  const text = stubs[name].replace("node='' cli=''", () => `node=${quote(node)} cli=${quote(cli)}`);
  const write: Change = { kind: 'write', path, text, mode: 0o755 };
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return { changes: [write], notes: [`adds ${shown}`] };
  const present = readText(path);
  if (present === text) return { changes: [], notes: [`${shown} is in place`] };
  if (isStub(present)) return { changes: [write], notes: [`renews ${shown}`] };
  if (existsSync(path + suffix)) {
    throw new UserError('usage', `${shown} and ${shown}${suffix} are both there, and neither is unleak's`, {
      hint: 'keep one of them under the first name, and run `unleak init` again',
    });
  }
  const move: Change = { kind: 'move', path, to: path + suffix };
  return { changes: [move, write], notes: [`adds ${shown}; the hook that was there runs first (${name}${suffix})`] };
}

function planScript(name: HookName, { root, place, keeper, hooksFolder }: Survey, command: string): InstallPlan {
  const path = join(place, name);
  const shown = relativeTo(root, path);
  const present = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  if (present?.includes(`unleak hook ${name}`)) return { changes: [], notes: [`${shown} calls unleak`] };
  if (present !== undefined && keeper === 'shared' && !isShellScript(present)) {
    return { changes: [], notes: [`${shown} is no shell script: have it run \`${command} hook ${name}\``] };
  }
  // husky before version 9 has git run the scripts in .husky itself.
  const header = keeper === 'shared' || hooksFolder === place ? '#!/bin/sh\n' : '';
  const { text, inserted } = insertIntoScript(present ?? header, { name, command });
  const mode = present === undefined ? 0o755 : lstatSync(path).mode & 0o777;
  const note = present === undefined ? `adds ${shown}` : `adds a line to ${shown}`;
  const idle = keeper === 'husky' && !hooksFolder.startsWith(place);
  const notes = idle ? [note, 'husky is not active in this clone: `npx husky` turns it on'] : [note];
  return { changes: [{ kind: 'write', path, text, mode, inserted: [inserted] }], notes };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
