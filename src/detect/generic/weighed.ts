/** Assignments that were weighed before: to weigh one takes a hundred times as long as to know it again. */
import { createMemory } from '../memories.ts';
import type { AssignmentHit } from './assignment.ts';
import { detectAssignment, type GenericHit } from './detect.ts';
import type { FileTraits } from './file-kind.ts';

/** More than a name, and what is looked at before it. */
const before = 96;
/** Of lines that are longer than this behind their value, nothing is kept. */
const longestRest = 400;
/** A second argument begins at most this far behind the end of the first one's line. */
const nextLine = 8;

/** Null: it gives nothing away. Offsets count from the keyword. */
const weighed = createMemory<GenericHit | null>();

/** As `detectAssignment`; `end`: where the prefilter saw the value end. */
export function weighAssignment(
  bytes: Buffer,
  { end, ...hit }: AssignmentHit & { readonly end: number },
  file: FileTraits,
): GenericHit | undefined {
  const { keyword } = hit;
  const stop = endOfContext(bytes, end);
  if (stop < 0) return detectAssignment(bytes, hit, file);
  const from = Math.max(0, keyword - before);
  const place = `${file.kind} ${file.isTest} ${keyword - from} ${hit.value - keyword} `;
  const key = place + bytes.latin1Slice(from, stop);
  const known = weighed.get(key);
  if (known !== undefined) return known === null ? undefined : moved(known, keyword);
  const found = detectAssignment(bytes, hit, file);
  weighed.set(key, found === undefined ? null : moved(found, -keyword));
  return found;
}

/** A value and what is looked at behind it end with their line; a comma may lead to the next one. -1 where the line is too long. */
function endOfContext(bytes: Buffer, valueEnd: number): number {
  const end = endOfLine(bytes, valueEnd);
  if (end < 0 || !bytes.subarray(valueEnd, end + nextLine).includes(44)) return end;
  return end === bytes.length ? end : endOfLine(bytes, end + 1);
}

function endOfLine(bytes: Buffer, from: number): number {
  const rest = bytes.subarray(from, from + longestRest);
  const end = rest.indexOf(10);
  if (end >= 0) return from + end;
  return rest.length < longestRest ? bytes.length : -1;
}

function moved(hit: GenericHit, by: number): GenericHit {
  return { ...hit, start: hit.start + by, end: hit.end + by };
}
