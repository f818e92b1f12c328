/** Rewritten JavaScript and TypeScript run: each form uses the canary, fails closed, and takes a new value, as docs/rewriters.md says. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../fixtures/repository.ts';
import { formNames } from './run-time/forms.ts';
import { javascriptClock, javascriptLanguages } from './run-time/javascript.ts';
import { runCells } from './run-time/run-cells.ts';
import { describeCell, readTable, titleOf } from './run-time/table.ts';

const clock = join(temporaryFolder(), 'clock.cjs');
writeFileSync(clock, javascriptClock);
const table = readTable();

describe.each(javascriptLanguages(clock))('$title', async (language) => {
  const cells = await runCells(language);
  it.each(formNames)('%s does what the table says', (name) => {
    const cell = cells.find(({ form }) => form === name);
    expect(cell?.problems).toEqual([]);
    expect(cell && describeCell(cell)).toBe(table.get(titleOf(name))?.get(language.title));
  });
});

it('the table has at least 40 cells that are proved, and refuses nothing that it does not name', () => {
  const said = [...table.values()].flatMap((row) => [...row.values()]);
  expect(said.filter((text) => text.startsWith('proved')).length).toBeGreaterThanOrEqual(40);
  expect(said.filter((text) => !/^proved|^refused: `[a-z-]+`$/.test(text))).toEqual([]);
});
