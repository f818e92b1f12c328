/** Our inflate's WebAssembly module, put into the bundle when the package is built; run from the repository's root. */
import { readFileSync } from 'node:fs';

export const inflateCode: Uint8Array<ArrayBuffer> = new Uint8Array(readFileSync('dist/inflate.wasm'));
