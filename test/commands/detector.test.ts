import { expect, it } from 'vitest';
import { openDetector } from '../../src/commands/detector.ts';
import type { Pattern } from '../../src/types.ts';

it('more keywords than one scan can look for are wrong usage, not a bug', async () => {
  const keywords = Array.from({ length: 20_000 }, (_, at) => `acme${at}`);
  const rest = { why: '', revoke: '', references: [], match: [], miss: [] };
  const own: Pattern = { ...rest, id: 'acme-key', title: 'x', severity: 'low', regex: /(?<secret>q{9})/, keywords };
  await expect(openDetector([own])).rejects.toMatchObject({ name: 'UserError', kind: 'usage' });
});
