/** Lists of a service, page by page, of which none comes twice: one that leads in circles or has no end is an error and no endless run. */
import { createHash } from 'node:crypto';
import { UserError } from '../../../errors.ts';
import type { ServiceClient } from './client.ts';
import { listOf } from './fields.ts';

export interface Page {
  readonly body: unknown;
  readonly headers: Headers;
  /** How many entries it has. */
  readonly length: number;
}

export interface PageWalk {
  /** A path of the API, or an address. */
  readonly first: string;
  /** Where the list stands in an answer; undefined where the answer is the list. */
  readonly field?: string;
  /** Where the page behind this one is; undefined behind the last. */
  next(page: Page): string | undefined;
  /** Pages that there may be. Default: `mostPages`. */
  readonly most?: number;
}

/** A hundred entries each make a million runs. */
export const mostPages = 10_000;

/** The service's list cannot be read to its end, however often one tries. */
export class EndlessListError extends UserError {
  constructor(message: string) {
    super('remote', message, { hint: 'what the service answers, or what stands between it and us, is not its API' });
  }
}

/** The entries of all pages. @throws EndlessListError, UserError('remote'). */
export async function* readPages(client: ServiceClient, walk: PageWalk): AsyncGenerator<unknown> {
  const { first, field, next, most = mostPages } = walk;
  const seen = new Set<string>();
  let address: string | undefined = first;
  for (let count = 0; address !== undefined; count++) {
    if (count === most) throw new EndlessListError(`the service's list goes on after ${most} pages`);
    const { body, headers } = await client.read(address);
    const entries = listOf(body, field);
    // An address that was there before, or another one with the same content: there is nothing new to come.
    const marks = entries.length === 0 ? [address] : [address, digestOf(entries)];
    if (marks.some((mark) => seen.has(mark))) throw new EndlessListError("the service's list leads in circles");
    for (const mark of marks) seen.add(mark);
    yield* entries;
    address = next({ body, headers, length: entries.length });
  }
}

/** RFC 8288: the target of the link that is called next. */
export function nextLink({ headers }: Pick<Page, 'headers'>): string | undefined {
  return /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(headers.get('link') ?? '')?.[1];
}

function digestOf(entries: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64');
}
