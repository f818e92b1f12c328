/** Types of the few things that unleak uses and the types of Node lack. */

/** The part of WebAssembly in use here; the types of the DOM would bring a browser along. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>;
    constructor(module: Module, imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
  }
  /** Sizes in pages of 64 KiB. */
  class Memory {
    readonly buffer: ArrayBuffer;
    constructor(descriptor: { initial: number; maximum?: number });
    grow(pages: number): number;
  }
  class Global<Value = unknown> {
    value: Value;
    private constructor();
  }
}

/** Node has had these since version 0.11, and its types leave them out: a string of a byte range without a view in between. */
interface Buffer {
  latin1Slice(start?: number, end?: number): string;
  utf8Slice(start?: number, end?: number): string;
}
