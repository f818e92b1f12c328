/** What a command is, and what the CLI lends it: commands take no argument, stream or exit code from the process. */
import type { GivenFlags } from './flags.ts';
import type { ReportFlag } from './flags/parse.ts';

export interface Command {
  /** Resolves to an exit code (errors.ts); throws UserError for what a person can fix. */
  run(context: CommandContext): Promise<number>;
}

export interface CommandContext {
  readonly cwd: string;
  /** What the environment and the arguments say; the config file stands below it, the defaults below that. */
  readonly given: GivenFlags;
  readonly paths: readonly string[];
  /** `--format` and `--output` in order. */
  readonly reports: readonly ReportFlag[];
  /** Whether standard error is a terminal that shows progress. */
  interactive(): boolean;
  /** Whether text for standard output is to be coloured. */
  color(): boolean;
  /** Standard input, opened when asked for. */
  stdin(): AsyncIterable<Uint8Array>;
  /** To standard output. A reader that has gone away is not an error; any other failure throws UserError('incomplete'). */
  print(pieces: Iterable<string>): Promise<void>;
  /** Resolves when SIGINT, SIGTERM or SIGHUP asks for the end; from the call on, the first of them no longer ends the process. */
  untilAskedToEnd(): Promise<void>;
  /** One line to standard error, even when quiet: problems and what was asked for. */
  note(line: string): void;
}

/** One row of the list of commands; `load` imports its code when it runs. */
export interface CommandEntry {
  readonly name: string;
  /** The lines that the help shows as usage. */
  readonly usage: readonly string[];
  /** One sentence without a stop. */
  readonly help: string;
  load(): Promise<Command>;
}
