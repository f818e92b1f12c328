/** Runs operations one after another; a reply is given only when the change behind it is saved. */
import type { DataFile } from './data-file.ts';
import { errorOf } from './faults.ts';
import type { Faults } from './faults.ts';
import type { Call, Operation, Reply } from './operation.ts';
import { RotationDriver } from './rotation.ts';
import type { RotationFailure, RotationOrder, Rotator } from './rotation.ts';
import { ServiceError } from './service-error.ts';
import { World } from './world.ts';

export interface EngineOptions {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly data: DataFile | undefined;
  readonly rotators: ReadonlyMap<string, Rotator>;
  readonly faults: Faults;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class Engine {
  readonly #options: EngineOptions;
  readonly #world = new World();
  readonly #rotations: RotationDriver;
  /** What the file holds: where the world goes back to when it cannot be written. */
  #saved: string;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#saved = options.data?.load() ?? '[]';
    this.#world.load(JSON.parse(this.#saved) as ReturnType<World['save']>);
    this.#rotations = new RotationDriver(options.rotators, (region, work) =>
      this.#change(region, (now) => work(this.#world, now)),
    );
  }

  /** `body` is the request's JSON. Throws ServiceError. */
  async execute({
    operation: name,
    region,
    body,
  }: {
    operation: string;
    region: string;
    body: unknown;
  }): Promise<Reply> {
    const operation = this.#options.operations.get(name);
    if (operation === undefined) throw new ServiceError('UnknownOperationException', `There is no operation ${name}.`);
    const orders: RotationOrder[] = [];
    const run = (now: number): Reply => operation.run(body, this.#createCall({ region, now, orders }));
    try {
      return await (operation.writes ? this.#change(region, run) : this.#alone(async () => run(this.#tick())));
    } catch (error) {
      // What could not be saved has not happened: there is nothing to rotate to.
      if (error instanceof ServiceError && error.status === 500) orders.length = 0;
      throw error;
    } finally {
      for (const order of orders) this.#rotations.start(order);
    }
  }

  async reset(): Promise<void> {
    this.#rotations.cancelAll();
    await this.#rotations.settle();
    await this.#alone(() => {
      this.#world.load();
      return this.#save();
    });
  }

  settle(): Promise<readonly RotationFailure[]> {
    return this.#rotations.settle();
  }

  /** Lets what runs end, and keeps the dates of last access, which are not worth a write each, nor a failure: all else is saved. */
  async close(): Promise<void> {
    this.#rotations.cancelAll();
    await this.#alone(() => this.#save().catch(() => {}));
  }

  #createCall({ region, now, orders }: { region: string; now: number; orders: RotationOrder[] }): Call {
    return {
      region,
      now,
      world: this.#world,
      rotations: {
        has: (lambdaArn) => this.#rotations.has(lambdaArn),
        start: (order) => void orders.push(order),
        cancel: (arn) => this.#rotations.cancel(arn),
      },
      admit: (operation, secret) => {
        const call = { operation, secret };
        for (const fault of this.#options.faults.hit(call)) {
          const error = errorOf(fault, call);
          if (error !== undefined) throw error;
        }
      },
    };
  }

  #change<T>(region: string, work: (now: number) => T): Promise<T> {
    return this.#alone(async () => {
      const result = work(this.#tick());
      this.#world.replicate(region);
      await this.#save();
      return result;
    });
  }

  #tick(): number {
    const now = this.#options.now();
    this.#world.expire(now);
    return now;
  }

  async #save(): Promise<void> {
    const { data } = this.#options;
    if (data === undefined) return;
    const text = JSON.stringify(this.#world.save());
    try {
      await data.save(text);
      this.#saved = text;
    } catch (cause) {
      this.#world.load(JSON.parse(this.#saved) as ReturnType<World['save']>);
      throw new ServiceError('InternalServiceError', `The change could not be saved (${codeOf(cause)}).`, 500);
    }
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }
}

function codeOf(cause: unknown): string {
  return (cause as { code?: string } | undefined)?.code ?? 'unknown error';
}
