/** The tree reader's WebAssembly module, put into the bundle when the package is built; run from the repository's root. */
import { readFileSync } from 'node:fs';

export const treesCode: Uint8Array<ArrayBuffer> = new Uint8Array(readFileSync('dist/trees.wasm'));
