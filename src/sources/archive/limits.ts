/** What opening an archive may cost: hostile ones end here, with their bytes, ratio, entries and seconds counted over all nesting levels. */

export interface ArchiveLimits {
  /** Archives inside archives. Real ones need 3 (a jar in a war in a zip); a quine has no end. */
  readonly depth: number;
  /** Bytes that one file may expand to, all levels together. Streamed, so this bounds time: about 3 seconds. */
  readonly bytes: number;
  /** A zip needs its end first, so one that comes as a stream is held in memory up to this size. */
  readonly held: number;
  /** Members over all levels: a large dependency tree has 50,000. */
  readonly members: number;
  /** Expanded to compressed, once past `ratioFloor` bytes. Logs reach 60, deflate at most 1,032, overlapping zips any number. */
  readonly ratio: number;
  readonly ratioFloor: number;
  /** For what slips through the others. */
  readonly seconds: number;
}

export const archiveLimits: ArchiveLimits = {
  depth: 5,
  bytes: 512 * 1024 * 1024,
  held: 64 * 1024 * 1024,
  members: 100_000,
  ratio: 200,
  ratioFloor: 16 * 1024 * 1024,
  seconds: 60,
};

/** A limit was hit: what was read so far counts, the rest of the outermost archive is given up. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/** The account of one outermost archive. Its methods throw LimitError. */
export class Budget {
  readonly limits: ArchiveLimits;
  readonly #started = performance.now();
  #fed = 0;
  #expanded = 0;
  #members = 0;

  constructor(limits: ArchiveLimits) {
    this.limits = limits;
  }

  /** Counts bytes of the outermost archive itself. */
  feed(bytes: number): void {
    this.#fed += bytes;
  }

  /** Counts bytes that a decompressor gave. */
  charge(bytes: number): void {
    const { limits } = this;
    this.#expanded += bytes;
    if (this.#expanded > limits.bytes) {
      throw new LimitError(`expands to more than ${Math.round(limits.bytes / 2 ** 20)} MB`);
    }
    if (this.#expanded > limits.ratioFloor && this.#expanded > this.#fed * limits.ratio) {
      throw new LimitError(`expands to more than ${limits.ratio} times its size`);
    }
    this.#checkTime();
  }

  countMember(): void {
    this.#members++;
    if (this.#members > this.limits.members) throw new LimitError(`has more than ${this.limits.members} members`);
    this.#checkTime();
  }

  #checkTime(): void {
    if (performance.now() - this.#started > this.limits.seconds * 1000) {
      throw new LimitError(`takes more than ${this.limits.seconds} seconds to open`);
    }
  }
}
