/** The keyword prefilter's WebAssembly instance: text in, keyword hits out. Pure: it reads no file. */

/** Addresses in the instance's memory; prefilter.asm.ts has the same table. The first four sections come from prefilter-tables.ts. */
export const layout = {
  heads: 0,
  bitset: 0x20000,
  keywords: 0x40000,
  entries: 0x100000,
  classes: 0x1c0000,
  hits: 0x1d0000,
  inbox: 0x430000,
} as const;

/** Bytes of the inbox; the memory is reserved at once and costs nothing until it is touched. */
export const inboxSize = 64 * 1024 * 1024;
/** Decoded text is placed behind the chunk that it was found in. */
export const largestChunk = 48 * 1024 * 1024;

export interface Hits {
  readonly count: number;
  /** Four numbers a hit: address, keyword index, address of the value's start and end (0 without a probe that finds one). */
  readonly fields: Uint32Array;
}

export interface Prefilter {
  readonly memory: Uint8Array;
  /** Address of the inbox's first byte. */
  readonly inbox: number;
  /** Calls `use` with each batch of hits of keywords that begin in [from, end); [low, high) is context. */
  scan(span: Span, use: (hits: Hits) => void): void;
  rememberAssignment(address: number, valueEnd: number, low: number, high: number): void;
  /** Whether the bytes [from, end) hold a run of at least `least` characters that random and encoded values are made of. */
  hasRun(from: number, end: number, least: number): boolean;
  known(from: number, end: number, tag: number): boolean;
  remember(from: number, end: number, tag: number): void;
}

export interface Span {
  readonly from: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
}

interface Exports {
  readonly resume: WebAssembly.Global;
  setSeed(low: number, high: number): void;
  scan(begin: number, from: number, end: number, low: number, high: number): number;
  rememberAssignment(address: number, valueEnd: number, low: number, high: number): void;
  hasRun(from: number, end: number, least: number): number;
  known(from: number, end: number, tag: number): number;
  remember(from: number, end: number, tag: number): void;
}

/** `image`: from `buildImage`. */
export function createPrefilter(code: Uint8Array<ArrayBuffer>, image: Uint8Array): Prefilter {
  const pages = Math.ceil((layout.inbox + inboxSize) / 65536) + 1;
  const wasmMemory = new WebAssembly.Memory({ initial: pages });
  const memory = new Uint8Array(wasmMemory.buffer);
  loadImage(memory, image);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory: wasmMemory } });
  const asm = instance.exports as unknown as Exports;
  asm.setSeed(Math.random() * 0xffffffff, Math.random() * 0xffffffff);
  const fields = new Uint32Array(wasmMemory.buffer, layout.hits, 0x4000 * 4);
  return {
    memory,
    inbox: layout.inbox,
    scan({ from, end, low, high }, use) {
      const stop = Math.min(end + 46, high);
      let begin = from;
      while (begin < stop) {
        const count = asm.scan(begin, from, end, low, high);
        begin = asm.resume.value as number;
        if (count > 0) use({ count, fields });
      }
    },
    rememberAssignment: asm.rememberAssignment,
    hasRun: (from, end, least) => asm.hasRun(from, end, least) !== 0,
    known: (from, end, tag) => asm.known(from, end, tag) !== 0,
    remember: asm.remember,
  };
}

/** The image holds the sections one after another, each behind its address and length. */
function loadImage(memory: Uint8Array, image: Uint8Array): void {
  const view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  for (let at = 0; at < image.length;) {
    const address = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    memory.set(image.subarray(at + 8, at + 8 + length), address);
    at += 8 + length;
  }
}
