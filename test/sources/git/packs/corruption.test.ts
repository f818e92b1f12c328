/** Damaged packs and indexes: no crash, no hang, and never a sweep that says it is complete when it is not. `npm run proof` does a thousand. */
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepDamaged } from '../../../fixtures/damaged-sweep.ts';
import { importRandomHistory } from '../../../fixtures/random-history.ts';
import { createRepository } from '../../../fixtures/repository.ts';
import { sweepReport } from '../../../fixtures/sweep-report.ts';

const [from = 0, to = 24] = process.env['DAMAGES']?.split('-').map(Number) ?? [];

it(`damage ${from} to ${to} of packs, indexes and a multi-pack index`, { timeout: to * 5_000 }, async () => {
  const repository = createRepository();
  importRandomHistory(repository, { seed: 'victim', files: 4, commits: 20 });
  repository.git('repack', '-adfq', '--write-midx');
  const folder = join(repository.path, '.git/objects/pack');
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
  const whole = await sweepReport(repository.path, 'packs');
  expect(whole.skipped).toEqual([]);
  const outcomes = [];
  for (let i = from; i < to; i++) outcomes.push(await sweepDamaged(repository, `damage ${i}`, whole));
  expect(outcomes.filter(({ isFalse }) => isFalse)).toEqual([]);
  expect(outcomes.filter(({ complete }) => !complete).length).toBeGreaterThan((to - from) / 2);
});
