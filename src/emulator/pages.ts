/** Pages of a list: a token names the operation, the question and the place, and fits no other. */
import { createHash } from 'node:crypto';
import { ServiceError } from './service-error.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** `question` is all that the pages have in common: a token from another question throws InvalidNextTokenException. */
export function takePage<T>(
  items: readonly T[],
  { size, token, question }: { readonly size: number; readonly token: string | undefined; readonly question: unknown },
): Page<T> {
  const seal = createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16);
  const from = token === undefined ? 0 : readToken(token, seal);
  const to = from + size;
  return { items: items.slice(from, to), next: to < items.length ? writeToken(to, seal) : undefined };
}

function writeToken(from: number, seal: string): string {
  return Buffer.from(`${seal}:${from}`).toString('base64url');
}

function readToken(token: string, seal: string): number {
  const [, made, from] = /^([\w-]{16}):(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (made !== seal) throw new ServiceError('InvalidNextTokenException', 'The NextToken value is invalid.');
  return Number(from);
}
