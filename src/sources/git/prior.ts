/** What the versions before held: read and matched only where a changed file has matches. */
import { expandContent, expandStream } from '../archive.ts';
import type { Chunk, Match, ScanContext } from '../../types.ts';
import { batchSize, type LargeObject, type ObjectReader, type WholeObject } from './objects.ts';
import type { OidTable } from './oid-table.ts';
import { showPath } from './raw-diff.ts';

export interface PriorOptions {
  readonly oids: OidTable;
  readonly reader: ObjectReader;
  readonly context: ScanContext;
}

/** Matches in each of the blobs, each read under the path it is given with. One that cannot be read counts as empty: then more is new, never less. */
export async function readPriorMatches(
  blobs: ReadonlyMap<number, string>,
  options: PriorOptions,
): Promise<Map<number, Match[]>> {
  const { oids, reader, context } = options;
  const found = new Map<number, Match[]>();
  const ids = [...blobs.keys()];
  const batches = Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, i) =>
    ids.slice(i * batchSize, (i + 1) * batchSize).map((blob) => oids.hex(blob)),
  );
  for await (const object of reader.read(batches)) {
    if ('why' in object || object.type !== 'blob') continue;
    const blob = oids.addHex(object.oid);
    const matches: Match[] = [];
    for await (const chunk of expand(object, showPath(blobs.get(blob) ?? ''))) matches.push(...context.match(chunk));
    if (matches.length > 0) found.set(blob, matches);
  }
  return found;
}

function expand(object: WholeObject | LargeObject, path: string): readonly Chunk[] | AsyncIterable<Chunk> {
  // Gaps in an old version are none in what the scan is about.
  const content = { path, origin: { via: 'commit', object: object.oid }, context: { skip: () => {} } } as const;
  if ('bytes' in object) return expandContent({ ...content, bytes: object.bytes });
  return expandStream({ ...content, pieces: object.pieces });
}
