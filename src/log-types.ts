/** The nouns of CI logs: the way back from clean text to the stored log, and how a value came to be printed. */
import type { Secret } from './secret.ts';
import type { Position } from './types.ts';

/** The way back from a log's text to the file that it was read from. */
export interface LogText {
  /** Where the byte at `offset` of the chunk's text stands in the file. */
  place(offset: number): Position;
  /** Where the bytes before `offset` end: decoration behind them does not count. */
  placeEnd(offset: number): Position;
  /** How the bytes [start, end) of the chunk's text came to be printed. */
  explain(start: number, end: number): Leak;
}

/** What made a job print a value. The words for each are in report/leak-causes.ts. */
export type LeakCause =
  | 'shell-trace'
  | 'command-echo'
  | 'command-argument'
  | 'docker-login'
  | 'environment-dump'
  | 'http-trace'
  | 'terraform'
  | 'npm-log'
  | 'stack-trace'
  | 'debug-log'
  | 'build-argument'
  | 'echo'
  | 'output';

/** How a value came to stand in a log. */
export interface Leak {
  readonly cause: LeakCause;
  /** The part of the job that printed it, as the log names it. */
  readonly step?: string;
  /** The lines of the job's script that the log shows for it, the one that printed the value first. May hold values. */
  readonly commands: readonly Secret[];
  /** The value reads backwards, or is spaced out: a form that gets around a mask. */
  readonly disguise?: 'reversed' | 'spaced';
}

export interface LocatedLeak extends Pick<Leak, 'cause' | 'step' | 'disguise'> {
  /** Relative to the repository that holds the workflow; lines count from 1. */
  readonly printedBy?: { readonly path: string; readonly line: number };
}
