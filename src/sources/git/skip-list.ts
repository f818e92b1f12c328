/** Gaps, each reported once, and a hundred of a kind at most: a partial clone lacks a hundred thousand objects for one reason. */
import type { ScanContext } from '../../types.ts';

/** Gaps of a kind that are named. */
export const mostAlike = 100;

export class SkipList {
  readonly #context: Pick<ScanContext, 'skip'>;
  readonly #known = new Set<string>();
  readonly #counts = new Map<string, number>();

  constructor(context: Pick<ScanContext, 'skip'>) {
    this.#context = context;
  }

  /** `kind` is what is counted; `detail` is said after it. */
  add(what: string, kind: string, detail = ''): void {
    if (this.#known.has(what)) return;
    this.#known.add(what);
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= mostAlike) this.#context.skip(what, kind + detail);
  }

  /** Says how many were not named. Call it at the end. */
  flush(): void {
    for (const [kind, count] of this.#counts)
      if (count > mostAlike) this.#context.skip(`${count - mostAlike} more`, kind);
    this.#counts.clear();
  }
}
