import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeRepository, publicAddress } from '../../src/commands/repository-facts.ts';
import { makeToken, unleak } from '../cli/session.ts';
import { createRepository, temporaryFolder } from '../fixtures/repository.ts';

describe('the address of a repository', () => {
  it.each([
    ['https://git.example/a/b.git', 'https://git.example/a/b'],
    ['https://git.example/a/b/', 'https://git.example/a/b'],
    [`https://ada:${'x'.repeat(12)}@git.example:8443/a/b.git?t=${'y'.repeat(9)}#z`, 'https://git.example:8443/a/b'],
    ['git@git.example:a/b.git', 'ssh://git.example/a/b'],
    ['git.example:/a/b.git', 'ssh://git.example/a/b'],
    ['ssh://git@git.example:22/a/b', 'ssh://git.example:22/a/b'],
    ['/srv/git/a.git', undefined],
    ['../a', undefined],
    ['file:///srv/a.git', undefined],
    ['C:\\code\\a', undefined],
    ['https://', undefined],
    ['', undefined],
  ])('%s is %s', (remote, address) => {
    expect(publicAddress(remote)).toBe(address);
  });
});

it('what git does not know yet is left out', async () => {
  const empty = createRepository();
  expect(await describeRepository(empty.path)).toEqual({ prefix: '', branch: 'main' });
  expect(await describeRepository(temporaryFolder())).toBeUndefined();
  expect(await describeRepository('-')).toBeUndefined();
});

it('a scan of a subfolder reports paths from the top, to code hosts only', () => {
  const repository = createRepository();
  repository.commit('one', { 'packages/pay/a.txt': `key ${makeToken()}\n` });
  repository.git('remote', 'add', 'origin', 'https://git.example/a/b.git');
  repository.git('checkout', '-q', '--detach');
  const cwd = join(repository.path, 'packages/pay');
  const out = temporaryFolder();
  const outputs = ['sarif', 'github', 'json'].flatMap((format) => ['-f', format, '-o', join(out, format)]);
  expect(unleak(['scan', ...outputs], { cwd }).code).toBe(1);
  const read = (name: string): string => readFileSync(join(out, name), 'utf8');
  expect(read('github')).toContain('file=packages/pay/a.txt,line=1,');
  expect(JSON.parse(read('sarif'))).toMatchObject({
    runs: [
      {
        versionControlProvenance: [
          { repositoryUri: 'https://git.example/a/b', revisionId: repository.git('rev-parse', 'HEAD') },
        ],
        results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: 'packages/pay/a.txt' } } }] }],
      },
    ],
  });
  const json = JSON.parse(read('json')) as { scan: object; findings: object[] };
  expect(json.findings).toMatchObject([{ locations: [{ path: 'a.txt' }] }]);
  expect(json.scan).not.toHaveProperty('repository');
});
