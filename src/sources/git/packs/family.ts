/** Goes through a family (an object and all deltas of it) depth-first: a text is kept while deltas of it are left, and no longer. */
import { none, type PackTable } from './pack-table.ts';
import type { Text } from './entry-reader.ts';

/** A text whose deltas are being gone through. */
export interface Frame extends Text {
  /** The delta that comes next. */
  delta: number;
}

export interface FamilyVisitor<F extends Frame> {
  /** Reads an entry and makes of it what there is to be made. Undefined where no delta of it is left to be read. */
  open(entry: number, base: F | undefined): F | undefined;
  /** Puts `frame` in the place of its base, which is not needed any more; a visitor may also leave it where it is. */
  settle(frame: F, base: F): F | undefined;
}

export function walkFamily<F extends Frame>({ nextDelta }: PackTable, root: number, visitor: FamilyVisitor<F>): void {
  const first = visitor.open(root, undefined);
  const stack = first === undefined ? [] : [first];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const entry = frame.delta;
    if (entry === none) {
      stack.pop();
      continue;
    }
    frame.delta = nextDelta[entry]!;
    const next = visitor.open(entry, frame);
    if (next === undefined) continue;
    const settled = frame.delta === none ? visitor.settle(next, frame) : undefined;
    if (settled === undefined) stack.push(next);
    else stack[stack.length - 1] = settled;
  }
}

/** Adds an entry and all that are made of it. */
export function listFamily({ firstDelta, nextDelta }: PackTable, entry: number, list: number[]): void {
  const open = [entry];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    list.push(next);
    for (let delta = firstDelta[next]!; delta !== none; delta = nextDelta[delta]!) open.push(delta);
  }
}

/** The entries of families in the order in which `walkFamily` opens them. */
export function orderFamilies(table: PackTable, roots: Iterable<number>): Uint32Array {
  let count = 0;
  for (const root of roots) count += table.weights[root]!;
  const order = new Uint32Array(count);
  let length = 0;
  for (const root of roots)
    for (let entry = root; entry !== none; entry = findNext(table, entry, root)) order[length++] = entry;
  return order;
}

function findNext({ bases, firstDelta, nextDelta }: PackTable, entry: number, root: number): number {
  const delta = firstDelta[entry]!;
  if (delta !== none) return delta;
  for (let last = entry; last !== root; last = bases[last]!) if (nextDelta[last] !== none) return nextDelta[last]!;
  return none;
}
