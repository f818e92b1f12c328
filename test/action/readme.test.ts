/** What the README says of the Action is what action.yml says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { action, actionFolder } from './run-action.ts';

const readme = readFileSync(join(actionFolder, 'README.md'), 'utf8');
const section = readme.slice(readme.indexOf('\n## In CI\n'), readme.indexOf('\n## Exit codes\n'));

it('lists each input with its default, and each output', () => {
  const inputs = Object.entries(action.inputs).map(
    ([name, { default: value, description }]) =>
      `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${description} |`,
  );
  const outputs = Object.entries(action.outputs).map(([name, { description }]) => `| \`${name}\` | ${description} |`);
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual([...inputs, ...outputs]);
});

it('shows inputs that exist', () => {
  const block = /\n +with:\n((?: {10}[a-z-]+:.*\n)+)/.exec(section)?.[1] ?? '';
  const shown = [...block.matchAll(/^ +([a-z-]+):/gm)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((name) => !Object.hasOwn(action.inputs, name ?? ''))).toEqual([]);
});
