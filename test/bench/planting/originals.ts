/** What the literals said before they were planted: the interpreters of the languages are asked. */
import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import type { PlantedSite, Site } from './plant.ts';

export function readOriginals(sites: readonly Site[], texts: ReadonlyMap<string, string>): readonly PlantedSite[] {
  const sources = sites.map((site) => (site.whole ? sourceOf(site, texts) : undefined));
  const isPython = (at: number): boolean => sites[at]?.path.endsWith('.py') === true;
  const answers = askPython(sources.filter((_, at) => isPython(at)));
  return sites.map((site, at) => {
    const source = sources[at];
    const original = isPython(at) ? answers.shift() : source === undefined ? undefined : askNode(source);
    return { ...site, original };
  });
}

/** Variables hold neither NUL nor what is no text, and Python takes an empty one for none. */
export function cannotBeSaid(path: string, content: string, open: string): boolean {
  if (path.endsWith('.py') && content === '') return true;
  const isBytes = /b/i.test(open) && path.endsWith('.py');
  return (
    /\\(?:[0-7]|u0000|u\{0|ud[89a-f]|N\{)/i.test(content) || (/\\x/i.test(content) && isBytes) || /\\x00/.test(content)
  );
}

function sourceOf({ path, place }: Site, texts: ReadonlyMap<string, string>): string {
  const content = texts.get(path)?.slice(place.start, place.end) ?? '';
  return place.raw && !path.endsWith('.py') ? JSON.stringify(content) : place.open + content + place.close;
}

function askNode(source: string): string {
  const answer: unknown = runInNewContext(`(${source})`);
  return String(answer);
}

/** Of bytes the text in ASCII. */
function askPython(sources: readonly (string | undefined)[]): (string | undefined)[] {
  const program = `import ast, json, sys
def read(source):
    value = source and ast.literal_eval(source)
    return value.decode("ascii", "replace") if isinstance(value, bytes) else value
print(json.dumps([read(source) for source in json.load(sys.stdin)]))`;
  const input = JSON.stringify(sources.map((source) => source?.replace(/^[fF]/, '') ?? null));
  const { stdout, status, stderr } = spawnSync('python3', ['-c', program], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`python3 cannot read the literals: ${stderr}`);
  return (JSON.parse(stdout) as (string | null)[]).map((answer) => answer ?? undefined);
}
