/** Streams with their checksum: what zlib gives, or nothing for what is damaged or too long. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inflateNow } from '../../../src/sources/git/inflate.ts';

const large = 4 * 1024 * 1024;

it('gives back what was deflated, however well that went', () => {
  const contents = fc.oneof(
    fc.uint8Array({ maxLength: 5000 }),
    fc.nat(large).map((length) => new Uint8Array(length).fill(65)),
  );
  fc.assert(
    fc.property(contents, fc.nat(9), (content, level) => {
      expect(inflateNow(deflateSync(content, { level }), large)?.equals(content)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it('refuses one byte more than is allowed', () => {
  const stream = deflateSync(Buffer.alloc(large + 1));
  expect(inflateNow(stream, large)).toBeUndefined();
  expect(inflateNow(stream, large + 1)).toHaveLength(large + 1);
});

it('gives nothing but the content for a stream in which any bit is changed', () => {
  const content = Buffer.from('the quick brown fox jumps over the lazy dog; the lazy dog sleeps on');
  const stream = deflateSync(content);
  let refused = 0;
  for (let bit = 0; bit < stream.length * 8; bit++) {
    const changed = Buffer.from(stream);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    const made = inflateNow(changed, large);
    if (made === undefined) refused++;
    else expect(made.equals(content)).toBe(true);
  }
  // All but what fills the last byte before the checksum.
  expect(refused).toBeGreaterThan(stream.length * 8 - 8);
});
