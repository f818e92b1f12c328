/** Annotated tags: their names and targets, followed from tag to tag to what they stand for. */
import { readHeaderField } from './commits.ts';
import type { OidTable } from './oid-table.ts';

export interface Tag {
  readonly name: string;
  readonly target: number;
  readonly targetType: string;
}

export class TagTable {
  readonly #oids: OidTable;
  readonly #tags = new Map<number, Tag>();

  constructor(oids: OidTable) {
    this.#oids = oids;
  }

  /** Adds a tag from its raw object. */
  add(number: number, bytes: Buffer): void {
    this.#tags.set(number, {
      name: Buffer.from(readHeaderField(bytes, 'tag') ?? '', 'latin1').toString(),
      target: this.#oids.addHex(readHeaderField(bytes, 'object') ?? ''),
      targetType: readHeaderField(bytes, 'type') ?? '',
    });
  }

  get(number: number): Tag | undefined {
    return this.#tags.get(number);
  }

  /** All numbers from here to what is no tag, the first included; each once, as nobody has looked whether a tag's id is that of its text. */
  *follow(number: number): Generator<number> {
    const seen = new Set<number>();
    for (let at: number | undefined = number; at !== undefined && !seen.has(at); at = this.#tags.get(at)?.target)
      yield ((seen.add(at), at));
  }
}
