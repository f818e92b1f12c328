/** Every pattern keeps the catalogue's rules: its examples match and nothing else does, in both engines, whatever the input. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { patterns } from '../patterns/index.ts';
import { findSecrets, lintCatalogue, lintPattern } from '../src/catalogue/lint.ts';
import { reachOf } from '../src/catalogue/regex-length.ts';
import { renderIndex, renderPage } from '../src/catalogue/render.ts';
import { expandTemplate } from '../src/catalogue/template.ts';
import { regexEngine, type RegexEngine } from '../src/detect/regex.ts';
import type { Pattern } from '../src/types.ts';
import { someOf } from './fixtures/thorough.ts';

const root = new URL('..', import.meta.url);
const byId = patterns.map((pattern) => [pattern.id, pattern] as const);

describe('the catalogue', () => {
  it('has every id once, and names only ids that exist', () => {
    expect(lintCatalogue(patterns)).toEqual([]);
  });

  it('lists every file of patterns/', () => {
    const names = readdirSync(new URL('patterns', root)).filter((name) => name !== 'index.ts');
    const files = names.map((name) => ({ name, source: read(`patterns/${name}`) }));
    expect(read('patterns/index.ts')).toBe(renderIndex(files));
  });

  it('is documented as it is', () => {
    expect(read('docs/patterns.md')).toBe(renderPage(patterns));
  });
});

it.each(someOf(byId))('RE2 and its stand-in find the same spans of %s', async (_, pattern) => {
  const standIn = await loadStandIn();
  for (const text of examplesOf(pattern))
    expect(spans(standIn, pattern, text)).toEqual(spans(regexEngine(), pattern, text));
});

it.each(someOf(byId))(
  '%s looks no further than its reach, and reads a megabyte of near matches to the end',
  (_, pattern) => {
    const regex = regexEngine().compile(pattern.regex);
    const hostile = Buffer.from(hostileText(pattern, examplesOf(pattern)[0] ?? ''));
    for (let from = 0; from < hostile.length;) {
      const match = regex.exec(hostile, from);
      if (match === null) break;
      expect(match.end - match.start).toBeLessThan(reachOf(pattern));
      from = Math.max(match.end, from + hostile.length / 8);
    }
  },
);

describe.each(byId)('%s', (_, pattern) => {
  const examples = examplesOf(pattern);

  it('is fit: texts, keywords, portable bounded regex, examples that match and near misses that do not', () => {
    expect(lintPattern(pattern)).toEqual([]);
  });

  it('is the only one that fires on its examples, bar those it is ranked against', () => {
    const others = patterns.filter((other) => other !== pattern && !areRanked(other, pattern));
    const fired = examples.flatMap((text) => {
      const folded = text.toLowerCase();
      return others.filter((other) => hasKeyword(other, folded) && findSecrets(other, text).length > 0);
    });
    expect(fired.map(({ id }) => id)).toEqual([]);
  });
});

function examplesOf({ id, match }: Pattern): string[] {
  return match.map((template, index) => expandTemplate(template, `${id}:match:${index}`));
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

function areRanked(a: Pattern, b: Pattern): boolean {
  return (a.overlaps ?? []).includes(b.id) || (b.overlaps ?? []).includes(a.id);
}

const foldedKeywords = new Map(
  patterns.map((pattern) => [pattern, pattern.keywords.map((keyword) => keyword.toLowerCase())] as const),
);

function hasKeyword(pattern: Pattern, folded: string): boolean {
  return foldedKeywords.get(pattern)?.some((keyword) => folded.includes(keyword)) === true;
}

/** Keywords in a row, then the example over and over with its last character gone, so that every attempt fails late. */
function hostileText({ keywords }: Pattern, example: string): string {
  const row = keywords.join('').repeat(Math.ceil(500_000 / keywords.join('').length));
  const almost = example.slice(0, -1).repeat(Math.ceil(500_000 / example.length));
  return row + almost;
}

function spans(engine: RegexEngine, { regex }: Pattern, text: string): unknown {
  return engine.compile(regex).exec(Buffer.from(text), 0);
}

let standIn: Promise<RegexEngine> | undefined;

/** A second copy of the module, told to do without the native engine. */
async function loadStandIn(): Promise<RegexEngine> {
  standIn ??= (async () => {
    vi.stubEnv('UNLEAK_REGEX_ENGINE', 're2js');
    vi.resetModules();
    const { regexEngine: other } = await import('../src/detect/regex.ts');
    const engine = other();
    vi.unstubAllEnvs();
    return engine;
  })();
  return standIn;
}
