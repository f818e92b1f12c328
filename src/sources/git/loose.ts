/** Reads objects that git has just written to files of their own without another process; all others, and damaged ones, through git. */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Repository } from '../../git.ts';
import { inflateNow } from './inflate.ts';
import {
  createObjectReader,
  type ObjectReader,
  type ObjectType,
  type ReaderOptions,
  type WholeObject,
} from './objects.ts';

/** What a commit adds was written by `git add` moments ago; objects above this size are git's business. */
const largest = 4 * 1024 * 1024;

/** Answers in another order than it was asked: first what it finds by itself. */
export function createLooseReader(repository: Repository, options: ReaderOptions): ObjectReader {
  return {
    async *read(batches) {
      const left: string[] = [];
      for await (const batch of batches) {
        for (const oid of batch) {
          const object = copyLoose(repository, oid, options);
          if (object === undefined) left.push(oid);
          else yield object;
        }
      }
      if (left.length > 0) yield* createObjectReader(repository, options).read([left]);
    },
  };
}

function copyLoose(repository: Repository, oid: string, { inbox }: ReaderOptions): WholeObject | undefined {
  const object = readLooseNow(repository, oid);
  if (object === undefined) return undefined;
  const bytes = inbox(object.content.length).subarray(0, object.content.length);
  bytes.set(object.content);
  return { oid, type: object.type, bytes };
}

export interface LooseObject {
  readonly type: ObjectType;
  /** Valid until the next call. */
  readonly content: Buffer;
}

/** Undefined for anything unusual: git says what it is. */
export function readLooseNow(repository: Repository, oid: string): LooseObject | undefined {
  const folder = resolve(repository.inherited['GIT_OBJECT_DIRECTORY'] ?? join(repository.commonDir, 'objects'));
  const file = join(folder, oid.slice(0, 2), oid.slice(2));
  try {
    // A pipe or a device in its place would keep us waiting.
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > largest) return undefined;
    const content = inflateNow(readFileSync(file), largest);
    if (content === undefined) return undefined;
    const end = content.indexOf(0);
    const [, type, length] = /^(blob|commit|tag|tree) (\d{1,10})$/.exec(content.latin1Slice(0, end)) ?? [];
    if (type === undefined || Number(length) !== content.length - end - 1) return undefined;
    return { type: type as ObjectType, content: content.subarray(end + 1) };
  } catch {
    return undefined;
  }
}
