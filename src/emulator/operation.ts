/** What an operation is: the members of its input, whether it changes anything, and a function from both to a reply. */
import type { RotationOrder } from './rotation.ts';
import type { InputOf, Members } from './shape.ts';
import { structure } from './shape.ts';
import type { World } from './world.ts';

export interface Call {
  readonly region: string;
  readonly world: World;
  /** Milliseconds since 1970; the same for the whole call. */
  readonly now: number;
  readonly rotations: RotationDesk;
  /** Throws AccessDeniedException where that operation on that secret is denied. For what a batch does on the way. */
  admit(operation: string, secretId: string): void;
}

/** What an operation may ask of rotations; nothing starts before the operation's change is saved. */
export interface RotationDesk {
  /** Whether there is a function of that ARN. */
  has(lambdaArn: string): boolean;
  /** Does nothing where the secret is being rotated already. */
  start(order: RotationOrder): void;
  cancel(secretArn: string): void;
}

/** Members that are undefined are left out of the JSON. */
export type Reply = Readonly<Record<string, unknown>>;

export interface Operation {
  /** Whether the world must be saved before the reply. */
  readonly writes: boolean;
  /** Throws ServiceError. Nothing has changed when it does. */
  run(body: unknown, call: Call): Reply;
}

export function defineOperation<const M extends Members>(definition: {
  readonly writes: boolean;
  readonly members: M;
  run(input: InputOf<M>, call: Call): Reply;
}): Operation {
  const parse = structure(definition.members);
  return { writes: definition.writes, run: (body, call) => definition.run(parse(body, ''), call) };
}

/** Seconds since 1970, as the protocol has them. */
export function seconds(milliseconds: number): number;
export function seconds(milliseconds: number | undefined): number | undefined;
export function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** A list that is left out when it is empty. */
export function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
