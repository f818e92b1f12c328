/** The built-in patterns, compiled when the package is built; run from the repository's root. What a scan without hits needs is binary. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { patterns } from '../../patterns/index.ts';
import { createRandom } from '../catalogue/random.ts';
import { compilePatterns } from './compile.ts';

const compiled = compilePatterns(patterns, { sample: readSources() });

export const image: Uint8Array = compiled.image;
/** Int32Array in the machine's byte order, as it was built: little-endian. */
export const actions: Uint8Array = new Uint8Array(compiled.actions.buffer);
/** Reach, runs and room for companions of each pattern, 32 bits each, as they were built. */
export const spans: Uint8Array = new Uint8Array(
  Uint32Array.from(compiled.patterns.all().flatMap(({ reach, runs, around }) => [reach, runs, around])).buffer,
);
/** JSON of each pattern, behind a table (32 bits each, little-endian): how many there are, where each begins, and where the last one ends. */
export const texts = (): Uint8Array => {
  const list = compiled.patterns.all().map((one) => Buffer.from(JSON.stringify(one)));
  const table = Buffer.alloc((list.length + 2) * 4);
  table.writeUInt32LE(list.length, 0);
  let at = table.length;
  for (const [index, text] of [...list, Buffer.alloc(0)].entries()) {
    table.writeUInt32LE(at, (index + 1) * 4);
    at += text.length;
  }
  return Buffer.concat([table, ...list]);
};
/** JSON of the keywords, to which a user's patterns are added. */
export const keywords = (): Uint8Array => Buffer.from(JSON.stringify(compiled.keywords));

/** Text like that which is scanned: declarations with their documentation, programs, names of packages, digests, data, rulers and blanks. */
function readSources(): Uint8Array {
  const declarations = readFolder('node_modules/@types/node', '.d.ts');
  const programs = readFolder('node_modules/yaml/dist', '.js');
  const pages = ['README.md', 'docs/ci.md', 'package-lock.json', 'node_modules/yaml/README.md'].map((name) =>
    readFileSync(name),
  );
  const bytes = createRandom('sample').bytes(200_000);
  const encoded = [bytes.toString('hex'), bytes.toString('base64')].map((text) => Buffer.from(text));
  const rulers = [...'-=*#_/. \t0a'].map((character) => Buffer.from(character.repeat(2000)));
  return Buffer.concat([...declarations, ...programs, ...pages, ...encoded, ...rulers]);
}

function readFolder(folder: string, extension: string): Buffer[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(extension));
  return names.sort().map((name) => readFileSync(join(folder, name)));
}
