/** Text that looks like source code and holds no credential, the same on every run; with the words that make a scanner look twice. */
import { createRandom, type Random } from '../../src/catalogue/random.ts';

const words = (
  'user order invoice client server request response handler stream buffer parser cursor field record schema query ' +
  'config options result index value total amount account customer message event listener queue worker task state ' +
  'render layout column border margin header footer button dialog image folder window screen theme colour palette'
).split(' ');

/** About one line in forty names such a thing, as in a web application. */
const sensitiveWords = ['token', 'secret', 'password', 'session', 'apiKey', 'credential'];

/** `lines` lines, a little over 40 bytes each on average. */
export function generateSource(seed: string, lines: number): string {
  const random = createRandom(seed);
  return Array.from({ length: lines }, () => generateLine(random)).join('\n') + '\n';
}

/** The text with some lines written anew, as a commit would. */
export function editSource(text: string, seed: string): string {
  const random = createRandom(seed);
  const lines = text.split('\n');
  const at = random.number(Math.max(1, lines.length - 12));
  const fresh = Array.from({ length: 3 + random.number(8) }, () => generateLine(random));
  lines.splice(at, random.number(10), ...fresh);
  return lines.join('\n');
}

const shapes: readonly ((word: () => string, random: Random) => string)[] = [
  (word) => `  const ${word()} = await ${word()}.${word()}(${word()}, ${word()});`,
  (word, random) => `  if (${word()}.${word()} > ${random.number(10_000)}) return ${word()};`,
  (word) => `import { ${word()}, ${word()} } from './${word()}/${word()}.js';`,
  (word) => `  // The ${word()} of a ${word()} is never older than its ${word()}.`,
  (word) => `  ${word()}.${word()} = process.env.${word().toUpperCase()}_${word().toUpperCase()} ?? '';`,
  (word) => `export function ${word()}${word()}(${word()}: string): ${word()} {`,
  (word, random) => `  { id: ${random.number(1e6)}, name: '${word()} ${word()}', ${word()}: '${word()}' },`,
  () => '}',
];

function generateLine(random: Random): string {
  const list = random.number(40) === 0 ? sensitiveWords : words;
  const word = (): string => list[random.number(list.length)] ?? '';
  return shapes[random.number(shapes.length)]?.(word, random) ?? '';
}
