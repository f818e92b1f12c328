/** Chooses places and writes the credentials into them: the same seed gives the same sites, and the values are in no other file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../src/catalogue/random.ts';
import type { Random } from '../../../src/catalogue/random.ts';
import { splice } from '../../../src/plan/splice.ts';
import type { Edit } from '../../../src/remediation-types.ts';
import { makeCredential } from './credentials.ts';
import type { Credential } from './credentials.ts';
import { cannotBeSaid, readOriginals } from './originals.ts';
import { findPlaces, isSource } from './places.ts';
import type { Place } from './place.ts';
import { writeStatement } from './statements.ts';

export interface Site {
  readonly path: string;
  readonly place: Place;
  readonly credential: Credential;
  /** What is planted, ascending. */
  readonly edits: readonly Edit[];
  /** Whether the credential takes the place of the literal's whole content. */
  readonly whole: boolean;
}

export interface PlantedSite extends Site {
  /** What the program got there before, where the credential took all of its place: a program that is given it behaves as it did. */
  readonly original: string | undefined;
}

export interface Planting {
  readonly sites: readonly PlantedSite[];
  /** By path: all files with sites, as they were. */
  readonly texts: ReadonlyMap<string, string>;
  readonly uncounted: Readonly<Record<string, number>>;
  /** How many places there were to choose from. */
  readonly choice: number;
}

/** Of every four places one is a new statement; half of all stand in the program, half in its tests, examples and documentation. */
export async function choosePlaces(folder: string, seed: string, count: number): Promise<Planting> {
  const random = createRandom(seed);
  const texts = new Map<string, string>();
  const uncounted: Record<string, number> = {};
  const all: { path: string; place: Place }[] = [];
  for (const path of listSources(folder)) {
    const text = readFileSync(join(folder, path), 'utf8');
    const found = await findPlaces(path, text);
    for (const [reason, number] of Object.entries(found.uncounted))
      uncounted[reason] = (uncounted[reason] ?? 0) + number;
    if (found.places.length > 0) texts.set(path, text);
    all.push(...found.places.map((place) => ({ path, place })));
  }
  const shuffled = all.map((each) => ({ each, at: random.number(2 ** 32) })).sort((a, b) => a.at - b.at);
  const sites: Site[] = [];
  const wanted = quotas(count);
  for (const { each } of shuffled) {
    const stratum = `${each.place.kind} ${isProgram(each.path) ? 'program' : 'rest'}`;
    if ((wanted.get(stratum) ?? 0) === 0) continue;
    const site = plantAt(each, texts.get(each.path) ?? '', { random, number: sites.length + 1 });
    if (site === undefined || sites.some((other) => overlap(site, other))) continue;
    wanted.set(stratum, (wanted.get(stratum) ?? 0) - 1);
    sites.push(site);
  }
  const choice = all.filter(({ place }) => place.kind === 'literal').length;
  return { sites: readOriginals(sites, texts), texts, uncounted, choice };
}

function quotas(count: number): Map<string, number> {
  const statements = Math.round(count / 4);
  const literals = count - statements;
  return new Map([
    ['literal program', Math.ceil(literals / 2)],
    ['literal rest', Math.floor(literals / 2)],
    ['statement program', Math.ceil(statements / 2)],
    ['statement rest', Math.floor(statements / 2)],
  ]);
}

function isProgram(path: string): boolean {
  return !/(?:^|\/)(?:tests?|__tests__|examples?|docs?|bench(?:marks?)?|playground)\//.test(path);
}

function listSources(folder: string): readonly string[] {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: folder, encoding: 'utf8' }).split('\0');
  return files.filter((path) => isSource(path)).toSorted();
}

interface Chance {
  readonly random: Random;
  readonly number: number;
}

/** Undefined where nothing can be planted so that the program could still do what it did. */
function plantAt(
  { path, place }: { path: string; place: Place },
  text: string,
  { random, number }: Chance,
): Site | undefined {
  const site = { path, place };
  if (place.kind === 'statement') {
    const credential = makeCredential(
      (['token', 'pem', 'url', 'password'] as const)[random.number(4)] ?? 'token',
      random,
    );
    const statement = writeStatement(credential, { path, indent: place.open, number, random });
    return { ...site, credential, edits: [{ start: place.start, end: place.start, text: statement }], whole: false };
  }
  const dice = random.number(20);
  const isWhole = place.alone && dice > 2 && !cannotBeSaid(path, text.slice(place.start, place.end), place.open);
  if (!isWhole) return plantBeside(site, makeCredential(dice % 3 === 0 ? 'url' : 'token', random), random);
  const isNamed = /pass|secret|token|api_?key/i.test(place.name);
  const credential = makeCredential(isNamed ? 'password' : dice < 6 && !place.raw ? 'pem' : 'token', random);
  const { start, end } = place;
  return { ...site, credential, edits: [{ start, end, text: credential.text.replaceAll('\n', '\\n') }], whole: true };
}

/** `'abc'` becomes `'VALUE:abc'.slice(N)`: the value is a part of a literal, and the program gets what it got before. */
function plantBeside(site: Pick<Site, 'path' | 'place'>, credential: Credential, random: Random): Site | undefined {
  const { path, place } = site;
  const { slice } = place;
  const end = slice?.ends[random.number(slice.ends.length)];
  if (slice === undefined || end === undefined) return undefined;
  const length = credential.text.length + 1;
  const cut = end === 'start' ? [`${length}`, ''] : ['', `-${length}`];
  const index = path.endsWith('.py') ? `[${cut.join(':')}]` : `.slice(${end === 'start' ? length : `0, -${length}`})`;
  const at = end === 'start' ? place.start : place.end;
  const edits = [
    { start: slice.start, end: slice.start, text: slice.brackets ? '(' : '' },
    { start: at, end: at, text: end === 'start' ? `${credential.text}:` : `:${credential.text}` },
    { start: slice.end, end: slice.end, text: (slice.brackets ? ')' : '') + index },
  ];
  return { ...site, credential, edits, whole: false };
}

function overlap(one: Site, other: Site): boolean {
  const [from, to] = [one.edits[0]?.start ?? 0, one.edits.at(-1)?.end ?? 0];
  return one.path === other.path && (other.edits[0]?.start ?? 0) <= to && from <= (other.edits.at(-1)?.end ?? 0);
}

/** The text with the sites' credentials in it. */
export function plantInto(text: string, sites: readonly Site[]): string {
  return splice(
    text,
    sites.flatMap(({ edits }) => edits).toSorted((a, b) => a.start - b.start),
  );
}
