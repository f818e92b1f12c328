/** The logs' WebAssembly module, put into the bundle when the package is built; run from the repository's root. */
import { readFileSync } from 'node:fs';

export const logCode: Uint8Array<ArrayBuffer> = new Uint8Array(readFileSync('dist/log.wasm'));
