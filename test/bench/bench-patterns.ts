/** What the number of patterns costs: one text, scanned by a quarter, half and all of them in turns. */
import { patterns } from '../../patterns/index.ts';
import { createRandom } from '../../src/catalogue/random.ts';
import { compilePatterns } from '../../src/detect/compile.ts';
import { createDetector, type Detector } from '../../src/detect/detector.ts';
import type { Chunk } from '../../src/types.ts';
import { generateSource } from './generated-source.ts';
import { median, ratio } from './measure.ts';
import { renderTable } from './table.ts';

const [chunks, megabytes] = [5, 10];
const shares = [0.25, 0.5, 1] as const;

export function benchPatterns({ rounds }: { rounds: number }): string {
  const texts = Array.from({ length: chunks }, (_, index) => chunkOf(generateText(`patterns ${index}`)));
  const sample = Buffer.from(generateSource('sample', 20_000));
  const detectors = shares.map((share) => detectorOf(share, sample));
  const times: number[][] = shares.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, { detector }] of detectors.entries()) {
      const before = process.cpuUsage().user;
      for (const chunk of texts) detector.scan(chunk);
      if (round >= 0) times[index]?.push((process.cpuUsage().user - before) / 1000);
    }
  }
  const sorted = times.map((each) => each.toSorted((a, b) => a - b));
  const [base = []] = sorted;
  const rows = detectors.map(({ count }, index) => {
    const each = sorted[index] ?? [];
    return [`${count} patterns`, median(each).toFixed(0), (each[0] ?? 0).toFixed(0), ratio(base, each).toFixed(2)];
  });
  return [
    `${chunks * megabytes} MB of text that names a vendor in every fiftieth line, ${rounds} rounds in turns, milliseconds of processor time:`,
    '',
    renderTable(['', 'median', 'least', 'ratio'], rows),
  ].join('\n');
}

/** Every fourth or second pattern, so that each share has vendors of all kinds. */
function detectorOf(share: number, sample: Uint8Array): { detector: Detector; count: number } {
  const chosen = patterns.filter((_, index) => index % (1 / share) === 0);
  const compiled = compilePatterns(chosen, { sample });
  return { detector: createDetector({ compiled }), count: chosen.length };
}

function chunkOf(text: string): Chunk {
  return { path: 'generated.ts', origin: { via: 'file' }, bytes: Buffer.from(text) };
}

/** The same text whatever the share; vendors that only half of the patterns know are named as well. */
function generateText(seed: string): string {
  const random = createRandom(seed);
  const names = patterns.map(({ title }) => title.split(' ')[0] ?? '');
  const lines = generateSource(seed, megabytes * 25_000).split('\n');
  const named = lines.map((line) =>
    random.number(50) === 0 ? `${line} // as ${names[random.number(names.length)] ?? ''} has it` : line,
  );
  return named.join('\n').slice(0, megabytes << 20);
}
