/** Path patterns as .gitignore has them, matched in time bounded by pattern times path, as patterns come from the scanned repository. */

/** Whether the pattern holds for a `/`-separated relative path, one of its parent folders, or the archive that it lies in. */
export type PathTest = (path: string) => boolean;

/**
 * `*` and `?` stop at slashes, `**` does not; `[abc]` and `{a,b}` as in shells. Without a slash but at its end the pattern
 * holds at any depth, else from the root on. A folder's pattern holds for all in it.
 */
export function compileGlob(glob: string): PathTest {
  const tests = expandBraces(glob).map(tokenise);
  return (path) => tests.some((tokens) => matches(tokens, path));
}

/** What is wrong with a pattern, or undefined. */
export function checkGlob(glob: string): string | undefined {
  if (glob.length > 1000) return 'is longer than 1,000 characters';
  if (glob.startsWith('!')) return 'cannot be negated: allow less instead';
  if (/^\.{0,2}$|(^|\/)\.\.(\/|$)/.test(glob)) return 'must stay in the folder';
  return /^[*/]*$/.test(glob) ? 'would hold for every file' : undefined;
}

type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'within' }
  | { readonly kind: 'across' }
  | { readonly kind: 'folders' }
  | CharClass;

interface CharClass {
  readonly kind: 'class';
  readonly negated: boolean;
  readonly ranges: readonly (readonly [from: string, to: string])[];
}

function tokenise(glob: string): readonly Token[] {
  const body = glob.replace(/^\.\//, '').replace(/\/+$/, '');
  const anchored = body.includes('/') || body.includes('**');
  const tokens: Token[] = anchored ? [] : [{ kind: 'folders' }];
  const rest = body.replace(/^\//, '');
  for (let at = 0; at < rest.length;) {
    const [token, length] = readToken(rest, at);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function readToken(glob: string, at: number): [token: Token, length: number] {
  const atSegment = at === 0 || glob[at - 1] === '/';
  if (atSegment && glob.startsWith('**/', at)) return [{ kind: 'folders' }, 3];
  if (glob.startsWith('**', at)) return [{ kind: 'across' }, 2];
  const char = glob[at] ?? '';
  if (char === '*') return [{ kind: 'within' }, 1];
  if (char === '?') return [{ kind: 'any' }, 1];
  if (char === '\\' && at + 1 < glob.length) return [{ kind: 'char', char: glob[at + 1] ?? '' }, 2];
  return (char === '[' ? readClass(glob, at) : undefined) ?? [{ kind: 'char', char }, 1];
}

function readClass(glob: string, at: number): [token: Token, length: number] | undefined {
  const match = /^\[([!^]?)(\]?[^\]]*)\]/.exec(glob.slice(at));
  if (match === null || match[2] === '') return undefined;
  const ranges = [...(match[2] ?? '').matchAll(/([^])-([^])|([^])/g)].map(
    ([, from, to, single = '']): [string, string] => [from ?? single, to ?? single],
  );
  return [{ kind: 'class', negated: match[1] !== '', ranges }, match[0].length];
}

/** One pass over the path with all states that the pattern can be in; its end counts where a folder or the path ends. */
function matches(tokens: readonly Token[], path: string): boolean {
  let states = new StateSet(tokens);
  let next = new StateSet(tokens);
  states.add(0, true);
  for (let at = 0; at < path.length && states.list.length > 0; at++) {
    const char = path[at] ?? '';
    if (at > 0 && (char === '/' || char === '!') && states.has(tokens.length)) return true;
    next.clear();
    for (const state of states.list) {
      const target = step(tokens[state], state, char);
      if (target !== undefined) next.add(target, char === '/');
    }
    [states, next] = [next, states];
  }
  return states.has(tokens.length);
}

/** States, each once. */
class StateSet {
  readonly list: number[] = [];
  readonly #tokens: readonly Token[];
  readonly #marks: Uint8Array;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#marks = new Uint8Array(tokens.length + 1);
  }

  /** With the states behind stars, which may stand for nothing; `folders` ends only where a segment begins. */
  add(first: number, atSegment: boolean): void {
    for (let state = first; this.#marks[state] === 0; state++) {
      this.#marks[state] = 1;
      this.list.push(state);
      const kind = this.#tokens[state]?.kind;
      if (kind !== 'within' && kind !== 'across' && !(kind === 'folders' && atSegment)) return;
    }
  }

  has(state: number): boolean {
    return this.#marks[state] === 1;
  }

  clear(): void {
    this.list.length = 0;
    this.#marks.fill(0);
  }
}

/** Where one character leads from a state; undefined where it does not fit. */
function step(token: Token | undefined, state: number, char: string): number | undefined {
  if (token === undefined) return undefined;
  if (token.kind === 'char') return token.char === char ? state + 1 : undefined;
  if (token.kind === 'across' || token.kind === 'folders') return state;
  if (char === '/') return undefined;
  if (token.kind === 'within') return state;
  return token.kind === 'any' || isInClass(char, token) ? state + 1 : undefined;
}

function isInClass(char: string, { ranges, negated }: CharClass): boolean {
  return ranges.some(([from, to]) => char >= from && char <= to) !== negated;
}

const mostAlternatives = 64;

/** `a{b,c}d` to `abd`, `acd`; nested ones too; past the cap the rest is taken as it stands. */
function expandBraces(glob: string): readonly string[] {
  let globs = [glob];
  for (let round = 0; round < 8; round++) {
    const next = globs.flatMap((each) => {
      const match = /^([^]*?)\{([^{}]*,[^{}]*)\}([^]*)$/.exec(each);
      return match === null ? [each] : (match[2] ?? '').split(',').map((choice) => `${match[1]}${choice}${match[3]}`);
    });
    if (next.length === globs.length || next.length > mostAlternatives) return globs;
    globs = next;
  }
  return globs;
}
