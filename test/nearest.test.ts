import { expect, it } from 'vitest';
import { suggest } from '../src/nearest.ts';

const names = ['scan', 'baseline', 'patterns', 'min-confidence'];

it.each([
  ['a swap', 'sacn', 'did you mean scan?'],
  ['a missing letter', 'basline', 'did you mean baseline?'],
  ['other case', 'SCAN', 'did you mean scan?'],
  ['several slips in a long name', 'minconfidense', 'did you mean min-confidence?'],
  ['nothing like it', 'xyzzy', undefined],
  ['an absurd length', 'x'.repeat(100_000), undefined],
])('%s', (_, wrong, hint) => {
  expect(suggest(wrong, names)).toBe(hint);
});
