/** What raw commit and tag objects say: parents, people, dates. Git's own format (gitformat-signature, `git cat-file -p`), read as bytes. */
import { TextDecoder } from 'node:util';

export interface Identity {
  readonly author: string;
  readonly email: string;
  /** ISO 8601 with the author's own offset; absent when the object has no valid one. */
  readonly date?: string;
}

/** Where the message begins: behind the first empty line. */
export function findMessage(bytes: Buffer): number {
  const end = bytes.indexOf('\n\n', 0, 'latin1');
  return end < 0 ? bytes.length : end + 2;
}

/** A header line's value, without the name. */
export function readHeaderField(bytes: Buffer, name: string): string | undefined {
  const header = bytes.latin1Slice(0, findMessage(bytes));
  const start = header.startsWith(`${name} `) ? 0 : header.indexOf(`\n${name} `) + 1;
  if (start === 0 && !header.startsWith(`${name} `)) return undefined;
  const from = start + name.length + 1;
  const end = header.indexOf('\n', from);
  return header.slice(from, end < 0 ? header.length : end);
}

/** Offset of the tree's id in hex; the object's end where it names none. */
export function findTree(bytes: Buffer): number {
  return bytes.toString('latin1', 0, 5) === 'tree ' ? 5 : bytes.length;
}

/** Offsets of the parents' ids in hex. */
export function* findParents(bytes: Buffer): Generator<number> {
  // `tree <id>` comes first, then a line for each parent.
  let at = bytes.indexOf(10) + 1;
  while (at > 0 && bytes.toString('latin1', at, at + 7) === 'parent ') {
    yield at + 7;
    at = bytes.indexOf(10, at) + 1;
  }
}

/** Seconds since 1970 of the committer's or tagger's clock; 0 when there is none. */
export function readClock(bytes: Buffer, field: 'committer' | 'tagger'): number {
  const at = bytes.indexOf(`\n${field} `, 0, 'latin1');
  if (at < 0) return 0;
  const end = bytes.indexOf(10, at + 1);
  const seconds = / (\d{1,15}) [+-]\d{4}$/.exec(bytes.toString('latin1', Math.max(at, end - 40), end))?.[1];
  return Number(seconds ?? 0);
}

/** The author of a commit, or the tagger of a tag. */
export function readIdentity(bytes: Buffer, field: 'author' | 'tagger'): Identity {
  const line = readHeaderField(bytes, field) ?? '';
  const found = /^(.*?) ?<(.*)>(?: (\d{1,15}) ([+-]\d{4}))?$/.exec(line);
  const decode = createDecoder(bytes);
  const date = found?.[3] === undefined ? undefined : formatDate(Number(found[3]), found[4] ?? '+0000');
  return {
    author: decode(found?.[1] ?? line),
    email: decode(found?.[2] ?? ''),
    ...(date === undefined ? {} : { date }),
  };
}

/** The encoding that a commit says its text has, when that is neither UTF-8 nor read like it. */
export function findDecoder(bytes: Buffer): TextDecoder | undefined {
  const label = readHeaderField(bytes, 'encoding')?.trim();
  if (label === undefined || /^utf-?8$/i.test(label)) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

function createDecoder(bytes: Buffer): (latin1: string) => string {
  const decoder = findDecoder(bytes) ?? new TextDecoder();
  return (latin1) => decoder.decode(Buffer.from(latin1, 'latin1'));
}

function formatDate(seconds: number, offset: string): string | undefined {
  const minutes = (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3))) * (offset[0] === '-' ? -1 : 1);
  const local = new Date((seconds + minutes * 60) * 1000);
  if (Number.isNaN(local.getTime())) return undefined;
  return `${local.toISOString().slice(0, -5)}${offset.slice(0, 3)}:${offset.slice(3)}`;
}
