/** Reads a pack's index (version 2): which objects the pack holds, where, and with which checksums. Damaged ones are refused as a whole. */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

/** The objects of a pack in the order of their ids. Format: gitformat-pack(5), "Version 2 pack-*.idx files". */
export interface PackIndex {
  readonly count: number;
  /** Bytes of an id. */
  readonly width: number;
  /** Ids, one behind the other, ascending. */
  readonly oids: Uint8Array;
  /** CRC-32 of the entry with this number, as it stands in the pack. */
  crcAt(number: number): number;
  /** Where the entry begins in the pack. */
  offsetAt(number: number): number;
  /** Number of the object with the id at `at`; undefined when the pack has no such object. */
  find(oid: Uint8Array, at: number): number | undefined;
  /** Checksum of the pack that it is of. */
  readonly pack: Uint8Array;
}

const magic = 0xff744f63;
const tablesAt = 8;
const fanoutSize = 256 * 4;

/** Checksum of the pack that an index says it is of, in hex; nothing else of the file is looked at. @throws Error when it cannot be read. */
export function readPackName(path: string, width: number): string {
  const fd = openSync(path, 'r');
  try {
    const sum = Buffer.alloc(width);
    if (readSync(fd, sum, 0, width, fstatSync(fd).size - 2 * width) !== width) throw new Error('pack index: cut short');
    return sum.toString('hex');
  } finally {
    closeSync(fd);
  }
}

/** `width`: bytes of an id, 20 or 32; `trusted`: its checksum was right before. @throws Error for what is not a whole index of version 2. */
export function readPackIndex(path: string, width: number, { trusted = false } = {}): PackIndex {
  const bytes = readFileSync(path);
  const fail = (why: string): never => {
    throw new Error(`pack index: ${why}`);
  };
  if (bytes.length < tablesAt + fanoutSize + 2 * width) fail('cut short');
  if (bytes.readUInt32BE(0) !== magic || bytes.readUInt32BE(4) !== 2) fail('not of version 2');
  const end = bytes.length - width;
  if (!trusted && !isWhole(bytes, end)) fail('its checksum is wrong');
  const count = bytes.readUInt32BE(tablesAt + fanoutSize - 4);
  const oidsAt = tablesAt + fanoutSize;
  const crcsAt = oidsAt + count * width;
  const offsetsAt = crcsAt + count * 4;
  const wideAt = offsetsAt + count * 4;
  if (wideAt > end - width || (end - width - wideAt) % 8 !== 0) fail('its length is wrong');
  return {
    count,
    width,
    oids: bytes.subarray(oidsAt, crcsAt),
    crcAt: (number) => bytes.readUInt32BE(crcsAt + number * 4),
    offsetAt(number) {
      const offset = bytes.readUInt32BE(offsetsAt + number * 4);
      return offset < 0x80000000 ? offset : Number(bytes.readBigUInt64BE(wideAt + (offset - 0x80000000) * 8));
    },
    find(oid, at) {
      const first = oid[at]!;
      let low = first === 0 ? 0 : bytes.readUInt32BE(tablesAt + (first - 1) * 4);
      let high = bytes.readUInt32BE(tablesAt + first * 4);
      while (low < high) {
        const middle = (low + high) >>> 1;
        const order = bytes.compare(oid, at, at + width, oidsAt + middle * width, oidsAt + (middle + 1) * width);
        if (order === 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle;
      }
      return undefined;
    },
    pack: bytes.subarray(end - width, end),
  };
}

function isWhole(bytes: Buffer, end: number): boolean {
  const sum = createHash(bytes.length - end === 20 ? 'sha1' : 'sha256');
  return sum.update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end));
}
