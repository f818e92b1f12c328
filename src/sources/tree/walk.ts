/** All files below a folder, by looking at it: for folders outside git, and for scans that ask for ignored files too. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extendRules, type IgnoreRules, isIgnored } from './ignore.ts';
import { type ByteName, joinNames, toByteName, toPath } from './names.ts';

export interface WalkOptions {
  /** Absolute. */
  readonly folder: ByteName;
  /** Rules that hold from the top; nested .gitignore files add to them. Without any, no file is ignored. */
  readonly rules?: IgnoreRules;
  /** Asked of each folder below the first that has a `.git`: true when its files are listed elsewhere. */
  isListedElsewhere(folder: ByteName): boolean;
  /** Told of folders and ignore files that cannot be read. */
  onError(name: ByteName, error: unknown): void;
}

/**
 * Regular files, absolute, in the same order each time. Links are neither listed nor followed, nor are pipes, sockets and devices;
 * `.git` is never entered.
 */
export async function walkFolder(options: WalkOptions): Promise<ByteName[]> {
  const { default: fastGlob } = await import('fast-glob');
  const names = fastGlob.sync('**', {
    cwd: escapeName(options.folder),
    fs: { readdirSync: createReader(options) as unknown as typeof readdirSync },
    dot: true,
    followSymbolicLinks: false,
    unique: false,
  });
  return names.map((name) => joinNames(options.folder, unescapeName(name)));
}

/** A readdir that knows git's rules, so that ignored folders are not even opened. */
function createReader(options: WalkOptions): (folder: string) => Dirent[] {
  const rulesOf = new Map([[options.folder, options.rules]]);
  return (escaped) => {
    const folder = unescapeName(escaped);
    const entries = listEntries(folder, options);
    const hasGit = entries.some(({ name }) => name === '.git');
    if (hasGit && folder !== options.folder && options.isListedElsewhere(folder)) return [];
    const rules = ownRules(folder, { inherited: rulesOf.get(folder), entries, options });
    const kept = entries.filter((entry) => isKept(folder.slice(options.folder.length + 1) as ByteName, entry, rules));
    for (const { name, dirent } of kept) if (dirent.isDirectory()) rulesOf.set(joinNames(folder, name), rules);
    return kept.map(({ name, dirent }) => Object.assign(dirent, { name: escapeName(name) }) as unknown as Dirent);
  };
}

interface Entry {
  readonly name: ByteName;
  readonly dirent: Dirent<Buffer>;
}

function listEntries(folder: ByteName, { onError }: WalkOptions): Entry[] {
  try {
    const dirents = readdirSync(toPath(folder), { withFileTypes: true, encoding: 'buffer' });
    const entries = dirents.map((dirent) => ({ name: toByteName(dirent.name), dirent }));
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    onError(folder, error);
    return [];
  }
}

/** As git, which reads no ignore file through a link. */
function ownRules(
  folder: ByteName,
  { inherited, entries, options }: { inherited: IgnoreRules | undefined; entries: Entry[]; options: WalkOptions },
): IgnoreRules | undefined {
  const file = entries.find(({ name, dirent }) => name === '.gitignore' && dirent.isFile());
  if (inherited === undefined || file === undefined) return inherited;
  const path = joinNames(folder, file.name);
  try {
    return extendRules(inherited, folder.slice(options.folder.length + 1) as ByteName, readFileSync(toPath(path)));
  } catch (error) {
    options.onError(path, error);
    return inherited;
  }
}

function isKept(folder: ByteName, { name, dirent }: Entry, rules: IgnoreRules | undefined): boolean {
  if (name === '.git') return false;
  const isFolder = dirent.isDirectory();
  if (!isFolder && !dirent.isFile()) return false;
  return rules === undefined || !isIgnored(rules, joinNames(folder, name) + (isFolder ? '/' : ''));
}

/** The globber's `**` matches no line breaks, so control characters go through it as other ones. */
function escapeName(name: ByteName): string {
  return mapCharacters(name, (code) => (code < 0x20 ? code + 0x100 : code));
}

function unescapeName(escaped: string): ByteName {
  return mapCharacters(escaped, (code) => code & 0xff) as ByteName;
}

function mapCharacters(text: string, map: (code: number) => number): string {
  let mapped = '';
  for (let i = 0; i < text.length; i++) mapped += String.fromCharCode(map(text.charCodeAt(i)));
  return mapped;
}
