/** Where a run of the CLI is to be killed (kill-at.cjs), and every place where it can be. */
import { resolve } from 'node:path';

const killer = resolve('test/remediation/kill-at.cjs');

/** The environment in which the CLI is killed there; lines count from 1 and from the beginning of its run. */
export function killAtLine(at: number, how: string): Record<string, string> {
  return { NODE_OPTIONS: `--require=${killer}`, KILL_AT: String(at), KILL_HOW: how };
}

/** Both ways to die at each of so many lines. */
export function killPoints(count: number): [at: number, how: string][] {
  return Array.from({ length: count }, (_, at): [number, string][] => [
    [at + 1, 'torn'],
    [at + 1, 'whole'],
  ]).flat();
}
