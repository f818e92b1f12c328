/** Watches one command: what it prints, writes and starts is searched for values, and what is on disk after it; only files that held one may. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';
import { findForms, needlesOf } from './needles.ts';
import type { Needle } from './needles.ts';

export interface Watch {
  /** For the command: recorders, and a HOME and a TMPDIR of its own. */
  readonly env: Readonly<Record<string, string>>;
  /** Where a value was found that should not be, and in which form; ends the watch. `made`: values that came up while the command ran. */
  findLeaks(printed: { readonly out: string; readonly err: string }, made?: readonly string[]): readonly string[];
}

export interface Watched {
  /** A repository's work tree. */
  readonly root: string;
  readonly values: readonly string[];
  /** Of the command, to be kept. */
  readonly env?: Readonly<Record<string, string>>;
}

const recorder = resolve('test/remediation/oracle/recorder.cjs');
/** Files of each repository that held a value when a command began: an undo puts it back there. */
const everHeld = new Map<string, Set<string>>();
/** What was searched at the beginning of an earlier command, by repository and values: objects do not change. */
const everSearched = new Map<string, Set<string>>();

export function openWatch({ root, values, env = {} }: Watched): Watch {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-oracle-'));
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')];
  for (const own of [home, temporary]) mkdirSync(own);
  const known = values.flatMap(needlesOf);
  const record = join(folder, 'record');
  const allowed = everHeld.get(root) ?? new Set<string>();
  everHeld.set(root, allowed);
  const objects = new Set(listObjects(root));
  for (const path of [...holders(root, known), ...committedHolders(root, values)]) allowed.add(path);
  return {
    env: {
      ...env,
      HOME: home,
      TMPDIR: temporary,
      ORACLE_RECORD: record,
      NODE_OPTIONS: `--require=${recorder} ${env['NODE_OPTIONS'] ?? ''}`.trim(),
      ...shimGit(folder, env['PATH'] ?? process.env['PATH'] ?? ''),
    },
    findLeaks({ out, err }, made = []) {
      const needles = [...known, ...made.flatMap(needlesOf)];
      const added = listObjects(root).filter((id) => !objects.has(id));
      const leaks = [
        ...(existsSync(record) ? [] : ['nothing was recorded']),
        ...describe('standard output', latin(out), needles),
        ...describe('standard error', latin(err), needles),
        ...searchRecord(record, { root, needles, allowed }),
        ...describe('arguments or environment of git', read(`${record}.git`), needles),
        ...holders(root, needles).filter((path) => !allowed.has(path)),
        ...[home, temporary].flatMap((own) => holders(own, needles)),
        ...objectHolders(root, added, needles).filter((path) => !allowed.has(path)),
      ];
      rmSync(folder, { recursive: true, force: true });
      return leaks;
    },
  };
}

/** A git before git: it notes its arguments and environment, whoever starts it. */
function shimGit(folder: string, path: string): Record<string, string> {
  if (process.platform === 'win32') return {};
  const shims = join(folder, 'bin');
  mkdirSync(shims);
  const real = path
    .split(delimiter)
    .map((each) => join(each, 'git'))
    .find(existsSync);
  const script = `#!/bin/sh\n{ printf '%s\\n' "$@"; env; } >> '${join(folder, 'record.git')}'\nexec '${real}' "$@"\n`;
  writeFileSync(join(shims, 'git'), script);
  chmodSync(join(shims, 'git'), 0o755);
  return { PATH: `${shims}${delimiter}${path}` };
}

interface Search {
  readonly root: string;
  readonly needles: readonly Needle[];
  readonly allowed: ReadonlySet<string>;
}

type Noted = { readonly write: string; readonly data: string } | { readonly start: string[]; readonly env: string[] };

/** Pieces that go to one file one after the other are searched as one, so that no value hides across two. */
function searchRecord(record: string, { root, needles, allowed }: Search): readonly string[] {
  const written = new Map<string, string>();
  const leaks: string[] = [];
  for (const line of read(record).split('\n').filter(Boolean)) {
    const noted = JSON.parse(line) as Noted;
    if ('write' in noted) {
      const target = resolve(root, noted.write.replace(/\.unleak-[0-9a-f]{8}$/, ''));
      written.set(target, (written.get(target) ?? '') + Buffer.from(noted.data, 'base64').toString('latin1'));
    } else {
      leaks.push(...describe(`arguments of ${noted.start[0]}`, latin(noted.start.join('\n')), needles));
      leaks.push(...describe(`environment of ${noted.start[0]}`, latin(noted.env.join('\n')), needles));
    }
  }
  for (const [target, text] of written)
    if (!allowed.has(relative(root, target))) leaks.push(...describe(`written to ${target}`, text, needles));
  return leaks;
}

/** Files that hold a value now, relative to the folder; git's objects, which are compressed, are searched on their own. */
function holders(folder: string, needles: readonly Needle[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  const searched = paths.filter((path) => !/^(\.git\/objects|node_modules)\//.test(path));
  return searched.filter((path) => findForms(read(join(folder, path)), needles).length > 0);
}

/** Paths of any commit whose blobs hold a value: an undo may put them back. Those of earlier commands are left out. */
function committedHolders(root: string, values: readonly string[]): string[] {
  const key = [root, ...values].join('\0');
  const searched = everSearched.get(key) ?? new Set<string>();
  everSearched.set(key, searched);
  const names = new Map([...committed(root)].filter(([id, path]) => !searched.has(`${id} ${path}`)));
  for (const [id, path] of names) searched.add(`${id} ${path}`);
  return findHolders(root, [...names.keys()], values.flatMap(needlesOf)).map((id) => names.get(id) ?? id);
}

/** Of these objects that hold a value: the path in the index or a commit, or the id of one that stands nowhere. */
function objectHolders(root: string, ids: readonly string[], needles: readonly Needle[]): string[] {
  const found = findHolders(root, ids, needles);
  if (found.length === 0) return [];
  const names = new Map([...committed(root), ...staged(root)]);
  return found.map((id) => names.get(id) ?? `object ${id}`);
}

/** Ids of those that hold a value. */
function findHolders(root: string, ids: readonly string[], needles: readonly Needle[]): string[] {
  if (ids.length === 0) return [];
  const found: string[] = [];
  let text = git(root, ['cat-file', '--batch'], ids.join('\n'));
  while (text !== '') {
    const [head, id = '', size = ''] = /^(\w+) \w+ (\d+)\n/.exec(text) ?? [];
    if (head === undefined) throw new Error(`git gives no object, but ${text.slice(0, 60)}`);
    const end = head.length + Number(size);
    if (findForms(text.slice(head.length, end), needles).length > 0) found.push(id);
    text = text.slice(end + 1);
  }
  return found;
}

/** Path by object, of all that any branch or tag reaches; folders and commits are among them. */
function committed(root: string): Map<string, string> {
  const lines = git(root, ['rev-list', '--objects', '--all']).split('\n').filter(Boolean);
  return new Map(lines.map((line) => [line.split(' ', 1)[0] ?? '', line.replace(/^\w+ ?/, '')]));
}

/** Path by object, of what the index holds. */
function staged(root: string): Map<string, string> {
  const lines = git(root, ['ls-files', '-s', '-z']).split('\0').filter(Boolean);
  return new Map(lines.map((line) => [line.split(' ')[1] ?? '', line.slice(line.indexOf('\t') + 1)]));
}

/** Ids of loose objects. */
function listObjects(root: string): string[] {
  const folder = join(root, '.git/objects');
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name));
  return folders.flatMap((name) => readdirSync(join(folder, name)).map((rest) => name + rest));
}

function git(root: string, args: readonly string[], input = ''): string {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'latin1', input, stdio: ['pipe', 'pipe', 'ignore'] });
  } catch {
    // No repository, or one without a commit.
    return '';
  }
}

function describe(where: string, text: string, needles: readonly Needle[]): readonly string[] {
  return findForms(text, needles).map((form) => `${where}: ${form}`);
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'latin1') : '';
}

function latin(text: string): string {
  return Buffer.from(text).toString('latin1');
}
