/** Nothing of a value gets out of a fix: every stream, write, child and file is searched; and the search finds what does get out. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unleak } from '../cli/session.ts';
import { createRepository, temporaryFolder } from '../fixtures/repository.ts';
import { quietAws } from './leaky-project.ts';
import { needlesOf } from './oracle/needles.ts';
import { createScenario } from './oracle/scenario.ts';
import { openWatch } from './oracle/watch.ts';

describe('over all that can be done with a project', () => {
  const { root, values, steps } = createScenario(temporaryFolder());

  it.each(steps)('$title: no value gets out', ({ args, code, says = '', env = {} }) => {
    const watch = openWatch({ root, values, env });
    const session = unleak(args, { cwd: root, env: { ...quietAws, ...env, ...watch.env } });
    expect(watch.findLeaks(session)).toEqual([]);
    expect({ code: session.code, err: session.err }).toEqual({ code, err: expect.stringContaining(says) as string });
  });
});

describe('what gets out is found', () => {
  const value = `k${randomBytes(15).toString('base64url')}/%"\n`;
  const repository = createRepository();
  repository.commit('one', { 'held.txt': value });

  /** Runs a program that reads the value from the file that may hold it. */
  function findIn(program: string): readonly string[] {
    const root = repository.path;
    const watch = openWatch({ root, values: [value] });
    const script = `const v = require('node:fs').readFileSync('held.txt', 'utf8');\n${program}`;
    const env = { ...repository.env, ...watch.env };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    expect({ status, stderr: stderr.includes(value) ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    return watch.findLeaks({ out: stdout, err: stderr });
  }

  it.each(needlesOf(value))('as %s', (form, text) => {
    const bytes = Buffer.from(`>${text}<`, 'latin1').toString('base64');
    const program = `require('node:fs').writeFileSync('out.bin', Buffer.from('${bytes}', 'base64'));
      require('node:fs').rmSync('out.bin');`;
    expect(findIn(program).map((leak) => leak.replace(/^.*: /, ''))).toContain(form);
  });

  it.each([
    ['standard output', `process.stdout.write(v);`],
    ['standard error', `process.stderr.write(v);`],
    [
      'a temporary file that is gone',
      `const p = require('node:os').tmpdir() + '/x'; fs.writeFileSync(p, v); fs.rmSync(p);`,
    ],
    [
      'a file that is written in pieces',
      `const h = fs.openSync('x', 'w'); for (const s of v) fs.writeSync(h, s); fs.rmSync('x');`,
    ],
    [
      'a file that is written later',
      `fs.promises.open('x', 'w').then(async (h) => { await h.writeFile(v); await h.close(); fs.rmSync('x'); });`,
    ],
    ['a stream into a file', `fs.createWriteStream('x').end(v, () => fs.rmSync('x'));`],
    [
      'the journal',
      `fs.mkdirSync('.git/unleak', { recursive: true }); fs.appendFileSync('.git/unleak/journal.jsonl', JSON.stringify({ v }));`,
    ],
    ['a file at home, by a shell', `child.execSync('cp held.txt "$HOME/copy"');`],
    ['an argument', `child.spawnSync('true', ['--token', v]);`],
    ['an argument of what is started in passing', `child.spawn('true', [v]);`],
    ['a command for a shell', `child.execSync('true ' + JSON.stringify(v));`],
    ['an environment', `child.spawnSync('true', { env: { ...process.env, TOKEN: v } });`],
    ['the environment of all that follow', `process.env.TOKEN = v; child.execFileSync('true');`],
    ['arguments of git, by a shell', `child.execSync('git tag -l "$(cat held.txt)"');`],
    ['an object of git', `child.execFileSync('git', ['hash-object', '-w', '--stdin'], { input: 'x' + v });`],
  ])('in %s', (_, program) => {
    const opening = `const fs = require('node:fs'), child = require('node:child_process');\n`;
    expect(findIn(opening + program)).not.toEqual([]);
  });
});
