/** Progress on standard error of a terminal: counts, rate and time left, and only for work of more than a second. */
import type { Ora } from 'ora';
import { formatBytes, formatDuration } from '../report/measure.ts';
import type { ScanContext } from '../types.ts';

export interface Progress {
  readonly report: ScanContext['progress'];
  /** Takes the line away. */
  stop(): void;
}

const patience = 1000;
const refresh = 100;

/** `isWanted` is asked when work has taken longer than anybody would wait without a sign: a commit need not know what a terminal is. */
export function createProgress(isWanted: () => boolean): Progress {
  const began = process.uptime() * 1000;
  let next = began + patience;
  let stopped = false;
  let spinner: Ora | undefined;
  return {
    report(done, total, unit) {
      const now = process.uptime() * 1000;
      if (now < next || stopped) return;
      next = now + refresh;
      if (spinner === undefined) stopped = !isWanted();
      if (stopped) return;
      if (spinner === undefined) void load();
      else spinner.text = describeProgress({ done, total, unit, elapsed: now - began });
      spinner?.render();
    },
    stop() {
      stopped = true;
      spinner?.stop();
    },
  };

  async function load(): Promise<void> {
    const { default: ora } = await import('ora');
    // It must leave the keyboard alone: Ctrl-C belongs to the CLI.
    if (!stopped) spinner ??= ora({ discardStdin: false, hideCursor: false }).start();
  }
}

export interface ProgressState {
  readonly done: number;
  readonly total: number | undefined;
  readonly unit: string;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** `12,000 of 48,000 objects, 6,000 a second, 6.0 s left`; bytes as sizes. */
export function describeProgress({ done, total, unit, elapsed }: ProgressState): string {
  const rate = done / Math.max(elapsed / 1000, 0.001);
  const show = unit === 'bytes' ? formatBytes : (value: number): string => Math.round(value).toLocaleString('en-GB');
  const what = [show(done), ...(total === undefined ? [] : ['of', show(total)]), ...(unit === 'bytes' ? [] : [unit])];
  const left =
    total === undefined || total <= done || rate === 0
      ? []
      : [`${formatDuration(((total - done) / rate) * 1000)} left`];
  return [what.join(' '), `${show(rate)} a second`, ...left].join(', ');
}
