/** What the head of a commit says, read without a string where it is as git writes it; any other is taken apart with more care. */
import { findParents, findTree, readClock, readHeaderField } from '../commits.ts';

const [tree, parent, author] = ['tree ', 'parent ', 'author '].map((word) => Buffer.from(word));
const [committer, encoding] = ['committer ', 'encoding '].map((word) => Buffer.from(word));
/** More parents are for those who have room for them. */
export const mostParents = 255;

const [lineEnd, space, zero] = [0x0a, 0x20, 0x30];

/** One that is used again and again: it holds what the commit that was read last says. */
export class CommitHeader {
  /** What the offsets are of. */
  bytes: Buffer = Buffer.alloc(0);
  /** Offset of the tree's id in hex. */
  tree = 0;
  /** Offsets of the parents' ids in hex. There may be more than are listed. */
  readonly parents = new Uint32Array(mostParents);
  parentCount = 0;
  /** Seconds since 1970 of the committer's clock; 0 when there is none. */
  clock = 0;
  hasEncoding = false;
  readonly #hexLength: number;

  constructor(hexLength: number) {
    this.#hexLength = hexLength;
  }

  /** Reads the commit in [from, end). */
  read(memory: Buffer, from: number, end: number): void {
    this.parentCount = 0;
    if (this.#readUsual(memory, from, end)) this.bytes = memory;
    else this.#takeApart(memory.subarray(from, end));
  }

  #readUsual(memory: Buffer, from: number, end: number): boolean {
    let at = this.#skipId(memory, from, { end, word: tree! });
    if (at === 0) return false;
    this.tree = from + tree!.length;
    for (let next = at; (next = this.#skipId(memory, at, { end, word: parent! })) !== 0; at = next)
      if (this.parentCount === mostParents) return false;
      else this.parents[this.parentCount++] = at + parent!.length;
    if (!begins(memory, at, author!)) return false;
    at = findLineEnd(memory, at, end) + 1;
    if (!begins(memory, at, committer!)) return false;
    const last = findLineEnd(memory, at, end);
    this.clock = last < end ? readSeconds(memory, at, last) : -1;
    this.hasEncoding = false;
    for (at = last + 1; at < end && memory[at] !== lineEnd; at = findLineEnd(memory, at, end) + 1)
      if (begins(memory, at, encoding!)) this.hasEncoding = true;
    return this.clock >= 0 && at <= end;
  }

  /** Where the next line begins; 0 where this one is not the word, an id and no more. */
  #skipId(memory: Buffer, at: number, { end, word }: { end: number; word: Uint8Array }): number {
    const last = at + word.length + this.#hexLength;
    return last < end && begins(memory, at, word) && findLineEnd(memory, at, end) === last ? last + 1 : 0;
  }

  #takeApart(raw: Buffer): void {
    this.bytes = raw;
    this.tree = findTree(raw);
    this.parentCount = 0;
    for (const at of findParents(raw)) {
      if (this.parentCount < mostParents) this.parents[this.parentCount] = at;
      this.parentCount++;
    }
    this.clock = readClock(raw, 'committer');
    this.hasEncoding = readHeaderField(raw, 'encoding') !== undefined;
  }
}

function begins(memory: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let i = 0; i < word.length; i++) if (memory[at + i] !== word[i]) return false;
  return true;
}

/** `end` where there is none before it. */
function findLineEnd(memory: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && memory[at] !== lineEnd) at++;
  return at;
}

/** The seconds that stand before the zone at a line's end; -1 where it ends in another way. */
function readSeconds(memory: Uint8Array, from: number, end: number): number {
  const gap = end - 6;
  if (gap < from || memory[gap] !== space || (memory[gap + 1] !== 0x2b && memory[gap + 1] !== 0x2d)) return -1;
  for (let at = gap + 2; at < end; at++) if (!isDigit(memory[at]!)) return -1;
  let seconds = 0;
  let at = gap - 1;
  for (let unit = 1; at > from && gap - at <= 15 && isDigit(memory[at]!); at--, unit *= 10)
    seconds += (memory[at]! - zero) * unit;
  return at < gap - 1 && memory[at] === space ? seconds : -1;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39;
}
