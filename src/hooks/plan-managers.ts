/** Entries for the hook managers that have a configuration file: lefthook and pre-commit. */
import { parseDocument } from 'yaml';
import type { InstallPlan } from './plan.ts';
import { hookNames, isHook, readText, relativeTo, type HookName, type Survey } from './survey.ts';
import { insertIntoYaml, type YamlEntry } from './yaml-insert.ts';
import { join } from 'node:path';
import { statSync } from 'node:fs';

/** What lefthook hands to a command: the message file, or the remote and its address. */
const lefthookArguments: Readonly<Record<HookName, string>> = {
  'pre-commit': '',
  'commit-msg': ' {1}',
  'pre-push': ' {1} {2}',
};

export function planLefthook(survey: Survey, command: string): InstallPlan {
  const present = readText(survey.place);
  const entries = /\.ya?ml$/.test(survey.place)
    ? hookNames.flatMap((name) => lefthookEntry(present, name, command))
    : undefined;
  return planEntries(
    survey,
    entries,
    hookNames.map((name) => `${name}: ${command} hook ${name}${lefthookArguments[name]}`),
  );
}

export function planPreCommit(survey: Survey, command: string): InstallPlan {
  const hooks = hookNames.map((name) => ({
    id: name === 'pre-commit' ? 'unleak' : `unleak-${name}`,
    name: name === 'pre-commit' ? 'unleak' : `unleak (${name})`,
    entry: `${command} hook ${name}`,
    language: 'system',
    stages: [name],
    always_run: true,
    ...(name === 'commit-msg' ? {} : { pass_filenames: false }),
  }));
  const plan = planEntries(
    survey,
    [{ path: ['repos'], value: { repo: 'local', hooks } }],
    hooks.map(({ entry }) => entry),
  );
  const idle = hookNames.filter((name) => !isHook(join(survey.hooksFolder, name)));
  if (idle.length === 0) return plan;
  const types = idle.map((name) => `--hook-type ${name}`).join(' ');
  return { ...plan, notes: [...plan.notes, `git does not run all of them yet: pre-commit install ${types}`] };
}

/** Commands and jobs are lefthook's old and new form; one file may hold both, one hook has one. */
function lefthookEntry(text: string, name: HookName, command: string): YamlEntry[] {
  const run = `${command} hook ${name}${lefthookArguments[name]}`;
  const value = { run, ...(name === 'pre-push' ? { use_stdin: true } : {}) };
  const hasJobs = parseDocument(text).hasIn([name, 'jobs']);
  return [
    hasJobs
      ? { path: [name, 'jobs'], value: { name: 'unleak', ...value } }
      : { path: [name, 'commands'], value: { unleak: value } },
  ];
}

function planEntries(
  survey: Survey,
  entries: readonly YamlEntry[] | undefined,
  byHand: readonly string[],
): InstallPlan {
  const shown = relativeTo(survey.root, survey.place);
  const present = readText(survey.place);
  if (/unleak hook /.test(present)) return { changes: [], notes: [`${shown} calls unleak`] };
  const insertions = entries?.reduce<{ text: string; inserted: string[] } | undefined>(
    (before, entry) => {
      const next = before && insertIntoYaml(before.text, entry);
      return next && { text: next.text, inserted: [...(before?.inserted ?? []), next.inserted] };
    },
    { text: present, inserted: [] },
  );
  if (insertions === undefined) {
    return { changes: [], notes: [`${shown} has a form that is not edited here: add these`, ...byHand] };
  }
  const mode = statSync(survey.place).mode & 0o777;
  return {
    changes: [{ kind: 'write', path: survey.place, text: insertions.text, mode, inserted: insertions.inserted }],
    notes: [`adds unleak to ${shown}`],
  };
}
