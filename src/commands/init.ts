/** `unleak init`: puts the hooks where this repository's git runs them, beside what is there, and configuration and workflow where none is; `--undo` takes them away again. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import { UserError } from '../errors.ts';
import { openRepository } from '../git.ts';
import { settleFlags } from '../flags.ts';
import { applyChanges, undoChanges } from '../hooks/apply.ts';
import { ownCli } from '../hooks/own-cli.ts';
import { combine, planInstall, type Invocation } from '../hooks/plan.ts';
import { planProjectFiles } from '../hooks/project-files.ts';
import { relativeTo, surveyHooks, type Survey } from '../hooks/survey.ts';

export const init: Command = {
  async run({ cwd, paths, given, print }) {
    const { undo, global, quiet, ci } = settleFlags(given);
    const repository = openRepository(paths[0] ?? cwd);
    if (repository.bare) throw new UserError('usage', 'a bare repository runs none of these hooks');
    const say = (lines: readonly string[]): Promise<void> => print(quiet ? [] : lines.map((line) => `${line}\n`));
    if (undo) {
      const notes = undoChanges(repository.commonDir, (path) => relativeTo(repository.root, path));
      await say(notes.length === 0 ? ['nothing to undo: `unleak init` wrote nothing here'] : notes);
      return 0;
    }
    const survey = await surveyHooks(repository);
    if (!global) refuseOtherRepositories(survey);
    const { changes, notes } = combine([
      planInstall(survey, findInvocation(survey.root)),
      planProjectFiles(survey.root, ci),
    ]);
    applyChanges(changes, survey.commonDir);
    const next = changes.length === 0 ? [] : ['`unleak doctor` proves that it works, `unleak init --undo` goes back'];
    await say([...notes, ...adviseInstall(survey.root), ...next]);
    return 0;
  },
};

/** A folder that the user's own configuration names serves all their repositories. */
function refuseOtherRepositories({ hooksPath, keeper }: Survey): void {
  if (keeper !== 'folder' || (hooksPath?.scope !== 'global' && hooksPath?.scope !== 'system')) return;
  throw new UserError('usage', `git runs the hooks of all your repositories from ${hooksPath.path} (core.hooksPath)`, {
    hint: '`unleak init --global` guards them all; `git config core.hooksPath .git/hooks` first guards this one alone',
  });
}

/** The CLI that runs now, and how somebody else's clone would find it. */
function findInvocation(root: string): Invocation {
  const cli = ownCli();
  // npx keeps what it fetched only for a while.
  const lasting = !isFromNpx(cli);
  return { node: lasting ? process.execPath : '', cli: lasting ? cli : '', shared: findShared(root, cli) };
}

function findShared(root: string, cli: string): string {
  const modules = /^(.*[/\\]node_modules)[/\\]unleak[/\\]/.exec(cli)?.[1];
  const own = modules === undefined ? undefined : relativeTo(root, join(modules, '.bin/unleak'));
  if (own !== undefined && own.includes('node_modules/') && !/^(\/|[A-Za-z]:)/.test(own)) return own;
  return existsSync(join(root, 'node_modules/unleak')) ? 'node_modules/.bin/unleak' : 'unleak';
}

function adviseInstall(root: string): string[] {
  const lasting = !isFromNpx(ownCli()) || existsSync(join(root, 'node_modules/unleak'));
  return lasting ? [] : ['the hooks need unleak to stay: npm install --save-dev unleak'];
}

function isFromNpx(cli: string): boolean {
  return /[/\\]_npx[/\\]/.test(cli);
}
