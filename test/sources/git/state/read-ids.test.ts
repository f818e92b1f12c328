/** The list of ids that were read: ascending, whatever order they came in, and each is found again. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addIds, ReadIds } from '../../../../src/sources/git/state/read-ids.ts';

const none = new Uint8Array();

/** Some that begin alike, the least and the greatest. */
function makeIds(count: number): string[] {
  const alike = Array.from({ length: 20 }, () => `c0ffee00c0ffee${randomBytes(13).toString('hex')}`);
  const random = Array.from({ length: count }, () => randomBytes(20).toString('hex'));
  return [...alike, ...random, '00'.repeat(19) + '01', 'ff'.repeat(20)];
}

describe('ids that were read', () => {
  it.each([0, 1, 50, 5000])('are ascending and found again, and no other is, with %i more', (count) => {
    const ids = makeIds(count);
    const half = ids.length / 2;
    const list = addIds(addIds(none, ids.slice(0, half)), ids.slice(half));
    const starts = ids.map((id) => id.slice(0, 24)).sort();
    expect(Buffer.from(list).toString('hex')).toBe(starts.join(''));
    const read = new ReadIds(list);
    expect(ids.every((id) => read.has(id))).toBe(true);
    expect(makeIds(count).filter((id) => !ids.includes(id) && read.has(id))).toEqual([]);
  });

  it('are whole once each has been seen, in any order and however often', () => {
    const ids = makeIds(300);
    const read = new ReadIds(addIds(none, ids));
    for (const id of [...ids.slice(1), ...ids.slice(1)]) expect(read.see(Buffer.from(`00${id}`, 'hex'), 1)).toBe(true);
    expect(read.isWhole).toBe(false);
    expect(read.see(Buffer.from(ids[0]!, 'hex'), 0)).toBe(true);
    expect(read.isWhole).toBe(true);
    expect(read.see(randomBytes(20), 0)).toBe(false);
  });

  it('of which there are none are whole, and hold nothing', () => {
    expect(new ReadIds(none).isWhole).toBe(true);
    expect(new ReadIds(none).has('00'.repeat(20))).toBe(false);
  });
});
