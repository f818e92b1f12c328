import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openRepository } from '../src/git.ts';
import { createHistorySource } from '../src/sources/git/history.ts';
import { createRangeSource } from '../src/sources/git/range.ts';
import { createStagedSource } from '../src/sources/git/staged.ts';
import type { Source } from '../src/types.ts';
import { createTrapped, loseObject } from './fixtures/hostile-repository.ts';
import { scanSource } from './fixtures/scan-source.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a hostile repository', () => {
  const modes: readonly (readonly [string, (path: string) => Source])[] = [
    ['history', (path) => createHistorySource(openRepository(path))],
    ['history of a branch', (path) => createHistorySource(openRepository(path), { branch: 'main' })],
    ['range', (path) => createRangeSource(openRepository(path), 'HEAD~1..HEAD')],
    ['staged', (path) => createStagedSource(openRepository(path))],
  ];

  it('has traps that work', () => {
    const { repository, sprung } = createTrapped();
    loseObject(repository, 'HEAD~1:lost.txt');
    const orders = ['-c', 'diff.orderFile=/dev/null', '-c', 'filter.evil.process=', '-c', 'filter.evil.required=false'];
    for (const args of [['diff', '--cached'], ['status'], ['cat-file', '-p', 'HEAD~1:lost.txt']]) {
      try {
        repository.git(...orders, ...args);
      } catch {
        // The traps do no more than tell that they were sprung.
      }
    }
    expect(sprung()).toEqual(expect.arrayContaining(['driver', 'fsmonitor', 'transport']));
  });

  it.each(modes)('runs nothing: %s', async (_, open) => {
    const { repository, marks, sprung } = createTrapped();
    setHostileVariables(marks);
    const { places } = await scanSource(open(repository.path));
    expect(places.length).toBeGreaterThan(0);
    expect(sprung()).toEqual([]);
  });

  it.each(modes)('runs nothing when objects could be fetched: %s', async (_, open) => {
    const { repository, sprung } = createTrapped();
    for (const revision of ['HEAD~1:lost.txt', 'HEAD:dir', 'HEAD:leak.txt']) loseObject(repository, revision);
    const outcome = await scanSource(open(repository.path)).catch((error: Error) => error);
    // Without HEAD's files nobody can say what is new in the index.
    if (outcome instanceof Error) expect(outcome).toMatchObject({ name: 'UserError', kind: 'incomplete' });
    else expect(outcome.skipped).not.toEqual([]);
    expect(sprung()).toEqual([]);
  });
});

/** What the surroundings of a hook or a CI job may have set. */
function setHostileVariables(marks: string): void {
  const mark = join(marks, 'variable.sprung');
  for (const name of ['GIT_EXTERNAL_DIFF', 'GIT_SSH_COMMAND', 'GIT_PAGER', 'GIT_EDITOR', 'GIT_ASKPASS', 'PAGER'])
    vi.stubEnv(name, `touch ${mark}; cat`);
  vi.stubEnv('GIT_TRACE', mark);
  vi.stubEnv('GIT_CONFIG_PARAMETERS', `'core.fsmonitor=touch ${mark}'`);
  vi.stubEnv('GIT_WORK_TREE', '/nonexistent');
  vi.stubEnv('GIT_OBJECT_DIRECTORY', '/nonexistent');
}
