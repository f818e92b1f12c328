/** Commits and tags as they are read: what they say goes to the scan, how they hang together to the graph. */
import type { Chunk, ScanContext } from '../../types.ts';
import type { CommitGraph } from './commit-graph.ts';
import { expandMessage } from './messages.ts';
import type { ReadObject, WholeObject } from './objects.ts';
import type { SkipList } from './skip-list.ts';
import type { TagTable } from './tags.ts';

export interface MessageOptions {
  readonly graph: CommitGraph;
  readonly tags: TagTable;
  readonly context: ScanContext;
  readonly skips: SkipList;
  /** Called after each object. */
  readonly onRead?: () => void;
}

/** Chunks of all commits and tags among the objects; other objects are passed over. */
export async function* readMessages(
  objects: AsyncIterable<ReadObject>,
  options: MessageOptions,
): AsyncGenerator<Chunk> {
  const { context, skips } = options;
  for await (const object of objects) {
    options.onRead?.();
    if ('why' in object) skips.add(object.oid, object.why);
    else if (object.type !== 'commit' && object.type !== 'tag') continue;
    else if (!('bytes' in object)) skips.add(object.oid, 'a message of more than 16 MB');
    else {
      context.stats.bytes += object.bytes.length;
      if (object.type === 'commit') context.stats.commits++;
      yield* readMessage(object, options);
    }
  }
}

function readMessage({ oid, type, bytes }: WholeObject, { graph, tags }: MessageOptions): Iterable<Chunk> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const number = graph.oids.addHex(oid);
  if (type === 'tag') tags.add(number, raw);
  else graph.add(number, raw);
  const kind = type === 'tag' ? 'tag' : 'commit';
  return expandMessage({ oid, kind, via: kind === 'tag' ? 'tag' : 'message', bytes });
}
