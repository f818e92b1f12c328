/** What a person would see: commands with a remark each, what they print, and ticks for what was checked. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const cli = fileURLToPath(new URL('cli.js', import.meta.url));

export interface Session {
  say(...lines: readonly string[]): void;
  /** The line of a command, and why one would run it. */
  command(text: string, remark: string): void;
  /** A tick with the claim; gives the claim back as what is wrong where it does not hold. */
  check(claim: string, holds: boolean): string[];
  /** Runs the built CLI in the repository. */
  unleak(args: readonly string[], input?: string): Ran;
  readonly folder: string;
  lines(): readonly string[];
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const remarkColumn = 46;

export function openSession(folder: string, { silent }: { readonly silent: boolean }): Session {
  const said: string[] = [];
  const say = (...lines: readonly string[]): void => {
    said.push(...lines);
    if (!silent) process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  };
  return {
    say,
    command: (text, remark) => say(`$ ${text}`.padEnd(remarkColumn - 1) + ` # ${remark}`),
    check(claim, holds) {
      say(`${holds ? '✓' : '✗'} ${claim}`, '');
      return holds ? [] : [`does not hold: ${claim}`];
    },
    unleak(args, input = '') {
      const options = { cwd: folder, input, env: bareEnvironment(), encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], options);
      return { code: status, out: stdout, err: stderr };
    },
    folder,
    lines: () => said,
  };
}

/** Nothing of the user's: no account, no git configuration, no settings of unleak. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS|GIT|UNLEAK)_|^(NO|FORCE)_COLOR$/.test(name));
  return { ...Object.fromEntries(kept), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
}
