/** Our inflate against zlib's: the same bytes for every stream, and nothing for what is cut, changed or too long. */
import { readFileSync } from 'node:fs';
import { deflateSync, inflateSync, constants } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sieveCode } from '../../../../src/sources/git/packs/sieve-code.build.ts';

const wasm = new WebAssembly.Memory({ initial: 700 });
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(sieveCode), { env: { memory: wasm } });
const asm = exports as unknown as {
  start(scratch: number, radii: number, segments: number, most: number): void;
  inflate(from: number, end: number, out: number, outEnd: number): number;
};
const [inputAt, outputAt] = [0x900000, 0x1900000];
asm.start(0x800000, 0x810000, 0x820000, 16);
const memory = Buffer.from(wasm.buffer);

/** Undefined for a stream that is refused. */
function inflate(stream: Uint8Array, room: number): Buffer | undefined {
  memory.set(stream, inputAt);
  // What stands behind it must not matter.
  memory.fill(0xaa, inputAt + stream.length, inputAt + stream.length + 32);
  const length = asm.inflate(inputAt, inputAt + stream.length, outputAt, outputAt + room);
  return length < 0 ? undefined : Buffer.from(memory.subarray(outputAt, outputAt + length));
}

const code = readFileSync(import.meta.filename);
const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED];

const contents = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.tuple(fc.nat(code.length), fc.nat(6000)).map(([at, length]) => code.subarray(at, at + length)),
  fc
    .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 400 })), { maxLength: 12 })
    .map((runs) => Buffer.concat(runs.flatMap(([run, times]) => Array.from({ length: times }, () => run)))),
);

it('gives what zlib gives, at every level and with every strategy', () => {
  fc.assert(
    fc.property(contents, fc.nat(9), fc.constantFrom(...strategies), (content, level, strategy) => {
      const stream = deflateSync(content, { level, strategy });
      expect(inflate(stream, content.length)?.equals(content)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

it('16 MB in one stream, and nothing at all', () => {
  const large = Buffer.concat(Array.from({ length: 2400 }, () => code)).subarray(0, 16 * 1024 * 1024);
  expect(inflate(deflateSync(large), large.length)?.equals(large)).toBe(true);
  expect(inflate(deflateSync(Buffer.alloc(0)), 0)).toEqual(Buffer.alloc(0));
});

it('refuses what is cut, and what does not fit', () => {
  const stream = deflateSync(code);
  for (let length = 0; length < stream.length; length++)
    expect(inflate(stream.subarray(0, length), code.length)).toBeUndefined();
  expect(inflate(stream, code.length - 1)).toBeUndefined();
});

it('what is changed is refused, or is what zlib makes of it; nothing is written elsewhere', () => {
  const stream = deflateSync(code);
  const before = Buffer.from(memory.subarray(0, 0x800000));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(stream.length - 1), fc.nat(7)), { minLength: 1, maxLength: 4 }), (flips) => {
      const changed = Buffer.from(stream);
      for (const [at, bit] of flips) changed[at]! ^= 1 << bit;
      const made = inflate(changed, code.length);
      const real = tryZlib(changed);
      if (real !== undefined && real.length <= code.length) expect(made?.equals(real)).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(memory.subarray(0, 0x800000).equals(before)).toBe(true);
});

function tryZlib(stream: Buffer): Buffer | undefined {
  try {
    return inflateSync(stream);
  } catch {
    return undefined;
  }
}
