/** `unleak hook NAME`: what the git hooks call; turns what git tells a hook into scans, and lets nothing pass that was not scanned. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command, CommandContext } from '../command.ts';
import { exitCodes, UserError } from '../errors.ts';
import { openRepository, readGit, type Repository } from '../git.ts';
import type { GivenFlags } from '../flags.ts';
import { parseEnvironment } from '../flags/parse.ts';
import { scan } from './scan.ts';

export const hook: Command = {
  async run(context) {
    const [name, ...args] = context.paths;
    // Not for those who push: a server's environment and words are others.
    if (name === 'pre-receive') return (await import('./hook/pre-receive.ts')).scanReceived(context);
    if (process.env['SKIP']?.split(',').includes('unleak')) return 0;
    const code = await runHook(context, name, args);
    if (code !== exitCodes.clean) context.note(advice[code === exitCodes.findings ? 'found' : 'unknown']);
    return code;
  },
};

const advice = {
  found:
    'stopped: take the value out and stage again; if it is no secret, put unleak:allow in a comment on its line,\n' +
    'or accept it with `unleak baseline` where the file can have none. SKIP=unleak or --no-verify goes past once',
  unknown: 'stopped, as nobody knows whether it is clean. SKIP=unleak or --no-verify goes past once',
};

function runHook(context: CommandContext, name: string | undefined, args: readonly string[]): Promise<number> {
  switch (name) {
    case 'pre-commit':
      return scanCommit(context);
    case 'commit-msg':
      return scanMessage(context, args);
    case 'pre-push':
      return scanPush(context, args);
    default:
      throw new UserError('usage', `no such hook: ${name ?? '(none)'}`, {
        hint: 'pre-commit, commit-msg, pre-push or pre-receive',
      });
  }
}

function scanCommit(context: CommandContext): Promise<number> {
  // The pre-commit framework names a range when it is to check one: CI does that, with nothing staged.
  const { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to } = process.env;
  return from && to ? scanWith(context, { range: `${from}..${to}` }) : scanWith(context, { staged: true });
}

/** The message file holds the diff, too, after `git commit --verbose`: what was removed there must not stop the commit. */
async function scanMessage(context: CommandContext, [file]: readonly string[]): Promise<number> {
  if (file === undefined) throw new UserError('usage', 'commit-msg needs the file of the message');
  const text = await readFile(resolve(context.cwd, file), 'latin1');
  const cut = text.search(/^.* -{24} >8 -{24}$/m);
  const message = Buffer.from(cut < 0 ? text : text.slice(0, cut), 'latin1');
  const stdin = async function* (): AsyncGenerator<Uint8Array> {
    yield message;
  };
  return scanWith({ ...context, stdin }, { stdin: true, 'stdin-filename': 'COMMIT_EDITMSG' });
}

async function scanPush(context: CommandContext, [remote = '']: readonly string[]): Promise<number> {
  let worst = 0;
  for (const range of await findPushedRanges(context, remote)) {
    worst = pickWorse(worst, await scanWith(context, { range }));
  }
  return worst;
}

/** Git's lines are `<local ref> <local id> <remote ref> <remote id>`; zeros stand for what is not there. */
async function findPushedRanges(context: CommandContext, remote: string): Promise<string[]> {
  const { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to } = process.env;
  if (from && to) return [`${from}..${to}`];
  const parts: Uint8Array[] = [];
  for await (const part of context.stdin()) parts.push(part);
  const lines = Buffer.concat(parts)
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  const repository = openRepository(context.cwd);
  const ranges = await Promise.all(lines.map((line) => findPushedRange(repository, line, remote)));
  return ranges.filter((range) => range !== undefined);
}

/** Undefined when the push brings nothing that the remote does not have. */
async function findPushedRange(repository: Repository, line: string, remote: string): Promise<string | undefined> {
  const [, local = '', , theirs = ''] = line.split(' ');
  if (isZero(local)) return undefined;
  const known = isZero(theirs)
    ? undefined
    : await readGit(repository, ['cat-file', '-e', `${theirs}^{commit}`]).catch(() => undefined);
  if (known !== undefined) return `${theirs}..${local}`;
  // A new branch, or one that others have moved: all that no remote has.
  const holders = await readGit(repository, [
    'for-each-ref',
    '--count=1',
    '--contains',
    local,
    `refs/remotes/${remote}/`,
  ]);
  return holders === '' ? `${local.replaceAll(/./g, '0')}..${local}` : undefined;
}

function isZero(id: string): boolean {
  return /^0+$/.test(id);
}

/** 1 says that something was found, 3 that something was not looked at: found comes first. */
function pickWorse(a: number, b: number): number {
  if (a === 1 || b === 1) return 1;
  return Math.max(a, b);
}

/** Hooks take no flags of a scan, but its variables count: UNLEAK_FAIL_ON, UNLEAK_MIN_CONFIDENCE and so on. */
function scanWith(context: CommandContext, flags: GivenFlags): Promise<number> {
  const { given, reports } = parseEnvironment(process.env, 'scan');
  return scan.run({ ...context, paths: [], reports, given: { quiet: true, ...given, ...context.given, ...flags } });
}
