/** The page of benchmarks keeps what is not measured, gives each section its place, and says which command and which machine it comes from. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderPage, sectionNames, sections } from './page.ts';

const headsOf = (page: string): string[] => [...page.matchAll(/^## (.*)/gm)].map(([, head]) => head ?? '');

it('sections have one order, however they are measured', () => {
  const names = sectionNames.toReversed();
  const page = names.reduce((before, name) => renderPage(before, [{ name, text: `of ${name}` }], 'a machine'), '');
  expect(headsOf(page)).toEqual(Object.values(sections));
  for (const name of names) expect(page).toContain(`\n\`npm run bench -- ${name}\` on a machine:\n\nof ${name}\n`);
});

it('a section that is measured again takes its place, and the others stay as they are', () => {
  const first = renderPage(
    '',
    [
      { name: 'hook', text: 'one' },
      { name: 'logs', text: 'two' },
    ],
    'an old machine',
  );
  const page = renderPage(`${first}\n## By hand\n\nthree\n`, [{ name: 'hook', text: 'four' }], 'a new machine');
  expect(headsOf(page)).toEqual(['Hook', 'Logs', 'By hand']);
  expect(page).toMatch(
    /hook` on a new machine:\n\nfour\n\n## Logs\n\n`npm run bench -- logs` on an old machine:\n\ntwo\n\n## By hand\n\nthree\n$/,
  );
});

it('the page is as it would be written now', () => {
  const page = readFileSync(new URL('../../docs/benchmarks.md', import.meta.url), 'utf8');
  expect(renderPage(page, [], 'a machine')).toBe(page);
});
