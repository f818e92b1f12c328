/** A credential's value as a type that cannot be printed by accident: every implicit conversion redacts; `reveal()` is the one way out. */
import { inspect } from 'node:util';

/** How a value is shown, and its length in UTF-16 units. */
interface Mask {
  readonly redacted: string;
  readonly length: number;
}

export class Secret {
  readonly #value: string;
  readonly #mask: Mask | undefined;

  constructor(value: string, mask?: Mask) {
    this.#value = value;
    this.#mask = mask;
  }

  /** A value that is not known any more, only how it was shown. */
  static masked(mask: Mask): Secret {
    return new Secret('', mask);
  }

  /** The value itself. Each call is a place to review: `grep -n 'reveal()'`. */
  reveal(): string {
    if (this.#mask !== undefined) throw new Error('a value was asked for that is only known by its mask');
    return this.#value;
  }

  /** Length in UTF-16 units. */
  get length(): number {
    return this.#mask?.length ?? this.#value.length;
  }

  /** A form that is safe to show: the vendor's prefix at most, never more than a fifth of the value. */
  get redacted(): string {
    return this.#mask?.redacted ?? redact(this.#value);
  }

  equals(other: Secret): boolean {
    return this.reveal() === other.reveal();
  }

  toString(): string {
    return this.redacted;
  }

  toJSON(): string {
    return this.redacted;
  }

  [inspect.custom](): string {
    return `Secret(${this.redacted})`;
  }
}

/** Structural prefixes end with one of these; what follows the last of them is random. */
const prefix = /^[A-Za-z0-9]{2,12}(?:[-_.][A-Za-z]{2,10}){0,2}[-_.]/;

function redact(value: string): string {
  if (value.startsWith('-----BEGIN ')) return `${value.slice(0, value.indexOf('-----', 11) + 5)}…****`;
  const shown = Math.min(8, Math.floor(value.length / 5));
  const structural = prefix.exec(value)?.[0].length ?? 0;
  const head = value.slice(0, structural > 0 ? Math.min(structural, shown) : Math.min(4, shown));
  return head === '' ? '****' : `${printable(head)}…****`;
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
