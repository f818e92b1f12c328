import { describe, expect, it } from 'vitest';
import { insertIntoYaml } from '../../src/hooks/yaml-insert.ts';

const lefthook = { path: ['pre-commit', 'commands'], value: { unleak: { run: 'unleak hook pre-commit' } } };
const item = { path: ['repos'], value: { repo: 'local', hooks: [{ id: 'unleak' }] } };

describe('insertIntoYaml', () => {
  it.each([
    ['an empty file', '', 'pre-commit:\n  commands:\n    unleak:\n      run: unleak hook pre-commit\n', lefthook],
    [
      'a file of comments',
      '# ours\n',
      '# ours\npre-commit:\n  commands:\n    unleak:\n      run: unleak hook pre-commit\n',
      lefthook,
    ],
    [
      'a file with other hooks',
      'pre-push:\n  commands:\n    test:\n      run: npm test\n',
      'pre-push:\n  commands:\n    test:\n      run: npm test\npre-commit:\n  commands:\n    unleak:\n      run: unleak hook pre-commit\n',
      lefthook,
    ],
    [
      'a hook with other commands, indented by four, a comment behind it',
      'pre-commit:\n    commands:\n        lint:\n            run: eslint # fast\n# the end\n',
      'pre-commit:\n    commands:\n        lint:\n            run: eslint # fast\n        unleak:\n          run: unleak hook pre-commit\n# the end\n',
      lefthook,
    ],
    [
      'a hook without commands, and no line end',
      'pre-commit:\n  parallel: true',
      'pre-commit:\n  parallel: true\n  commands:\n    unleak:\n      run: unleak hook pre-commit\n',
      lefthook,
    ],
    [
      'a list that is not indented',
      'repos:\n- repo: https://example.com/a\n  hooks:\n  - id: a\n\nci:\n  skip: []\n',
      'repos:\n- repo: https://example.com/a\n  hooks:\n  - id: a\n- repo: local\n  hooks:\n    - id: unleak\n\nci:\n  skip: []\n',
      item,
    ],
    [
      'an indented list, Windows line ends left alone',
      'repos:\n  - repo: a # one\n    hooks: [{ id: x }]\n',
      'repos:\n  - repo: a # one\n    hooks: [{ id: x }]\n  - repo: local\n    hooks:\n      - id: unleak\n',
      item,
    ],
  ])('adds to %s', (_, before, after, entry) => {
    const insertion = insertIntoYaml(before, entry);
    expect(insertion?.text).toBe(after);
    expect(after.replace(insertion?.inserted ?? '?', insertion?.inserted.startsWith('\n') ? '\n' : '')).toBe(
      before === '' || before.endsWith('\n') ? before : `${before}\n`,
    );
  });

  it.each([
    ['a list in flow style', 'repos: [{ repo: a }]\n', item],
    ['a mapping in flow style', '{ "pre-commit": { "commands": {} } }\n', lefthook],
    ['a value where a mapping should be', 'pre-commit: off\n', lefthook],
    ['an alias', 'x: &x\n  a: 1\npre-commit: *x\n', lefthook],
    ['what is not YAML', 'a: [\n', lefthook],
    ['two documents', 'a: 1\n---\nb: 2\n', lefthook],
  ])('leaves %s to the user', (_, text, entry) => {
    expect(insertIntoYaml(text, entry)).toBeUndefined();
  });
});
