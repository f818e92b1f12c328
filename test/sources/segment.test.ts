import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PositionCounter } from '../../src/detect/position.ts';
import { Segmenter } from '../../src/sources/segment.ts';
import type { Chunk } from '../../src/types.ts';

interface Segment {
  readonly text: string;
  readonly start: { offset: number; line: number; column: number };
  readonly owned: readonly [number, number];
}

function cut(bytes: Uint8Array, options: { size: number; overlap: number; piece: number; offset?: number }): Segment[] {
  const segmenter = new Segmenter({ path: 'a', origin: { via: 'file' }, ...options });
  const segments: Segment[] = [];
  const keep = ({ bytes: segment, start, owned }: Chunk): void => {
    const base = { offset: 0, line: 1, column: 1 };
    segments.push({
      text: Buffer.from(segment).toString('latin1'),
      start: start ?? base,
      owned: owned ?? [0, segment.length],
    });
  };
  for (let at = 0; at < bytes.length; at += options.piece) {
    for (const chunk of segmenter.push(bytes.subarray(at, at + options.piece))) keep(chunk);
  }
  for (const chunk of segmenter.finish()) keep(chunk);
  return segments;
}

const texts = fc.oneof(
  fc
    .string({ unit: fc.constantFrom('a', 'é', '€', '\u{1f600}', '\n'), maxLength: 400 })
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);
const cuts = fc.record({
  size: fc.integer({ min: 20, max: 90 }),
  overlap: fc.integer({ min: 5, max: 20 }),
  piece: fc.integer({ min: 1, max: 150 }),
});

describe('Segmenter', () => {
  it('owns each byte in exactly one segment, in order', () => {
    fc.assert(
      fc.property(texts, cuts, (bytes, options) => {
        const owned = cut(bytes, options).map(({ text, owned: [from, to] }) => text.slice(from, to));
        expect(owned.join('')).toBe(bytes.toString('latin1'));
      }),
    );
  });

  it('gives each owned byte its context on both sides, unless the text ends there', () => {
    fc.assert(
      fc.property(texts, cuts, (bytes, options) => {
        for (const { text, start, owned } of cut(bytes, options)) {
          // A sequence that would be cut moves an end by up to 3 bytes.
          expect(owned[0] >= options.overlap - 3 || start.offset === 0).toBe(true);
          const end = start.offset + text.length;
          expect(text.length - owned[1] >= options.overlap || end === bytes.length).toBe(true);
          expect(text).toBe(bytes.toString('latin1', start.offset, end));
        }
      }),
    );
  });

  it('counts lines and columns as over the whole text, whatever the bytes', () => {
    fc.assert(
      fc.property(texts, cuts, (bytes, options) => {
        const whole = new PositionCounter(bytes, { offset: 0, line: 1, column: 1 });
        for (const { start } of cut(bytes, options)) expect(start).toEqual(whole.at(start.offset));
      }),
    );
  });

  it('keeps memory to one segment and its context on a line without end', () => {
    const segments = cut(Buffer.alloc(100_000, 'é'), { size: 1_000, overlap: 100, piece: 7_777 });
    expect(Math.max(...segments.map(({ text }) => text.length))).toBeLessThanOrEqual(1_200);
    expect(segments.at(-1)?.start.line).toBe(1);
    expect(segments.at(-1)?.start.column).toBe((segments.at(-1)?.start.offset ?? 0) / 2 + 1);
  });

  it('makes one plain chunk of what fits into one', () => {
    const segmenter = new Segmenter({ path: 'a', origin: { via: 'file' }, size: 100 });
    const chunks = [...segmenter.push(Buffer.from('text')), ...segmenter.finish()];
    expect(chunks).toEqual([{ path: 'a', origin: { via: 'file' }, bytes: Buffer.from('text') }]);
  });

  it('counts on from what was left out before the first byte', () => {
    const segments = cut(Buffer.alloc(250, 'x'), { size: 100, overlap: 10, piece: 50, offset: 3 });
    expect(segments.map(({ start }) => [start.offset, start.column])).toEqual([
      [3, 1],
      [103, 101],
      [203, 201],
    ]);
  });
});
