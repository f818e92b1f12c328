/** `unleak hook pre-receive`: refuses a push to a server that brings a credential in; only the server's own configuration lets one pass. */
import type { CommandContext } from '../../command.ts';
import { exitCodes } from '../../errors.ts';
import { parseEnvironment } from '../../flags/parse.ts';
import { openRepository } from '../../git.ts';
import type { Repository } from '../../git.ts';
import { readGitWith } from '../../git/user-git.ts';
import { createPushSource } from '../../sources/git/push.ts';
import { scanAndReport } from '../scan.ts';

/** Seconds, where `unleak.timeout` says nothing: a person waits for the push. */
const longestWait = 120;

/** Git runs it in the repository, once for all refs, while the new objects are in quarantine. */
export async function scanReceived(context: CommandContext): Promise<number> {
  const repository = openRepository(context.cwd);
  const tips = await readTips(context);
  if (tips.length === 0) return exitCodes.clean;
  if (asksToSkip(process.env)) {
    if (await isSet(repository, 'unleak.allowSkip')) {
      context.note('not scanned, as the push asks for it (unleak.skip)');
      return exitCodes.clean;
    }
    context.note('this server lets no push go unscanned (unleak.allowSkip)');
  }
  const stop = await limitTime(repository, context);
  try {
    const { given, reports } = parseEnvironment(process.env, 'scan');
    const settled = { quiet: true, ...given, ...context.given };
    const { root } = repository;
    const source = createPushSource(repository, tips);
    const scanned = { ...context, paths: [], reports, given: settled };
    const { code } = await scanAndReport(scanned, { source, from: root, top: root, whole: false });
    if (code !== exitCodes.clean) context.note(code === exitCodes.findings ? found : unknown);
    return code;
  } finally {
    stop();
  }
}

const found =
  'refused: revoke what leaked, then take it out of the commit that brought it in (git commit --amend, git rebase --interactive):\n' +
  'one more commit on top leaves it there. If it is no secret, put unleak:allow in a comment on its line,\n' +
  'or accept it with `unleak baseline` where the file can have none';
const unknown = 'refused, as nobody knows whether it is clean';

/** Git's lines are `<old id> <new id> <ref>`; zeros for the new one delete the ref. */
async function readTips({ stdin }: CommandContext): Promise<readonly string[]> {
  const parts: Uint8Array[] = [];
  for await (const part of stdin()) parts.push(part);
  const lines = Buffer.concat(parts).toString().split('\n');
  const ids = lines.flatMap((line) => /^[0-9a-f]+ ([0-9a-f]+) /.exec(line)?.[1] ?? []);
  return [...new Set(ids)].filter((id) => !/^0+$/.test(id));
}

/** `git push --push-option=unleak.skip`, where the server takes options at all (receive.advertisePushOptions). */
function asksToSkip(env: NodeJS.ProcessEnv): boolean {
  const count = Number(env['GIT_PUSH_OPTION_COUNT'] ?? 0);
  return Array.from({ length: count }, (_, at) => env[`GIT_PUSH_OPTION_${at}`]).includes('unleak.skip');
}

/** Ends the process when the time is over: git, which reads for us, may be in the middle of something that takes longer. */
async function limitTime(repository: Repository, { note }: CommandContext): Promise<() => void> {
  const seconds = Number(await ask(repository, ['--type=int', '--get', 'unleak.timeout'])) || longestWait;
  const timer = setTimeout(() => {
    note(`refused, as the scan took more than ${seconds} s (unleak.timeout): push less at once`);
    process.kill(process.pid, 'SIGTERM');
  }, seconds * 1000);
  return () => clearTimeout(timer);
}

async function isSet(repository: Repository, name: string): Promise<boolean> {
  return (await ask(repository, ['--type=bool', '--get', name])) === 'true';
}

/** Of the repository or the machine, never of what is pushed. '' where it is not set. */
async function ask({ root, gitDir }: Repository, args: readonly string[]): Promise<string> {
  const text = await readGitWith(root, ['config', ...args], { GIT_DIR: gitDir }).catch(() => '');
  return text.trim();
}
