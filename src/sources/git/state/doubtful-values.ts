/** Values that are uncertain wherever they stand, as a set that can only be asked: should one of them turn up with certainty, all its places count. */
import { createHash, randomBytes } from 'node:crypto';
import type { DoubtfulValues } from './sweep-state.ts';

/** Few enough that nobody can tell one value from another by them, and enough that hardly any is taken for another. */
const width = 3;

/** `marks`: see detect/value-mark.ts. With what an earlier set holds, if any. */
export function foldMarks(marks: Iterable<string>, earlier?: DoubtfulValues): DoubtfulValues {
  const salt = earlier?.salt ?? randomBytes(16).toString('hex');
  const numbers = new Set(earlier === undefined ? [] : listNumbers(earlier));
  for (const mark of marks) numbers.add(shorten(mark, salt));
  const bytes = Buffer.alloc(numbers.size * width);
  for (const [i, number] of [...numbers].sort((a, b) => a - b).entries()) bytes.writeUIntBE(number, i * width, width);
  return { salt, marks: bytes.toString('base64') };
}

/** Whether one of the marks may be in the set. */
export function holdsAny(values: DoubtfulValues, marks: readonly string[]): boolean {
  if (marks.length === 0) return false;
  const numbers = new Set(listNumbers(values));
  return marks.some((mark) => numbers.has(shorten(mark, values.salt)));
}

function listNumbers({ marks }: DoubtfulValues): number[] {
  const bytes = Buffer.from(marks, 'base64');
  return Array.from({ length: bytes.length / width }, (_, i) => bytes.readUIntBE(i * width, width));
}

function shorten(mark: string, salt: string): number {
  return createHash('sha256').update(salt).update(mark).digest().readUIntBE(0, width);
}
