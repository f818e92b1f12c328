/** Where a run of the CLI is to be killed (kill-at.cjs), every place where it can be, and what it would leave at each (photograph.cjs). */
import { resolve } from 'node:path';
import { someOf } from '../fixtures/thorough.ts';

const killer = resolve('test/remediation/kill-at.cjs');
const photographer = resolve('test/remediation/photograph.cjs');

/** The environment in which the CLI is killed there; lines count from 1 and from the beginning of its run. */
export function killAtLine(at: number, how: string): Record<string, string> {
  return { NODE_OPTIONS: `--require=${killer}`, KILL_AT: String(at), KILL_HOW: how };
}

/** The environment in which the CLI leaves a copy of its folder, as each kill point would leave that, at `album`/LINE-HOW. */
export function photographLines(album: string): Record<string, string> {
  return { NODE_OPTIONS: `--require=${photographer}`, PHOTOGRAPHS: album };
}

/** Both ways to die at each of so many lines; in `npm test` some of them. */
export function killPoints(count: number): [at: number, how: string][] {
  const ways = Array.from({ length: count }, (_, at): [number, string][] => [
    [at + 1, 'torn'],
    [at + 1, 'whole'],
  ]);
  return someOf(ways.flat());
}
