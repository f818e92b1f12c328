/** The keyword prefilter's WebAssembly instance: text in, keyword hits out. Pure: it reads no file. */

/** Addresses in the instance's memory; prefilter.asm.ts has the same table. The sections before the hits come from prefilter-tables.ts. */
export const layout = {
  bitset: 0,
  keywords: 0x40000,
  heads: 0xc0000,
  entries: 0x100000,
  shortHeads: 0x140000,
  classes: 0x1c0000,
  hits: 0x1d0000,
  inbox: 0x430000,
} as const;

/** Most bytes of a chunk. */
export const largestChunk = 48 * 1024 * 1024;
/** Room behind a chunk for the decoded text that is found in it. */
const decodeRoom = 1024 * 1024;
const page = 65_536;

export interface Hits {
  readonly count: number;
  /** Four numbers a hit: address, keyword index, address of the value's start and end (0 without a probe that finds one). */
  readonly fields: Uint32Array;
}

export interface Prefilter {
  /** What the module has besides. */
  readonly exports: WebAssembly.Instance['exports'];
  /** All of the memory, as it is until the next `reserve`. */
  readonly memory: Uint8Array;
  /** Address of the inbox's first byte. */
  readonly inbox: number;
  /** Makes room for a chunk of `size` bytes and what is decoded from it. Views of the memory may end with it: what they held is kept. */
  reserve(size: number): void;
  /** Calls `use` with each batch of hits of keywords that begin in [from, end); [low, high) is context. */
  scan(span: Span, use: (hits: Hits) => void): void;
  /** Of the text that is scanned next: whether values stand without quotes in it, and its kind, whose memory of assignments is its own. */
  setText(bare: boolean, kind: number): void;
  rememberAssignment(address: number, valueEnd: number, low: number, high: number): void;
  /** Whether the bytes [from, end) hold a run of characters for each of the four lengths, as catalogue/shortest-run.ts packs them. */
  hasRun(from: number, end: number, lengths: number): boolean;
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
  setText(bare: boolean, tag: number): void;
  rememberAssignment(address: number, valueEnd: number, low: number, high: number): void;
  hasRun(from: number, end: number, lengths: number): number;
  known(from: number, end: number, tag: number): number;
  remember(from: number, end: number, tag: number): void;
}

/** `image`: from `buildImage`. */
export function createPrefilter(code: Uint8Array<ArrayBuffer>, image: Uint8Array): Prefilter {
  // Small at first: a large memory costs milliseconds even while it is not touched.
  const wasmMemory = new WebAssembly.Memory({ initial: pagesFor(decodeRoom) });
  let memory = new Uint8Array(wasmMemory.buffer);
  let fields = viewHits(wasmMemory);
  loadImage(memory, image);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory: wasmMemory } });
  const asm = instance.exports as unknown as Exports;
  asm.setSeed(Math.random() * 0xffffffff, Math.random() * 0xffffffff);
  return {
    exports: instance.exports,
    get memory() {
      return memory;
    },
    inbox: layout.inbox,
    reserve(size) {
      const missing = pagesFor(size + decodeRoom) - memory.length / page;
      if (missing <= 0) return;
      wasmMemory.grow(missing);
      memory = new Uint8Array(wasmMemory.buffer);
      fields = viewHits(wasmMemory);
    },
    scan({ from, end, low, high }, use) {
      const stop = Math.min(end + 30, high);
      let begin = from;
      while (begin < stop) {
        const count = asm.scan(begin, from, end, low, high);
        begin = asm.resume.value as number;
        if (count > 0) use({ count, fields });
      }
    },
    setText: asm.setText,
    rememberAssignment: asm.rememberAssignment,
    hasRun: (from, end, lengths) => asm.hasRun(from, end, lengths) !== 0,
    known: (from, end, tag) => asm.known(from, end, tag) !== 0,
    remember: asm.remember,
  };
}

function pagesFor(inboxSize: number): number {
  return Math.ceil((layout.inbox + inboxSize) / page) + 1;
}

function viewHits({ buffer }: WebAssembly.Memory): Uint32Array {
  return new Uint32Array(buffer, layout.hits, 0x4000 * 4);
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
