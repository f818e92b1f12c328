/** Linear-time regular expressions over UTF-8 bytes: native RE2, or re2js, the same syntax in plain JavaScript, where RE2 could not be installed. */
import { createRequire } from 'node:module';

export interface RegexSource {
  readonly source: string;
  /** `i` and `s` at most. */
  readonly flags: string;
}

export interface RegexMatch {
  /** Byte offsets; groups that took no part are left out. */
  readonly start: number;
  readonly end: number;
  readonly groups: Readonly<Record<string, readonly [start: number, end: number]>>;
}

export interface Regex {
  /** The leftmost match that begins at or after `from`. */
  exec(bytes: Buffer, from: number): RegexMatch | null;
  /** The match that begins at `from` itself; costs no more than its length. */
  execAt(bytes: Buffer, from: number): RegexMatch | null;
}

export type RegexEngine = { readonly name: 're2' | 're2js'; compile(regex: RegexSource): Regex };

let engine: RegexEngine | undefined;

/** The engine of this process. `UNLEAK_REGEX_ENGINE=re2js` forces the stand-in. */
export function regexEngine(): RegexEngine {
  engine ??= (process.env['UNLEAK_REGEX_ENGINE'] === 're2js' ? undefined : loadRe2()) ?? loadRe2js();
  return engine;
}

function loadRe2(): RegexEngine | undefined {
  const require = createRequire(import.meta.url);
  let RE2: typeof import('re2');
  try {
    RE2 = require('re2') as typeof import('re2');
  } catch {
    return undefined;
  }
  return {
    name: 're2',
    compile({ source, flags }) {
      // Compiling costs more than a search, and most patterns need one of these: each is compiled when it is needed.
      const rough = roughen(source);
      const made = new Map<string, RegExp>();
      const using = (form: string, how: string): RegExp => {
        let regex = made.get(how);
        if (regex === undefined) made.set(how, (regex = new RE2(form, `${flags}${how}`)));
        return regex;
      };
      const run = (how: 'g' | 'y', bytes: Buffer, from: number): RegexMatch | null => {
        if (rough !== source && !mayMatch(using(rough, how), bytes, from)) return null;
        return runExactly(using(source, `${how}d`), bytes, from);
      };
      return { exec: (bytes, from) => run('g', bytes, from), execAt: (bytes, from) => run('y', bytes, from) };
    },
  };
}

function mayMatch(regex: RegExp, bytes: Buffer, from: number): boolean {
  regex.lastIndex = from;
  return (regex as unknown as BufferRegex).test(bytes);
}

function runExactly(regex: RegExp, bytes: Buffer, from: number): RegexMatch | null {
  regex.lastIndex = from;
  const found = (regex as unknown as BufferRegex).exec(bytes);
  if (found === null) return null;
  const [start, end] = found.indices[0]!;
  const spans = Object.entries(found.indices.groups ?? {}).filter(([, span]) => span !== undefined);
  return { start, end, groups: Object.fromEntries(spans) as RegexMatch['groups'] };
}

/** Repeats of more than this are counted no further by the sieve. */
const mostCounted = 16;

/**
 * An expression that matches wherever `source` does, and has no long counts: each time that a class may be repeated is a state of its own, so that
 * these make most of what is to be compiled, and of what is slow to run.
 */
export function roughen(source: string): string {
  return source.replaceAll(
    /\\[^]|\[(?:\\[^]|[^\]\\])*\]|\{(\d+)(?:,(\d*))?\}/g,
    (token, least?: string, most?: string) => {
      if (least === undefined || Math.max(Number(least), Number(most ?? 0)) <= mostCounted) return token;
      return `{${Math.min(Number(least), mostCounted)},}`;
    },
  );
}

/** RE2 reads Buffers as they are, and counts in bytes. */
interface BufferRegex {
  test(bytes: Buffer): boolean;
  exec(bytes: Buffer): { readonly indices: RegExpIndicesArray } | null;
}

function loadRe2js(): RegexEngine {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
  return {
    name: 're2js',
    compile({ source, flags }) {
      const mode = (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes('s') ? RE2JS.DOTALL : 0);
      const regex = RE2JS.compile(source.replaceAll('(?<', '(?P<'), mode);
      const names = Object.keys(regex.namedGroups());
      const exec = (bytes: Buffer, from: number): RegexMatch | null => {
        const matcher = regex.matcher(bytes);
        if (!matcher.find(from)) return null;
        const groups: Record<string, readonly [number, number]> = {};
        for (const name of names) {
          const start = matcher.start(name);
          if (start >= 0) groups[name] = [start, matcher.end(name)];
        }
        return { start: matcher.start(), end: matcher.end(), groups };
      };
      return {
        exec,
        execAt: (bytes, from) => {
          const match = exec(bytes, from);
          return match?.start === from ? match : null;
        },
      };
    },
  };
}
