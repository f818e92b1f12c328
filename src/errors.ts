/** What a person can fix is a UserError, told in one line with a hint; anything else that is thrown is a bug. */

/** Exit codes of every command: what scripts, hooks and the Action rely on. */
export const exitCodes = {
  clean: 0,
  findings: 1,
  usage: 2,
  incomplete: 3,
  remote: 4,
} as const;

export type ErrorKind = 'usage' | 'incomplete' | 'remote';

export class UserError extends Error {
  override readonly name = 'UserError';
  readonly kind: ErrorKind;
  /** What to do next, one line. */
  readonly hint: string | undefined;

  /** `message` is lower case and without a stop: what happened and where. */
  constructor(kind: ErrorKind, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.hint = options.hint;
  }
}
