/** The WebAssembly instance that reads logs: every call gets bytes and is done when it returns; nothing stays in it. */
import { logCode } from './log-code.build.ts';

export interface CleanedBlock {
  /** In the instance's memory: valid until the next call. */
  readonly text: Buffer;
  /** Offset in the text and in the block of each stretch that was kept; undefined where all of it was. */
  readonly jumps: Uint32Array | undefined;
  /** For the block that follows. */
  readonly state: number;
  /** Of the block as it came. */
  readonly newlines: number;
}

/** Bits of `flags` and `state`; clean.asm.ts has the same list. */
export const cleanFlags = { prefixed: 1, cli: 2, joins: 4 } as const;
export const lineStart = 1;

/** Kinds of finds; lines.asm.ts has the same list. */
export const finds = {
  wrapped: 1,
  goesOn: 2,
  ends: 3,
  backwards: 4,
  spaced: 5,
  dataEnds: 6,
} as const;

/** Kinds of widths: at these, encoders wrap lines that hold nothing but their output, and terminals whatever comes. */
const encoderWidths = [60, 64, 72, 76];
const terminalWidths = [78, 79, 80, 100, 110, 119, 120, 128, 130, 132, 140, 150, 158, 160, 200, 240];

/** Kinds of bytes that tokens are made of: letters and `- . = _`, digits, what stands in paths and base64, hexadecimal letters. */
const tokenBytes = [
  ['ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ-._=', 1],
  ['0123456789', 2],
  ['/+', 4],
  ['abcdefABCDEF', 8],
] as const;

const base64Characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Addresses: the tables of lines.asm.ts and encoded-text.asm.ts, and the bytes that a call is about. What is made of them stands behind. */
const layout = { widths: 0, kinds: 0x100, sextets: 0x200, stage: 0x400 } as const;
/** What searches may read, and copies write, behind an end. */
const slack = 64;
const page = 65_536;

interface Exports {
  readonly state: WebAssembly.Global;
  readonly cleanSize: WebAssembly.Global;
  readonly jumpCount: WebAssembly.Global;
  clean(from: number, end: number, out: number, jumps: number, flags: number, state: number): number;
  countNewlines(from: number, end: number): number;
  wholeEnd(from: number, end: number): number;
  findDisguises(from: number, end: number, finds: number, base: number): number;
}

interface Engine {
  readonly memory: WebAssembly.Memory;
  readonly asm: Exports;
}

let engine: Engine | undefined;

export function cleanBlock(bytes: Uint8Array, flags: number, state: number): CleanedBlock {
  const out = align(layout.stage + bytes.length + slack);
  const jumpsAt = align(out + bytes.length + slack);
  // At worst, every byte is a stretch with a newline behind it.
  const { asm, memory } = stage(bytes, jumpsAt + bytes.length * 16 + slack);
  const end = layout.stage + bytes.length;
  const isWhole = asm.clean(layout.stage, end, out, jumpsAt, flags, state) !== 0;
  const jumps = new Uint32Array(memory.buffer, jumpsAt, valueOf(asm.jumpCount) * 2);
  return {
    text: Buffer.from(memory.buffer, out, valueOf(asm.cleanSize)),
    jumps: isWhole ? undefined : jumps.slice(),
    state: valueOf(asm.state),
    newlines: asm.countNewlines(layout.stage, end),
  };
}

export function countNewlines(bytes: Uint8Array): number {
  return stage(bytes, 0).asm.countNewlines(layout.stage, layout.stage + bytes.length);
}

/** How many of the bytes, which may go on, can be cleaned without those that follow: no control sequence and no line end is cut behind them. */
export function wholeLength(bytes: Uint8Array): number {
  // No sequence goes on behind a line's end.
  const line = Buffer.prototype.lastIndexOf.call(bytes, 10) + 1;
  if (line === bytes.length) return line;
  const end = layout.stage + bytes.length - line;
  return line + stage(bytes.subarray(line), 0).asm.wholeEnd(layout.stage, end) - layout.stage;
}

/** Three numbers a find: its kind, where its bytes begin, and where they end. */
export function findDisguises(text: Uint8Array): Uint32Array {
  const findsAt = align(layout.stage + text.length + slack);
  // A find has a line of its own, of sixteen bytes or behind a long one.
  const { asm, memory } = stage(text, findsAt + text.length * 4 + page);
  const stop = asm.findDisguises(layout.stage, layout.stage + text.length, findsAt, layout.stage);
  return new Uint32Array(memory.buffer, findsAt, (stop - findsAt) / 4).slice();
}

/** Bytes in the instance's memory, which reaches to `end` at least, with zeros behind them. */
function stage(bytes: Uint8Array, end: number): Engine {
  engine ??= start();
  const { memory } = engine;
  const missing = Math.max(end, layout.stage + bytes.length + slack) - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / page));
  const staged = new Uint8Array(memory.buffer, layout.stage, bytes.length + slack);
  staged.set(bytes);
  staged.fill(0, bytes.length);
  return engine;
}

function start(): Engine {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const tables = new Uint8Array(memory.buffer);
  for (const width of encoderWidths) tables[layout.widths + width] = 1;
  for (const width of terminalWidths) tables[layout.widths + width] = 2;
  for (const [characters, kind] of tokenBytes)
    for (const character of characters) tables[layout.kinds + character.charCodeAt(0)] = kind;
  for (const [value, character] of [...base64Characters].entries())
    tables[layout.sextets + character.charCodeAt(0)] = value;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(logCode), {
    env: { memory },
  });
  return { memory, asm: exports as unknown as Exports };
}

function valueOf({ value }: WebAssembly.Global): number {
  return value as number;
}

function align(address: number): number {
  return (address + 15) & ~15;
}
