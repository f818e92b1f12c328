import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { insertIntoScript, isShellScript } from '../../src/hooks/script.ts';

const commit = { name: 'pre-commit', command: 'unleak' } as const;
const push = { name: 'pre-push' } as const;

describe('insertIntoScript', () => {
  it.each([
    [
      'the end, after formatters',
      '#!/bin/sh\nnpx lint-staged\n',
      '#!/bin/sh\nnpx lint-staged\nunleak hook pre-commit "$@" || exit\n',
    ],
    ['a last line without an end', 'npm test', 'npm test\nunleak hook pre-commit "$@" || exit\n'],
    [
      'the beginning of a script that leaves early',
      '#!/bin/sh\n# ours\nexec make check\n',
      '#!/bin/sh\n# ours\nunleak hook pre-commit "$@" || exit\nexec make check\n',
    ],
    [
      'below the preamble of old husky',
      '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\nexit 0\n',
      '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nunleak hook pre-commit "$@" || exit\nnpm test\nexit 0\n',
    ],
  ])('adds the call at %s', (_, before, after) => {
    expect(insertIntoScript(before, commit).text).toBe(after);
  });

  it('hands the list of refs that git pushes on to the rest of the script', () => {
    const { text } = insertIntoScript('#!/bin/sh\nread -r first\necho "rest: $first"\n', { ...push, command: 'true' });
    const { stdout, status } = spawnSync('sh', ['-c', text], {
      input: 'refs/heads/main 1 refs/heads/main 2\n',
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: 'rest: refs/heads/main 1 refs/heads/main 2\n', status: 0 });
  });

  it('stops the script when unleak stops', () => {
    const { text } = insertIntoScript('#!/bin/sh\necho rest\n', { ...push, command: 'false' });
    const { stdout, status } = spawnSync('sh', ['-c', text], { input: '', encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
  });
});

it.each([
  ['#!/bin/sh\n', true],
  ['#!/usr/bin/env bash\n', true],
  ['npm test\n', true],
  ['#!/usr/bin/env python3\n', false],
  ['#!/usr/bin/env node\n', false],
])('of %j it is %s that it is a shell script', (text, expected) => {
  expect(isShellScript(text)).toBe(expected);
});
