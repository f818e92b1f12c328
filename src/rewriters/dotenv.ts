/** `.env` files: the value goes, the name stays, and the example file says which secret it is; the file itself leaves git. */
import { posix } from 'node:path';
import type { CompanionFile, Edit, Refusal, Rewrite, Rewriter, RewriteRequest, Site } from '../remediation-types.ts';
import { secretOf } from './config/consumers.ts';
import { readVariables } from './config/variables.ts';
import type { Variable } from './config/variables.ts';

export const dotenv: Rewriter = {
  id: 'dotenv',
  title: '.env files',
  matches: (path) => /(^|\/)(\.env(\.[\w.-]+)?|\.flaskenv|[\w-]+\.env)$/i.test(path),
  rewrite: async (request) => rewrite(request),
  // Readers of these files skip what they do not understand.
  parses: async () => true,
};

const example = /\.(example|sample|template|dist|defaults)$/i;

function rewrite(request: RewriteRequest): Rewrite {
  const { path, text, sites } = request;
  const variables = readVariables(text);
  const refusals: Refusal[] = [];
  const emptied = new Map<Variable, Site>();
  for (const site of sites) {
    const variable = variables.find(({ start, end }) => start <= site.start && site.end <= end);
    if (variable === undefined) refusals.push(refuse(site));
    else if (!emptied.has(variable)) emptied.set(variable, site);
  }
  // A remark must not become the value.
  const blank = (end: number): string => (text.charAt(end) === '#' ? ' ' : '');
  const edits = [...emptied.keys()].map(({ start, end }): Edit => ({ start, end, text: blank(end) }));
  if (edits.length === 0) return { edits, refusals, companions: [], dependencies: [], notes: [] };
  const isExample = example.test(path);
  return {
    edits,
    refusals,
    companions: isExample ? [] : companionsOf(request, emptied),
    dependencies: [],
    notes: [
      ...(isExample ? [] : [`git rm --cached -- ${path}   (the file stays; git forgets it)`]),
      ...notesOf(emptied),
    ],
  };
}

function refuse(site: Site): Refusal {
  const { name, key } = site.ref;
  return { site, code: 'comment', manual: `Delete the value from the comment; it is kept as ${secretOf(name, key)}` };
}

/** A variable that is set wins over an empty line of the file, in every reader. */
function notesOf(emptied: ReadonlyMap<Variable, Site>): string[] {
  return [...emptied].map(
    ([{ name }, { ref }]) =>
      `start the program with ${name} set (from ${secretOf(ref.name, ref.key)}): what is set wins over the file`,
  );
}

function companionsOf({ path, project }: RewriteRequest, emptied: ReadonlyMap<Variable, Site>): CompanionFile[] {
  const folder = posix.dirname(path);
  const examplePath = posix.join(folder, '.env.example');
  const known = new Set(readVariables(project.read(examplePath) ?? '').map(({ name }) => name));
  const missing = [...emptied].filter(([{ name }]) => !known.has(name));
  const lines = missing.flatMap(([{ name }, { ref }]) => [`# ${name}: ${secretOf(ref.name, ref.key)}`, `${name}=`]);
  const ignored = ignoresFile(project.read('.gitignore') ?? '', path);
  return [
    ...(lines.length > 0 ? [{ path: examplePath, text: `${lines.join('\n')}\n`, mode: 'append' as const }] : []),
    ...(ignored ? [] : [{ path: '.gitignore', text: `/${path}\n`, mode: 'append' as const }]),
  ];
}

/** Only what is plain to see: a line that is the name, or one of the usual patterns. */
function ignoresFile(text: string, path: string): boolean {
  const name = posix.basename(path);
  const wild = [...(name.startsWith('.env') ? ['.env*'] : []), ...(name.endsWith('.env') ? ['*.env'] : [])];
  const usual = [path, `/${path}`, name, `**/${name}`, ...wild];
  return text.split(/\r?\n/).some((line) => line.trim() !== '' && usual.includes(line.trim()));
}
