/** Where a value stands in the file, whatever of the file's bytes was taken away, decoded or counted in two units before it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { createDetector } from '../../../src/detect/detector.ts';
import { logsSource } from '../../../src/sources/logs.ts';
import { temporaryFolder } from '../../fixtures/repository.ts';

const detector = createDetector();
const token = expandTemplate('{github:ghp}', 'places');

const time = '2024-05-01T12:34:56.1234567Z';
const wide = '\u{1f680} é ';
/** Text before the value, and what stands around both in the file. */
const logs: readonly (readonly [name: string, before: string, after: string])[] = [
  ['plain text', `${wide}token `, '\n'],
  ['colours within the line', `\u001b[32m${wide}\u001b[0m\u001b[1mtoken \u001b[0m`, '\u001b[0m\n'],
  ['a progress bar before it', `10 %\r20 %\r${wide}\r${wide}token `, '\r\n'],
  ['a time in front of the line', `${time} ${wide}token `, `\n${time} done\n`],
  ["GitLab's section before it", `section_start:1714567000:build\r\u001b[0K${wide}token `, '\n'],
  ["Jenkins' hidden note before it", `\u001b[8mha:////4AbC\u001b[0m${wide}token `, '\n'],
  ["a link's address", `${wide}\u001b]8;id=1;https://ci.acme.io/`, '\u001b\\label\u001b]8;;\u001b\\\n'],
  ["a link's address that a bell ends", `${wide}\u001b]8;;https://ci.acme.io/`, '\u0007label\u001b]8;;\u0007\n'],
  ["a link's label", `${wide}\u001b]8;;https://ci.acme.io/\u0007`, '\u001b]8;;\u0007\n'],
  ['a message of CircleCI', `[{"message":"${wide}\\u001b[0m\\ttoken `, `\\n","type":"out"}]`],
  ['a message with half a character as an escape', `{"log":"${wide}\\ud83d\\ude80 token `, `\\n","stream":"out"}\n`],
];

it.each(logs)('%s', async (_, before, after) => {
  for (const lines of [0, 1, 9_000]) {
    const isJson = before.startsWith('[{') || before.startsWith('{');
    const head = isJson ? '' : `${wide}line\n`.repeat(lines);
    const text = `${head}${before}${token}${after}`;
    const [place] = await findPlaces(text);
    const start = text.indexOf(token);
    const column = start - text.lastIndexOf('\n', start);
    expect(place).toEqual({
      offset: Buffer.byteLength(text.slice(0, start)),
      line: text.slice(0, start).split('\n').length,
      column,
    });
  }
});

it.each([
  [131_072, '\\u001b[0m'],
  [131_072, '\\ud83d\\ude80'],
  [131_072, '\u{1f680}'],
  [1_048_576, '\u{1f680}'],
])('a message cut after %i bytes, in the middle of an escape or a character', async (size, cut) => {
  const head = '[{"message":"';
  for (let inside = 1; inside < Buffer.byteLength(cut); inside++) {
    const text = `${head}${'x'.repeat(size - head.length - inside)}${cut} token ${token}\\n","type":"out"}]`;
    const [place] = await findPlaces(text);
    expect(place?.column).toBe(text.indexOf(token) + 1);
  }
});

async function findPlaces(text: string): Promise<{ offset: number; line: number; column: number }[]> {
  const folder = join(temporaryFolder(), 'logs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'job.log'), text);
  const context = {
    stats: { files: 0, commits: 0, blobs: 0, bytes: 0, durationMs: 0 },
    skip: (what: string, why: string) => expect.unreachable(`${what}: ${why}`),
    inbox: (size: number) => detector.inbox(size),
    match: () => [],
    progress: () => {},
  };
  const source = logsSource({ root: folder, names: ['job.log'], stdin: async function* () {} });
  const places = [];
  for await (const chunk of source.chunks(context)) for (const { start } of detector.scan(chunk)) places.push(start);
  return places;
}
