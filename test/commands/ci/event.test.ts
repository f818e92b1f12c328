/** `unleak ci` where the job's files are not what they should be: it says so, and never that all is clean. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unleak } from '../../cli/session.ts';
import { createRepository, temporaryFolder } from '../../fixtures/repository.ts';

const repository = createRepository();
repository.commit('one', { 'a.txt': 'nothing\n' });

function runCi(env: Readonly<Record<string, string>>) {
  const job = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push', ...env };
  return unleak(['ci'], { cwd: repository.path, env: job });
}

describe('an event', () => {
  it.each<[string, string | undefined]>([
    ['that is not there', undefined],
    ['of nothing', ''],
    ['that breaks off', '{"ref": "refs/heads/main", "before": "'],
    ['of null', 'null'],
    ['of a list', '[]'],
    ['of a text', '"push"'],
    ['of brackets without end', '['.repeat(200_000)],
    ['of other types', '{"ref": 7, "before": {"a": []}, "after": null, "repository": "x", "commits": {"length": 1e9}}'],
    ['with a prototype', '{"__proto__": {"before": "x", "after": "y"}}'],
  ])('%s is wrong usage', (_, text) => {
    const path = join(temporaryFolder(), 'event.json');
    if (text !== undefined) writeFileSync(path, text);
    const { code, out, err } = runCi({ GITHUB_EVENT_PATH: path });
    expect(err).toMatch(/^unleak: .*(payload|event)/m);
    expect(err).not.toContain('this is a bug');
    expect(out).not.toContain('clean');
    expect(code).toBe(2);
  });

  it('that is a folder is wrong usage', () => {
    expect(runCi({ GITHUB_EVENT_PATH: temporaryFolder() })).toMatchObject({ code: 2 });
  });
});

it('a result that no later step can hear of fails the job', () => {
  const folder = temporaryFolder();
  const event = join(folder, 'event.json');
  writeFileSync(event, '{}');
  mkdirSync(join(folder, 'output'));
  const { code, err } = runCi({
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_EVENT_PATH: event,
    GITHUB_OUTPUT: join(folder, 'output'),
  });
  expect(err).toContain('cannot write GITHUB_OUTPUT (EISDIR)');
  expect(code).toBe(3);
});
