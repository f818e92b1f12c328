/** Which rewriter has which file. */
import { expect, it } from 'vitest';
import { rewriters } from '../../src/rewriters/index.ts';

it.each([
  ['app/settings.py', 'python'],
  ['analysis.ipynb', 'python'],
])('%s is the business of %s', (path, id) => {
  expect(rewriters.find((rewriter) => rewriter.matches(path))?.id).toBe(id);
});
