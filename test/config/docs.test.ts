/** The examples of docs/configuration.md are a valid configuration whose pattern passes its own examples. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lintPattern } from '../../src/catalogue/lint.ts';
import { loadConfig } from '../../src/config.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);

it('the page has an example', () => {
  expect(blocks.length).toBeGreaterThan(0);
});

it.each(blocks)('the example is a configuration: %#', async (text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'unleak.config.yaml'), text);
  const config = await loadConfig(undefined, { from: folder, top: folder });
  expect(config).toMatchObject({ minConfidence: 'medium', allow: expect.arrayContaining([]) as unknown[] });
  expect(config?.patterns.flatMap(lintPattern)).toEqual([]);
});
