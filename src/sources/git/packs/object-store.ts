/** Finds the packs and the loose objects of a repository and its alternates by their files (gitrepository-layout(5)); anything unusual is git's business. */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readHexLength, type Repository } from '../../../git/repository.ts';
import { readPack, type Pack } from './pack-table.ts';

export interface ObjectStore {
  readonly packs: readonly Pack[];
  /** Ids of loose objects; some may be in a pack, too. */
  readonly loose: readonly string[];
}

/** Undefined where a file is damaged or not of a known form, or a hook's git has put objects elsewhere: git itself must look. */
export function readObjectStore(repository: Repository): ObjectStore | undefined {
  const width = readHexLength(repository) / 2;
  try {
    const files = listObjectFiles(repository);
    return files && { packs: files.packs.map((base) => readPack(base, width)), loose: files.loose };
  } catch {
    return undefined;
  }
}

/** The same by name alone. */
export interface ObjectFiles {
  /** Paths without `.pack`. */
  readonly packs: readonly string[];
  readonly loose: readonly string[];
}

/** Undefined where a hook's git has put objects elsewhere. @throws Error for what is not of a known form. */
export function listObjectFiles(repository: Repository): ObjectFiles | undefined {
  if (Object.keys(repository.inherited).some((name) => /OBJECT|QUARANTINE/.test(name))) return undefined;
  const hexLength = readHexLength(repository);
  const folders = new Set<string>();
  addFolder(join(repository.commonDir, 'objects'), folders);
  return {
    packs: [...folders].flatMap((folder) => listPacks(join(folder, 'pack'))),
    loose: [...folders].flatMap((folder) => listLoose(folder, hexLength)),
  };
}

/** Git follows alternates of alternates this far. */
const deepest = 5;

/** Adds a folder of objects and those that its `info/alternates` names. */
function addFolder(folder: string, folders: Set<string>, depth = 0): void {
  const real = realpathSync(folder);
  if (folders.has(real)) return;
  folders.add(real);
  const file = join(folder, 'info', 'alternates');
  if (!existsSync(file)) return;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('"') || line.includes('\ufffd') || depth === deepest) throw new Error('unusual alternates');
    const other = resolve(folder, line);
    // One that is not there is passed over, as git does; what is missing then shows as missing.
    if (existsSync(other)) addFolder(other, folders, depth + 1);
  }
}

/** Paths of packs that have an index, without `.pack`; git passes over the others as well. */
function listPacks(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = new Set(readdirSync(folder));
  const bases = [...names].filter((name) => /^pack-.*\.idx$/s.test(name)).map((name) => name.slice(0, -4));
  if (!bases.every((base) => names.has(`${base}.pack`))) throw new Error('an index without its pack');
  return bases.sort().map((base) => join(folder, base));
}

function listLoose(folder: string, hexLength: number): string[] {
  const rest = new RegExp(`^[0-9a-f]{${hexLength - 2}}$`);
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .sort()
    .flatMap((prefix) =>
      readdirSync(join(folder, prefix))
        .filter((name) => rest.test(name))
        .map((name) => prefix + name),
    );
}
