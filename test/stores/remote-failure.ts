/** What a store says when the service does not do what it is asked: always a UserError('remote'), with what to do next. */
import { expect } from 'vitest';
import { UserError } from '../../src/errors.ts';

/** `message; hint`. */
export async function remoteFailure(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  const { kind, message, hint } = error as UserError;
  expect(kind).toBe('remote');
  return `${message}; ${hint}`;
}
