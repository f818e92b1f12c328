/** Commit and tag objects as chunks: the header without ids and signatures, and the message with its lines counted from 1. */
import type { Chunk, Via } from '../../types.ts';
import { findDecoder, findMessage } from './commits.ts';

export interface MessageObject {
  readonly oid: string;
  readonly kind: 'commit' | 'tag';
  readonly via: Via;
  /** The raw object. Parts of it are overwritten. */
  readonly bytes: Uint8Array;
}

/** The names that people, dates and messages go by in reports, as they stand in no file. */
export const messagePaths = {
  commit: { header: 'commit header', message: 'commit message' },
  tag: { header: 'tag header', message: 'tag message' },
} as const;

/** The chunks of one object. Both lie in the object's own memory, but for messages in an encoding of their own. */
export function* expandMessage({ oid, kind, via, bytes }: MessageObject): Generator<Chunk> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const split = findMessage(raw);
  const decoder = findDecoder(raw);
  const header = raw.subarray(0, split);
  const message = raw.subarray(split);
  blankNoise(header);
  const decode = (text: Buffer): Uint8Array => (decoder === undefined ? text : Buffer.from(decoder.decode(text)));
  const origin = { via, object: oid };
  yield { path: messagePaths[kind].header, origin, bytes: decode(header), isMessage: true };
  if (message.length > 0) yield { path: messagePaths[kind].message, origin, bytes: decode(message), isMessage: true };
}

const space = 0x20;
const newline = 0x0a;
/** Lines of ids, and of signatures, which run on in lines that begin with a space. */
const noise = /^(?:tree|parent|object|gpgsig|gpgsig-sha256) /;

/** Overwrites what is random by nature with spaces, so that lines and columns of the rest stay right. */
function blankNoise(header: Buffer): void {
  let blank = false;
  for (let at = 0; at < header.length;) {
    const found = header.indexOf(newline, at);
    const end = found < 0 ? header.length : found;
    if (header[at] !== space) blank = noise.test(header.toString('latin1', at, at + 14));
    if (blank) header.fill(space, at, end);
    at = end + 1;
  }
}
