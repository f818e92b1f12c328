import { expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createHistorySource } from '../../../src/sources/git/history.ts';
import { createRepository } from '../../fixtures/repository.ts';
import { plant, scanSource } from '../../fixtures/scan-source.ts';

it('finds a value in a file that was deleted', async () => {
  const repository = createRepository();
  const commit = repository.commit('add', { 'a.txt': `x\nkey ${plant('a')}\n` });
  repository.git('rm', '-q', 'a.txt');
  repository.commit('remove');
  const { locations, skipped } = await scanSource(createHistorySource(openRepository(repository.path)));
  expect(locations).toMatchObject([{ path: 'a.txt', line: 2, column: 5, commit, via: 'commit', author: 'Ada Author' }]);
  expect(skipped).toEqual([]);
});
