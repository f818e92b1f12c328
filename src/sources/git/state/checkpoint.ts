/** How far a whole sweep has come: written now and then, so that one that is killed goes on where it was. */
import type { SiftedBlobs } from '../sweep.ts';
import type { Checkpoint, CheckedPortion } from './sweep-state.ts';

/** Milliseconds between two notes. */
const interval = 1000;

/** The portions of blobs that are done. Tells `save` of them, the first at once. */
export class Portions extends Map<number, SiftedBlobs> {
  readonly #save: (portions: Checkpoint['portions']) => void;
  #saved = 0;

  constructor(save: (portions: Checkpoint['portions']) => void) {
    super();
    this.#save = save;
  }

  /** Takes what an earlier sweep has done. */
  restore(portions: Checkpoint['portions']): void {
    for (const [number, portion] of Object.entries(portions))
      super.set(Number(number), { ...portion, found: [], doubtful: [] });
  }

  override set(number: number, portion: SiftedBlobs): this {
    super.set(number, portion);
    const now = performance.now();
    if (this.#saved === 0 || now - this.#saved > interval) {
      this.#save(Object.fromEntries([...this].map(([each, done]) => [each, describe(done)])));
      this.#saved = performance.now();
    }
    return this;
  }
}

/** Neither values nor marks of uncertain ones are kept: their blobs are read again. */
function describe({ pack, suspects, found, doubtful, blobs, bytes }: SiftedBlobs): CheckedPortion {
  return { pack, suspects: [...suspects, ...[...found, ...doubtful].map(({ entry }) => entry)], blobs, bytes };
}
