/** Git's raw diff (`--raw -z --no-abbrev`, one parent or combined) from a stream of bytes to entries, whatever the paths contain. */

/** One changed path. Ids are given as places in `header`, so that nothing is copied that nobody wants. */
export interface RawEntry {
  readonly header: Buffer;
  /** 1, or as many as the merge has. */
  readonly parents: number;
  /** Where the new id's hex digits begin. */
  readonly next: number;
  /** Where the first parent's id begins; the others follow at `step`. */
  readonly previous: number;
  readonly step: number;
  /** Mode of the new side, in octal as git writes it. */
  readonly mode: string;
  /** A, M, D, T, U, one letter for each parent. */
  readonly status: string;
  /** The path's bytes as Latin-1, so that none is lost; see `showPath`. */
  readonly path: string;
}

export interface RawDiffVisitor {
  /** The id of the commit that the entries after it belong to. */
  commit?(text: Buffer): void;
  entry(entry: RawEntry): void;
}

/** Modes of what holds no content of this repository. */
export const gitlinkMode = '160000';

/** Parses pieces of output as they come; call it with each piece. */
export function createRawDiffParser(visitor: RawDiffVisitor): (piece: Buffer) => void {
  let header: Buffer | undefined;
  return createRecordSplitter((record) => {
    if (header !== undefined) {
      visitor.entry(parseEntry(header, record));
      header = undefined;
    } else if (record[0] === colon) header = record;
    else visitor.commit?.(record);
  });
}

/** Hands over what stands between NUL bytes, however the pieces are cut. What comes after the last one is no record. */
export function createRecordSplitter(visit: (record: Buffer) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    const buffer = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let at = 0;
    for (let end = buffer.indexOf(0); end >= 0; end = buffer.indexOf(0, at)) {
      visit(buffer.subarray(at, end));
      at = end + 1;
    }
    rest = buffer.subarray(at);
  };
}

/** A path as text; bytes that are no UTF-8 become U+FFFD. */
export function showPath(path: string): string {
  return ascii.test(path) ? path : Buffer.from(path, 'latin1').toString();
}

const colon = 0x3a;
const space = 0x20;
const ascii = /^[\x01-\x7f]*$/;
const modeLength = 7;

function parseEntry(header: Buffer, path: Buffer): RawEntry {
  let parents = 0;
  while (header[parents] === colon) parents++;
  const previous = parents + modeLength * (parents + 1);
  const step = header.indexOf(space, previous) + 1 - previous;
  const next = previous + step * parents;
  const mode = header.latin1Slice(previous - modeLength, previous - 1);
  const status = header.latin1Slice(next + step);
  return { header, parents, next, previous, step, mode, status, path: path.latin1Slice() };
}
