/** Looks whether git really runs unleak in each hook, and what stands in the way when it does not. Reads only. */
import { join } from 'node:path';
import { isStub } from './plan.ts';
import { hookNames, isHook, readText, relativeTo, type HookName, type Survey } from './survey.ts';

export interface HookState {
  readonly name: HookName;
  readonly ok: boolean;
  /** One line: which file runs, or why none does. */
  readonly what: string;
  readonly hint?: string;
}

export function inspectHooks(survey: Survey): HookState[] {
  return hookNames.map((name) => inspectHook(name, survey));
}

/** True when the pre-commit hook does nothing but call unleak, so that all of it can be run on a canary. */
export function isOursAlone({ keeper, place, hooksFolder }: Survey): boolean {
  if (keeper === 'folder') return isStub(readText(join(hooksFolder, 'pre-commit')));
  if (keeper !== 'husky' && keeper !== 'shared') return false;
  const lines = readText(join(place, 'pre-commit'))
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.every((line) => /^#|husky\.sh|\bunleak hook pre-commit\b/.test(line));
}

function inspectHook(name: HookName, survey: Survey): HookState {
  const { root, hooksFolder, keeper, place } = survey;
  const run = join(hooksFolder, name);
  const shown = relativeTo(root, run);
  const source = keeper === 'folder' || keeper === 'shared' ? run : keeper === 'husky' ? join(place, name) : place;
  const calls = new RegExp(`unleak hook ${name}\\b|hook ${name} "\\$@"`).test(readText(source));
  const via = source === run ? '' : ` by way of ${relativeTo(root, source)}`;
  if (calls && isHook(run)) return { name, ok: true, what: `git runs ${shown}${via}, which calls unleak` };
  if (calls) return { name, ok: false, what: explainIdle(survey, shown), hint: activation[keeper] };
  return { name, ok: false, what: explainMissing(name, survey, shown), hint: 'unleak init' };
}

const activation: Readonly<Record<Survey['keeper'], string>> = {
  folder: 'chmod +x the file',
  shared: 'chmod +x the file',
  husky: 'npx husky',
  lefthook: 'npx lefthook install',
  'pre-commit': 'pre-commit install --hook-type pre-commit --hook-type commit-msg --hook-type pre-push',
};

function explainIdle({ root, place, keeper }: Survey, shown: string): string {
  return keeper === 'folder' || keeper === 'shared'
    ? `${shown} is not executable, so git passes it over`
    : `${relativeTo(root, place)} calls unleak, but git finds no ${shown} to run it`;
}

function explainMissing(name: HookName, { root, commonDir, hooksPath, hooksFolder }: Survey, shown: string): string {
  const shadowed = join(commonDir, 'hooks', name);
  if (hooksPath !== undefined && join(hooksFolder, name) !== shadowed && isStub(readText(shadowed))) {
    return `core.hooksPath (${hooksPath.scope}: ${hooksPath.path}) hides ${relativeTo(root, shadowed)}`;
  }
  return isHook(join(hooksFolder, name)) ? `git runs ${shown}, which does not call unleak` : `there is no ${shown}`;
}
