/** A project's own tests: which of them pass. Reads TAP and what pytest says with -rA. */
import { spawnSync } from 'node:child_process';

export interface Project {
  readonly path: string;
  /** Shell commands, run in the clone. */
  readonly install: string | undefined;
  readonly test: string | undefined;
  /** Prints a line with `error` for each thing that is wrong with the types. */
  readonly types: string | undefined;
}

export type Variables = Readonly<Record<string, string>>;

/** Name → how many tests of that name pass. */
export type Passing = ReadonlyMap<string, number>;

export function runShell(command: string, cwd: string, variables: Variables = {}): { status: number; output: string } {
  const env = { ...process.env, ...variables, FORCE_COLOR: '0', NO_COLOR: '1' };
  const options = { cwd, env, encoding: 'utf8', maxBuffer: 1 << 30, timeout: 900_000 } as const;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], options);
  return { status: status ?? -1, output: stdout + stderr };
}

export function runTests(command: string, cwd: string, variables: Variables = {}): Passing {
  const { output } = runShell(command, cwd, variables);
  const passing = new Map<string, number>();
  for (const [, tap, pytest] of output.matchAll(/^(?:[ \t]{0,40}ok \d+ (?:- )?(.*)|PASSED (\S.*))$/gm)) {
    const name = (tap ?? pytest ?? '').replace(/ # (?:time|duration).*$/, '');
    passing.set(name, (passing.get(name) ?? 0) + 1);
  }
  return passing;
}

export function countOf(passing: Passing): number {
  return [...passing.values()].reduce((sum, count) => sum + count, 0);
}

/** Names of tests that passed and pass no more. */
export function lostTests(before: Passing, after: Passing): readonly string[] {
  return [...before].filter(([name, count]) => (after.get(name) ?? 0) < count).map(([name]) => name);
}
