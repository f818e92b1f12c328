/** The part of WebAssembly's JavaScript interface that unleak uses; Node's types lack it, and the DOM's bring a browser along. */
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
