/** What the patterns know of each vendor's credentials, by the vendor's name: a value that is named for a vendor and has none of these forms is doubtful. */
import type { Pattern } from '../types.ts';
import { parseRegex, type RegexNode } from './regex-syntax.ts';

export interface VendorForms {
  /** Source and flags of the expressions of the values. */
  readonly forms: readonly (readonly [source: string, flags: string])[];
  /** Texts that some of them begin with, at least three characters each, and how long what begins so is at least. */
  readonly marks: readonly { readonly text: string; readonly least: number }[];
  /** All of them begin with such a text. */
  readonly isMarked: boolean;
  /** The shortest of them, where it is one run of a set of characters, always of the same length. */
  readonly run?: { readonly set: string; readonly length: number };
}

/** By the vendor's name in small letters and digits, without separators. */
export function vendorForms(patterns: readonly Pattern[]): Record<string, VendorForms> {
  const byVendor = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    for (const vendor of vendorsOf(pattern)) byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), pattern]);
  }
  return Object.fromEntries([...byVendor].map(([vendor, own]) => [vendor, describeForms(own)]));
}

/** What stands in its id before the kind of credential; and in the tables, which look for the vendor's name, the names that they look for. */
function vendorsOf({ id, keywords, checks = [] }: Pattern): Set<string> {
  const names = checks.includes('vendor-context') ? keywords : [];
  const vendors = [untilKind(id.split('-')), ...names.map((name) => untilKind(name.split(/[^a-z0-9]+/)))];
  return new Set(vendors.filter((vendor) => vendor.length >= 3));
}

function untilKind(words: readonly string[]): string {
  const end = words.findIndex((word) => kindWords.has(word));
  return words.slice(0, end < 0 ? words.length : end).join('');
}

const kindWords = new Set(
  (
    'api key keys token tokens secret access client personal legacy without before of app application private public service account ' +
    'refresh bot user admin webhook url session license licence auth basic password read write oauth id org organization project server'
  ).split(' '),
);

function describeForms(patterns: readonly Pattern[]): VendorForms {
  const forms = patterns.flatMap(({ regex }) => {
    const source = secretSource(regex.source);
    return source === undefined ? [] : [[joinRuns(source), regex.flags.replaceAll(/[^is]/g, '')] as const];
  });
  const options = forms.flatMap(([source]) => optionsOf(parseRegex(source)));
  const heads = options.flatMap((option) => headsOf(option).map((text) => ({ text, least: leastLength(option) })));
  const marks = heads.filter(({ text }) => text.length >= 3);
  const isMarked = options.every((option) => headsOf(option).every((head) => head.length >= 3));
  const run = shortestRunOf(options);
  return { forms, marks, isMarked, ...(run === undefined ? {} : { run }) };
}

/** What the group `secret` holds. */
function secretSource(source: string): string | undefined {
  const start = source.indexOf(opening);
  if (start < 0) return undefined;
  let depth = 1;
  let inSet = false;
  for (let at = start + opening.length; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at++;
    else if (inSet) inSet = character !== ']';
    else if (character === '[') inSet = true;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return source.slice(start + opening.length, at);
  }
  return undefined;
}

const opening = '(?<secret>';

/** RE2 repeats nothing more than a thousand times, so that longer runs stand in two parts: to tell that a value has none of them would take their product. */
function joinRuns(source: string): string {
  return source.replaceAll(/(?<set>\[[^\]]+\])\{(\d+),(\d+)\}\k<set>\{0,(\d+)\}/g, (...[, set, least, most, more]) => {
    return `${set}{${least},${Number(most) + Number(more)}}`;
  });
}

function optionsOf(node: RegexNode): readonly RegexNode[] {
  if (node.kind === 'choice') return node.items.flatMap(optionsOf);
  return node.kind === 'sequence' && node.items.length === 1 ? optionsOf(node.items[0]!) : [node];
}

/** The literal texts that a match can begin with; '' among them where it can begin with none. */
function headsOf(node: RegexNode): string[] {
  const items = node.kind === 'sequence' ? node.items : [node];
  let heads = [''];
  for (const item of items) {
    const texts = textsOf(item);
    if (texts === undefined || heads.length * texts.length > mostHeads) break;
    heads = heads.flatMap((head) => texts.map((text) => head + text));
  }
  return heads;
}

const mostHeads = 60;

/** All that it matches, where that is a few literal texts. */
function textsOf(node: RegexNode): string[] | undefined {
  if (node.kind === 'empty') return [''];
  if (node.kind === 'set') return /^\\?[^\w[\].]$|^\w$/.test(node.source) ? [node.source.slice(-1)] : undefined;
  if (node.kind === 'repeat') return undefined;
  const parts = node.items.map(textsOf);
  if (parts.some((part) => part === undefined)) return undefined;
  const texts = parts as string[][];
  if (node.kind === 'choice') return texts.flat();
  return texts.reduce((heads, part) => heads.flatMap((head) => part.map((text) => head + text)), ['']);
}

function shortestRunOf(options: readonly RegexNode[]): VendorForms['run'] {
  const least = Math.min(...options.map(leastLength));
  const shortest = options.filter((option) => leastLength(option) === least);
  const sets = shortest.map((option) =>
    option.kind === 'repeat' && option.item.kind === 'set' && option.min === option.max
      ? option.item.source
      : undefined,
  );
  const set = sets.find((source) => source !== undefined);
  return set === undefined || least < 16 ? undefined : { set, length: least };
}

function leastLength(node: RegexNode): number {
  switch (node.kind) {
    case 'empty':
      return 0;
    case 'set':
      return 1;
    case 'repeat':
      return node.min * leastLength(node.item);
    case 'sequence':
      return node.items.reduce((sum, item) => sum + leastLength(item), 0);
    case 'choice':
      return Math.min(...node.items.map(leastLength));
  }
}
