/** `git cat-file --batch --buffer` behind a queue of ids: started again behind an object that it died of, given up when it was killed. */
import { awaitDrain, startGit, type GitExit, type GitProcess, type Repository } from '../../git.ts';
import { Pieces } from '../../git/pieces.ts';
import type { ObjectType, OidBatches, UnreadObject } from './objects.ts';

/** A git that dies of one damaged object is started again after it, but not for ever. */
const maxRestarts = 500;

/** What git says before an object's content. */
export interface Header {
  readonly type: ObjectType;
  /** -1 for an object that is missing. */
  readonly size: number;
}

/** One or, after damage, several cat-file processes behind one queue of ids. */
export class CatFile {
  /** Why the ids could not all be had; the answers before are good. */
  failure: unknown;
  /** The stream ended inside an answer. */
  broken = false;
  readonly #repository: Repository;
  readonly #queue: (readonly string[])[] = [];
  #next = 0;
  #git: GitProcess;
  #output: Pieces;
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  #allQueued = false;
  #stopped = false;
  #restarts = 0;
  /** Set when there is no use in starting git again: every further id gets this answer. */
  #givenUp: string | undefined;
  #wake = (): void => {};

  constructor(repository: Repository, batches: OidBatches) {
    this.#repository = repository;
    this.#git = this.#start();
    this.#output = new Pieces(this.#git.stdout);
    void this.#pump(batches);
  }

  /** The id whose answer comes next. */
  head(): string {
    return this.#queue[0]?.[this.#next] ?? '';
  }

  /** Takes the id off the queue: it has been answered. */
  take(): string {
    const oid = this.head();
    if (++this.#next === this.#queue[0]?.length) {
      this.#queue.shift();
      this.#next = 0;
    }
    return oid;
  }

  /** `end` after the last answer, undefined when git broke off. */
  async readHeader(): Promise<Header | 'end' | undefined> {
    if (this.#givenUp !== undefined) return (await this.#awaitId()) ? undefined : 'end';
    for (;;) {
      // No need to see git out when it has nothing left to answer.
      if (this.#allQueued && this.head() === '') return 'end';
      const end = this.#buffer.indexOf(10, this.#at);
      if (end >= 0) return this.#parseHeader(end);
      const more = await this.#output.next();
      if (more === undefined) return this.#endOfOutput();
      this.#buffer = this.#at < this.#buffer.length ? Buffer.concat([this.#buffer.subarray(this.#at), more]) : more;
      this.#at = 0;
    }
  }

  /** Fills `target` and skips the line end without waiting; undefined when not all of it is here yet. */
  takeBuffered(target: Uint8Array): Uint8Array | undefined {
    const end = this.#at + target.length;
    if (end >= this.#buffer.length) return undefined;
    target.set(this.#buffer.subarray(this.#at, end));
    this.#at = end + 1;
    return target;
  }

  /** Fills `target` and skips the line end; undefined when git broke off. */
  async readInto(target: Uint8Array): Promise<Uint8Array | undefined> {
    let filled = 0;
    for (;;) {
      const part = this.#buffer.subarray(this.#at, this.#at + target.length - filled);
      target.set(part, filled);
      filled += part.length;
      this.#at += part.length;
      if (filled === target.length && this.#at < this.#buffer.length) break;
      const more = await this.#output.next();
      if (more === undefined) return undefined;
      this.#buffer = more;
      this.#at = 0;
    }
    this.#at++;
    return target;
  }

  /** The same for content that is too large to hold; sets `broken` when git broke off. */
  async *readPieces(size: number): AsyncGenerator<Uint8Array> {
    let left = size;
    for (;;) {
      const part = this.#buffer.subarray(this.#at, this.#at + left);
      left -= part.length;
      this.#at += part.length;
      if (part.length > 0) yield part;
      if (left === 0 && this.#at < this.#buffer.length) break;
      const more = await this.#output.next();
      if (more === undefined) {
        this.broken = true;
        return;
      }
      this.#buffer = more;
      this.#at = 0;
    }
    this.#at++;
  }

  /** The answer for an id without content; after a broken answer git is started again behind it. */
  async explain(header: Header | undefined): Promise<UnreadObject> {
    const oid = this.take();
    if (header !== undefined) return { oid, why: 'missing or damaged', missing: true };
    if (this.#givenUp !== undefined) return { oid, why: this.#givenUp, missing: false };
    const exit = await this.#git.exit;
    this.broken = false;
    // Git says why when an object is at fault; a git that was killed says nothing, and would be killed again.
    if (exit.code !== 0 && exit.signal === null && exit.stderr !== '' && this.#restarts++ < maxRestarts)
      this.#restart();
    else this.#givenUp = describeEnd(exit);
    return { oid, why: describeDamage(exit), missing: false };
  }

  stop(): void {
    this.#stopped = true;
    this.#git.kill();
  }

  #parseHeader(end: number): Header {
    const buffer = this.#buffer;
    const oid = this.head();
    const at = this.#at + oid.length;
    if (oid === '' || buffer.toString('latin1', this.#at, at) !== oid)
      throw new Error(`cat-file answered out of turn: ${oid}`);
    this.#at = end + 1;
    const type = readType(buffer, at + 1);
    if (type === undefined) return { type: 'blob', size: -1 };
    let size = 0;
    for (let i = at + type.length + 2; i < end; i++) size = size * 10 + buffer[i]! - 48;
    return { type, size };
  }

  async #endOfOutput(): Promise<'end' | undefined> {
    const exit = await this.#git.exit;
    if (this.head() !== '') return undefined;
    if (this.#allQueued) return 'end';
    this.#givenUp = describeEnd(exit);
    return (await this.#awaitId()) ? undefined : 'end';
  }

  /** Waits for an id to come into the queue; false when there will be none. */
  async #awaitId(): Promise<boolean> {
    while (this.head() === '' && !this.#allQueued) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.head() !== '';
  }

  #start(): GitProcess {
    return startGit(this.#repository, ['cat-file', '--batch', '--buffer']);
  }

  #restart(): void {
    this.#git = this.#start();
    this.#output = new Pieces(this.#git.stdout);
    this.#buffer = Buffer.alloc(0);
    this.#at = 0;
    for (const [i, batch] of this.#queue.entries())
      this.#git.stdin.write(format(i === 0 ? batch.slice(this.#next) : batch));
    if (this.#allQueued) this.#git.stdin.end();
  }

  async #pump(batches: OidBatches): Promise<void> {
    try {
      for await (const batch of batches) {
        if (this.#stopped) return;
        if (batch.length > 0) await this.#ask(batch);
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.#allQueued = true;
      this.#git.stdin.end();
      this.#wake();
    }
  }

  async #ask(batch: readonly string[]): Promise<void> {
    this.#queue.push(batch);
    this.#wake();
    const { stdin } = this.#git;
    if (this.#givenUp !== undefined || stdin.destroyed || stdin.write(format(batch))) return;
    await awaitDrain(stdin);
  }
}

/** Two letters tell the types apart; `missing` and whatever else git answers is none. */
function readType(buffer: Buffer, at: number): ObjectType | undefined {
  switch (buffer[at]) {
    case 0x62:
      return 'blob';
    case 0x63:
      return 'commit';
    case 0x74:
      return buffer[at + 1] === 0x61 ? 'tag' : 'tree';
    default:
      return undefined;
  }
}

function format(batch: readonly string[]): string {
  return batch.length === 0 ? '' : `${batch.join('\n')}\n`;
}

function describeDamage(exit: GitExit): string {
  if (exit.signal !== null || exit.stderr === '') return describeEnd(exit);
  return `damaged: ${exit.stderr.split('\n').at(-1) ?? ''}`;
}

function describeEnd(exit: GitExit): string {
  return exit.signal === null ? `git ended with code ${exit.code}` : `git was ended by ${exit.signal}`;
}
