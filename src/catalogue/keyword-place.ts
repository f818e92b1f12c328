/** Where in a match a keyword stands, read from the regex's source: the engine looks no further back than this for the match's beginning. */
import { longestOf } from './regex-length.ts';
import { parseRegex, type RegexNode } from './regex-syntax.ts';

/**
 * Most bytes of a match before its keyword, where that is spelled out in single characters or small classes (`[rs]k_live_`);
 * `Infinity` where it is not. Of several such places the last one counts.
 */
export function bytesBefore(regex: RegExp, keyword: string): number {
  const { most } = searchPlaces(regex, keyword);
  return most < 0 ? Infinity : most;
}

/** The keyword in the one case in which the regex spells it out; undefined where it does so in several, or not at all. */
export function spellingOf(regex: RegExp, keyword: string): string | undefined {
  const { most, folded, cases } = searchPlaces(regex, keyword);
  return most < 0 || folded || cases.some((each) => each.size > 1)
    ? undefined
    : cases.map((each) => [...each][0]!).join('');
}

function searchPlaces(regex: RegExp, keyword: string): Search {
  const cases = Array.from(keyword, () => new Set<string>());
  const search = { keyword: keyword.toLowerCase(), folded: regex.flags.includes('i'), most: -Infinity, cases };
  begin(search, parseRegex(regex.source), { before: 0, rest: (spelled) => spelled === keyword.length });
  return search;
}

interface Search {
  readonly keyword: string;
  readonly folded: boolean;
  most: number;
  /** Of each character: the cases that were met where it may be spelled. */
  readonly cases: readonly Set<string>[];
}

/** Answers whether what follows can spell the keyword on from its character `spelled`. */
type Rest = (spelled: number) => boolean;

interface Place {
  /** Most bytes of the match before the node. */
  readonly before: number;
  readonly rest: Rest;
}

/** Notes each place in the node where the keyword can begin. */
function begin(search: Search, node: RegexNode, { before, rest }: Place): void {
  if (node.kind === 'set') {
    if (spell(search, node, { spelled: 0, rest })) search.most = Math.max(search.most, before);
  } else if (node.kind === 'choice') {
    for (const item of node.items) begin(search, item, { before, rest });
  } else if (node.kind === 'sequence') {
    let passed = before;
    for (const [index, item] of node.items.entries()) {
      const following: RegexNode = { kind: 'sequence', items: node.items.slice(index + 1) };
      begin(search, item, { before: passed, rest: (spelled) => spell(search, following, { spelled, rest }) });
      passed += longestOf(item, search.folded);
    }
  } else if (node.kind === 'repeat' && node.max > 0) {
    const again: RegexNode = { ...node, min: Math.max(0, node.min - 1), max: node.max - 1 };
    const earlier = node.max === 1 ? 0 : longestOf(node.item, search.folded) * (node.max - 1);
    begin(search, node.item, { before: before + earlier, rest: (spelled) => spell(search, again, { spelled, rest }) });
  }
}

/** Whether node and rest can spell the keyword on from its character `spelled`. */
function spell(search: Search, node: RegexNode, { spelled, rest }: { spelled: number; rest: Rest }): boolean {
  if (spelled === search.keyword.length) return true;
  switch (node.kind) {
    case 'empty':
      return rest(spelled);
    case 'set':
      if (!isSmall(node.source) || !matches(node.source, search.keyword.charAt(spelled))) return false;
      noteCases(search, node.source, spelled);
      return rest(spelled + 1);
    case 'choice':
      return node.items.some((item) => spell(search, item, { spelled, rest }));
    case 'sequence': {
      const [first, ...others] = node.items;
      if (first === undefined) return rest(spelled);
      return spell(search, first, {
        spelled,
        rest: (next) => spell(search, { kind: 'sequence', items: others }, { spelled: next, rest }),
      });
    }
    case 'repeat':
      return (node.min === 0 && rest(spelled)) || spellAgain(search, node, { spelled, rest });
  }
}

function spellAgain(
  search: Search,
  node: RegexNode & { kind: 'repeat' },
  { spelled, rest }: { spelled: number; rest: Rest },
): boolean {
  if (node.max === 0) return false;
  const again: RegexNode = { ...node, min: Math.max(0, node.min - 1), max: node.max - 1 };
  return spell(search, node.item, {
    spelled,
    rest: (next) => next > spelled && spell(search, again, { spelled: next, rest }),
  });
}

/** A single character, an escaped one, or a class of a few without ranges: part of a mark rather than of a value. */
function isSmall(source: string): boolean {
  return !source.startsWith('[')
    ? !/^(?:\.|\\[dwsDWS])$/.test(source)
    : /^\[(?:\\?[^\]\\^-]|\\?[-.\\/]){1,6}\]$/.test(source);
}

function noteCases({ keyword, cases }: Search, source: string, at: number): void {
  const exact = new RegExp(`^${source}$`);
  const character = keyword.charAt(at);
  for (const each of [character, character.toUpperCase()]) if (exact.test(each)) cases[at]!.add(each);
}

function matches(source: string, character: string): boolean {
  return new RegExp(`^${source}$`, 'i').test(character);
}
