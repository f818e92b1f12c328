/** How long each phase took, for --timing. */

export interface Clock {
  /** Ends a phase that began when the last one ended. A phase that ends several times adds up. */
  lap(phase: string): void;
  /** Milliseconds by phase, in the order in which they first ended. */
  readonly laps: ReadonlyMap<string, number>;
}

/** Begins with the process, so that the first phase is the start-up. */
export function createClock(): Clock {
  const laps = new Map<string, number>();
  let last = 0;
  return {
    laps,
    lap(phase) {
      // The global `performance` would load a module of Node's that nothing else needs.
      const now = process.uptime() * 1000;
      laps.set(phase, (laps.get(phase) ?? 0) + now - last);
      last = now;
    },
  };
}

export function describeTiming({ laps }: Clock): string {
  const total = [...laps.values()].reduce((sum, ms) => sum + ms, 0);
  return [...laps, ['total', total] as const].map(([phase, ms]) => `${phase} ${ms.toFixed(1)} ms`).join(', ');
}
