/** Zip (jar, whl, docx, nupkg, …), read from its directory; what a member claims of its size and name is not believed. */
import { isUtf8 } from 'node:buffer';
import type { Entry, ZipFile } from 'yauzl';
import { inflate } from './inflate.ts';
import type { Budget } from './limits.ts';
import { displayName, type Member } from './members.ts';
import type { Pieces } from './pieces.ts';

/** Where the zip is: in memory, or in an open file that is not closed here. */
export type ZipPlace = { readonly bytes: Buffer } | { readonly fd: number };

const options = { decodeStrings: false, validateEntrySizes: false, autoClose: false };
const stored = 0;
const deflated = 8;

/** The files of a zip. Throws on a broken directory; a member that cannot be read throws when its pieces are. */
export async function* zipMembers(place: ZipPlace, budget: Budget): AsyncGenerator<Member> {
  const { fromBufferPromise, fromFdPromise } = await import('yauzl');
  const zip = await ('fd' in place ? fromFdPromise(place.fd, options) : fromBufferPromise(place.bytes, options));
  for await (const entry of zip.eachEntry()) {
    budget.countMember();
    const name = displayName(decodeName(entry.fileNameRaw));
    const obstacle = findObstacle(entry);
    if (obstacle !== undefined) yield { name, obstacle, pieces: [] };
    else if (entry.compressedSize > 0) yield { name, pieces: readMember(zip, entry, budget) };
  }
}

/** Old zips have names in whatever encoding their maker's system had. */
function decodeName(raw: Buffer): string {
  return raw.toString(isUtf8(raw) ? 'utf8' : 'latin1');
}

function findObstacle(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return 'encrypted';
  const method = entry.compressionMethod;
  return method === stored || method === deflated ? undefined : `compression method ${method} is not supported`;
}

async function* readMember(zip: ZipFile, entry: Entry, budget: Budget): AsyncGenerator<Uint8Array> {
  const raw: Pieces = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  if (entry.compressionMethod === deflated) return yield* inflate(raw, 'raw', budget);
  for await (const piece of raw) {
    budget.charge(piece.length);
    yield piece;
  }
}
