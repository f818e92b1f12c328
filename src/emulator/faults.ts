/** Faults that tests order: which calls fail, how, and how often. The command line has no way to them. */
import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError } from './service-error.ts';

export interface Fault {
  /**
   * `throttle` and `deny` answer as AWS does, `error` with `code`, `delay` waits `ms` first, `drop` closes the connection
   * without an answer, `crash` ends the server as if it were killed.
   */
  readonly kind: 'throttle' | 'deny' | 'error' | 'delay' | 'drop' | 'crash';
  /** Default: every operation. */
  readonly operation?: string;
  /** A secret as the call names it. Default: every secret. */
  readonly secret?: string;
  /** How many calls it hits. Default: all. */
  readonly times?: number;
  /** How many calls it lets pass first. */
  readonly after?: number;
  /** Whether the connection drops, or the server crashes, before or after the operation has been done and saved. Default: before. */
  readonly when?: 'before' | 'after';
  readonly ms?: number;
  readonly code?: string;
}

export interface FaultedCall {
  readonly operation: string;
  readonly secret: string | undefined;
}

export class Faults {
  readonly #orders = new Set<{ readonly fault: Fault; seen: number }>();

  /** Returns the way to take it back. */
  add(fault: Fault): () => void {
    const order = { fault, seen: 0 };
    this.#orders.add(order);
    return () => void this.#orders.delete(order);
  }

  clear(): void {
    this.#orders.clear();
  }

  /** The faults that hit this call, in the order in which they were added; counts the call. */
  hit(call: FaultedCall): readonly Fault[] {
    const hits: Fault[] = [];
    for (const order of this.#orders) {
      const { operation, secret, times = Infinity, after = 0 } = order.fault;
      if ((operation ?? call.operation) !== call.operation || (secret ?? call.secret) !== call.secret) continue;
      order.seen++;
      if (order.seen > after && order.seen <= after + times) hits.push(order.fault);
    }
    return hits;
  }
}

/** Delays, then throws what the faults answer with. */
export async function suffer(faults: readonly Fault[], call: FaultedCall): Promise<void> {
  for (const { kind, ms = 0 } of faults) if (kind === 'delay') await wait(ms);
  for (const fault of faults) {
    const error = errorOf(fault, call);
    if (error !== undefined) throw error;
  }
}

export function errorOf({ kind, code = 'InternalServiceError' }: Fault, call: FaultedCall): ServiceError | undefined {
  if (kind === 'throttle') return new ServiceError('ThrottlingException', 'Rate exceeded');
  if (kind === 'error')
    return new ServiceError(code, 'An injected fault.', code === 'InternalServiceError' ? 500 : 400);
  return kind === 'deny' ? denied(call) : undefined;
}

function denied({ operation, secret = '*' }: FaultedCall): ServiceError {
  const action = `secretsmanager:${operation}`;
  return new ServiceError(
    'AccessDeniedException',
    `User is not authorized to perform: ${action} on resource: ${secret} because no identity-based policy allows the ${action} action`,
  );
}
