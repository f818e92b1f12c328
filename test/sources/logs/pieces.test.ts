/** A log is read alike however it comes: in one piece, or cut anywhere, as pipes, archives and our own blocks cut it. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/catalogue/random.ts';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { createDetector } from '../../../src/detect/detector.ts';
import { readLogText } from '../../../src/sources/logs/text.ts';
import { someOf } from '../../fixtures/thorough.ts';

const detector = createDetector();

/** Where values stand, in the order of the file. */
async function findPlaces(pieces: readonly Uint8Array[]): Promise<string[]> {
  const found: [number, string][] = [];
  for await (const chunk of readLogText({
    path: 'job.log',
    origin: { via: 'log' },
    pieces,
    offset: 0,
  }))
    for (const { start, end } of detector.scan(chunk))
      found.push([start.offset, `${start.line}:${start.column} to ${end.line}:${end.column}, byte ${start.offset}`]);
  return found.toSorted(([a], [b]) => a - b).map(([, place]) => place);
}

const escape = '\u001b';
const bell = '\u0007';
const note = `${escape}[8mha:////4AbC=${escape}[0m`;
const token = expandTemplate('{github:ghp}', 'pieces');
const around = (middle: string): string => token.slice(0, 13) + middle + token.slice(13);

const kinds = [
  ['plain', '', '\n'],
  ['behind a time', '2024-05-01T12:34:56.1234567Z ', '\n'],
  ["behind GitLab's time and stream", '2024-05-01T12:34:56.123456Z 00O ', '\n'],
  ['in a message', '[{"message":"', '"}]'],
] as const;

const decorated = [
  ['as it is', token],
  ['in a colour', `${escape}[1;32m${token}${escape}[0m`],
  ['with a colour in it', around(`${escape}[1;32m`)],
  ['behind two escapes', `${escape}${escape}[1m${token}`],
  ['behind the choice of a character set', `${escape}(B${token}`],
  ['behind a title that a bell ends', `${escape}]0;title${bell}${token}`],
  ['behind a title that a terminator ends', `${escape}]0;title${escape}\\${token}`],
  ['in the address of a link', `${escape}]8;;https://ci.acme.io/${token}${escape}\\label${escape}]8;;${escape}\\`],
  ["with Buildkite's time in it", around(`${escape}_bk;t=1714567000${bell}`)],
  ["behind Jenkins' hidden note", note + token],
  ["with Jenkins' hidden note in it", around(note)],
  ["behind GitLab's section", `\nsection_start:1714567000:build\r${escape}[0K${token}`],
  ['behind a carriage return', `10%\r${token}`],
  ['behind a line end of two bytes', `10%\r\n${token}`],
  ['behind a line end of three bytes', `10%\r\r\n${token}`],
  ['between bytes of zero', `a\u0000${token}\u0000`],
  ['between byte order marks', `\ufeff${token}\ufeff`],
  ['between characters of four bytes', `\u{1f680}${token}\u{1f680}`],
] as const;

describe.each(kinds)('a value, %s,', (_, before, after) => {
  it.each(decorated)('%s, is found wherever what stands around it is cut', async (__, value) => {
    const isJson = before.startsWith('[{');
    const text = isJson ? JSON.stringify(value).slice(1, -1) : value;
    // Messages are read in blocks of that size, long lines in parts of at least half a megabyte.
    const size = isJson ? 128 * 1024 : 600 * 1024;
    for (const inside of someOf(cutsOf(Buffer.from(text)))) {
      const filled = `${(before + 'words and words '.repeat(size / 16)).slice(0, size - inside - 1)} `;
      const bytes = Buffer.from(`${filled}${text} end${after}`);
      const whole = await findPlaces([bytes]);
      const start = bytes.indexOf(token.slice(0, 13));
      expect(whole).toEqual([expect.stringMatching(`, byte ${start}$`)]);
      expect(await findPlaces([bytes.subarray(0, size), bytes.subarray(size)])).toEqual(whole);
    }
  });
});

/** Bytes behind a cut. Within the value's own letters, all cuts are alike. */
function cutsOf(text: Buffer): number[] {
  const cuts = Array.from({ length: text.length + 1 }, (_, inside) => inside);
  return cuts.filter((inside) => {
    const at = text.length - inside;
    return !/^\w{6}$/.test(text.toString('latin1', Math.max(0, at - 3), at + 3));
  });
}

it.each(Array.from({ length: 8 }, (_, seed) => seed))('random log %i in random pieces', async (seed) => {
  const random = createRandom(`log in pieces ${seed}`);
  const bytes = Buffer.from(writeLog(random.number, seed));
  const whole = await findPlaces([bytes]);
  expect(whole.length).toBeGreaterThan(50);
  for (const most of [5000, 500_000]) {
    const pieces: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += pieces.at(-1)!.length)
      pieces.push(bytes.subarray(at, at + 1 + random.number(most)));
    expect(await findPlaces(pieces)).toEqual(whole);
  }
});

/** Lines of all that decorates, hides and breaks values, whole or not; every other log has lines of more than a block. */
function writeLog(random: (below: number) => number, seed: number): string {
  const [, before, after] = kinds[seed % kinds.length]!;
  const isJson = before.startsWith('[{');
  const wraps = ['\n', '\r\n', '\r\r\n'];
  const odd = [
    escape,
    `${escape}[`,
    `${escape}[8mha:`,
    '\r',
    ' ',
    'é',
    '\u{1f680}',
    '\ud83d',
    '\u0000',
    `${'A'.repeat(76)}\n`,
  ];
  const spread = [[...token].join(' '), [...token].toReversed().join('')];
  const atoms = [...decorated.map(([, value]) => value), ...odd, ...spread, ...(seed % 2 === 0 ? wraps : [])];
  const lines: string[] = [];
  for (let size = 0; size < 400_000; size += lines.at(-1)!.length) {
    let line = '';
    for (let left = random(seed % 2 === 0 ? 8 : 4000); left >= 0; left--)
      line += atoms[random(atoms.length)]! + (random(2) === 0 ? ' ' : 'word '.repeat(random(20)));
    lines.push(isJson ? `{"log":${JSON.stringify(`${line}\n`)},"stream":"stdout"}\n` : before + line + after);
  }
  return lines.join('');
}
