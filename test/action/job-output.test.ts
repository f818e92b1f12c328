/** The Action as the step before an upload: logs and files of the job itself, whatever started it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeToken } from '../cli/session.ts';
import { checkOut, createRemote } from '../fixtures/ci-remote.ts';
import { events } from '../fixtures/github-events.ts';
import { runAction } from './run-action.ts';
import type { JobResult } from './run-action.ts';

const remote = createRemote(3);

function scanOutput(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>>): JobResult {
  const workspace = checkOut(remote, 'refs/heads/main');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(workspace, name, '..'), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const result = runAction({ workspace, event: events.schedule(), inputs: { 'sarif-file': 'logs.sarif', ...inputs } });
  const sarif = result.outputs['result'] === '' ? '{}' : readFileSync(join(workspace, 'logs.sarif'), 'utf8');
  return { ...result, log: `${result.log}\n${sarif}` };
}

it('a leak in them fails the step, with an annotation, a summary, a SARIF file and outputs', () => {
  const token = makeToken();
  const files = { 'out/a log.txt': 'ok\n', 'more out/debug/trace.log': `+ deploy --token ${token}\n` };
  const { code, outputs, log, summary } = scanOutput(files, { logs: 'out\n\nmore out\n' });
  expect(code).toBe(1);
  // The repository's own history holds a leak, which is not this step's matter.
  expect(outputs).toMatchObject({
    result: 'findings',
    findings: '1',
    complete: 'true',
    commits: '0',
    'exit-code': '1',
  });
  expect(log).toMatch(/^::error .*in more out\/debug\/trace\.log:1 \(log\), printed by a shell trace/m);
  expect(log).toContain('"ruleId"');
  expect(summary).toContain('## unleak: 1 open finding');
  expect(log + summary).not.toContain(token.slice(6));
});

it('without one they are clean', () => {
  const { code, outputs } = scanOutput({ 'out/a.txt': 'ok\n' }, { logs: 'out' });
  expect([code, outputs['result']]).toEqual([0, 'clean']);
});

it.each([
  ['of which there are none', { logs: 'out' }, 'no such log: out'],
  ['with paths of commits beside them', { logs: 'README.md', paths: '**' }, '--logs and --paths do not go together'],
  ['with comments on a pull request', { logs: 'README.md', review: 'true' }, '--logs and --review do not go together'],
])('%s they are wrong usage, never clean', (_, inputs, told) => {
  const { code, outputs, log } = scanOutput({ 'README.md': 'read me\n' }, inputs);
  expect([code, outputs['result']]).toEqual([2, '']);
  expect(log).toContain(told);
});

it('names are names, whatever a shell would make of them', () => {
  const { code, log } = scanOutput({ 'out/a.txt': 'ok\n' }, { logs: '$(touch pwned); "out' });
  expect([code, log]).toEqual([2, expect.stringContaining('no log matches $(touch pwned); "out')]);
});
