/** Times whole processes side by side: runs take turns, so that a noisy machine slows all of them alike. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Subject {
  readonly name: string;
  /** Program and arguments; no shell. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** Exit codes that count as a good run. */
  readonly codes: readonly number[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Milliseconds of each run, sorted. */
export type Times = readonly number[];

/** One untimed round first, then `rounds` in which each subject has its turn. */
export function takeTurns(subjects: readonly Subject[], rounds: number): Times[] {
  const times: number[][] = subjects.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      const elapsed = measureTime(subject);
      if (round >= 0) times[index]?.push(elapsed);
    }
  }
  return times.map((each) => each.toSorted((a, b) => a - b));
}

/** Of a sorted list. */
export function median(times: Times): number {
  const middle = times.length / 2;
  return ((times[Math.floor(middle - 0.5)] ?? 0) + (times[Math.floor(middle)] ?? 0)) / 2;
}

/** The median of `b` over the median of `a`. */
export function ratio(a: Times, b: Times): number {
  return median(b) / median(a);
}

export interface Usage {
  /** The most memory it ever held. */
  readonly peakMb: number;
  /** Processor time of its own code: on a machine that is shared it says more than the time that passed. */
  readonly userSeconds: number;
  readonly stdout: string;
}

/** Runs a Node program once. */
export function measureMemory({ command, cwd, codes }: Subject): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-bench-'));
  const file = join(folder, 'peak');
  const source = `import { writeFileSync } from 'node:fs';
    process.on('exit', () => writeFileSync(process.env.UNLEAK_BENCH_PEAK, JSON.stringify(process.resourceUsage())));`;
  const [program = '', ...args] = command;
  const hook = `--import=data:text/javascript,${encodeURIComponent(source)}`;
  try {
    const env = { ...process.env, UNLEAK_BENCH_PEAK: file };
    const run = spawnSync(program, [hook, ...args], { cwd, env, encoding: 'utf8', maxBuffer: 1 << 30 });
    if (!codes.includes(run.status ?? -1)) throw new Error(`${args.join(' ')} ended with ${run.status}: ${run.stderr}`);
    const { maxRSS, userCPUTime } = JSON.parse(readFileSync(file, 'utf8')) as NodeJS.ResourceUsage;
    return { peakMb: maxRSS / 1024, userSeconds: userCPUTime / 1e6, stdout: run.stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of one run. */
export function measureTime({ name, command, cwd, codes, env = {} }: Subject): number {
  const [program = '', ...args] = command;
  const began = performance.now();
  const { status, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const elapsed = performance.now() - began;
  if (!codes.includes(status ?? -1)) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return elapsed;
}
