/** What is changed in a job's script, and what is left to a person. */
import { describe, expect, it } from 'vitest';
import type { LeakCause } from '../../src/log-types.ts';
import { hardenScript } from '../../src/plan/harden.ts';
import { splice } from '../../src/plan/splice.ts';

/** The script after the change; its last line is the one that printed. */
function harden(cause: LeakCause, lines: readonly string[], github = false): string[] {
  const text = `${lines.join('\n')}\n`;
  const edits = hardenScript({ text, line: lines.length, cause, github });
  return splice(text, edits).trimEnd().split('\n');
}

describe('a shell trace', () => {
  it.each([
    ['of its own line', ['set -x', 'deploy "$T"'], ['deploy "$T"']],
    ['among other options', ['set -eux', 'deploy "$T"'], ['set -eu', 'deploy "$T"']],
    ['before an option with a word', ['set -exo pipefail', 'deploy "$T"'], ['set -eo pipefail', 'deploy "$T"']],
    ['behind another option', ['set -e -x', 'deploy "$T"'], ['set -e', 'deploy "$T"']],
    ['by its long name', ['set -o xtrace', 'deploy "$T"'], ['deploy "$T"']],
    ['of the shell that is started', ['bash -ex deploy.sh'], ['bash -e deploy.sh']],
    ['of the shell alone', ['bash -x deploy.sh'], ['bash deploy.sh']],
  ])('%s is turned off', (_, before, after) => {
    expect(harden('shell-trace', before)).toEqual(after.map((line) => line.trimEnd()));
  });

  it.each([
    ['that is off already', ['set -x', 'set +x', 'deploy "$T"']],
    ['of another step', ['  - run: |', '      set -x', '  - run: |', '      deploy "$T"']],
    ['that is nowhere to be seen', ['deploy "$T"']],
  ])('%s changes nothing', (_, lines) => {
    expect(harden('shell-trace', lines)).toEqual(lines);
  });
});

describe('a registry login', () => {
  it.each([
    [
      '-p',
      'docker login -u ci -p "$TOKEN" ghcr.io',
      `printf '%s' "$TOKEN" | docker login -u ci --password-stdin ghcr.io`,
    ],
    [
      '--password=',
      'docker login --username ci --password=$TOKEN',
      `printf '%s' "$TOKEN" | docker login --username ci --password-stdin`,
    ],
    [
      'in one line of a workflow',
      '      - run: docker login -u ci -p ${TOKEN} ghcr.io',
      `      - run: printf '%s' "\${TOKEN}" | docker login -u ci --password-stdin ghcr.io`,
    ],
  ])('%s: the password is piped', (_, before, after) => {
    expect(harden('docker-login', [before])).toEqual([after]);
  });

  it('and the trace around it goes, too', () => {
    expect(harden('docker-login', ['set -x', 'docker login -u ci -p "$T"'])).toEqual([
      `printf '%s' "$T" | docker login -u ci --password-stdin`,
    ]);
  });

  it.each([
    ['an expression of the service', 'docker login -u ci -p ${{ secrets.T }}'],
    ['a literal', 'docker login -u ci -p abc'],
    ['a command that goes on', 'docker login -u ci -p "$T" \\'],
    ['a command that is fed already', 'get | docker login -u ci -p "$T"'],
  ])('%s is left to a person', (_, line) => {
    expect(harden('docker-login', [line])).toEqual([line]);
  });
});

it.each<[string, LeakCause, string, string]>([
  ['curl -v', 'http-trace', 'curl -v https://api.acme.io', 'curl https://api.acme.io'],
  ['curl -sSv', 'http-trace', 'curl -sSv https://api.acme.io', 'curl -sS https://api.acme.io'],
  ['curl --verbose', 'http-trace', 'curl -f --verbose https://api.acme.io', 'curl -f https://api.acme.io'],
  ['env', 'environment-dump', 'env', 'env | cut -d= -f1'],
  ['printenv | sort', 'environment-dump', '  - printenv | sort', '  - printenv | cut -d= -f1 | sort'],
])('%s prints no values any more', (_, cause, before, after) => {
  expect(harden(cause, [before])).toEqual([after]);
});

describe("GitHub's mask", () => {
  it('stands before the first line that uses the variable', () => {
    const lines = [
      '      - run: |',
      '          TOKEN=$(mint)',
      '          use "$TOKEN"',
      '          echo "got $TOKEN"',
    ];
    const after = [...lines.slice(0, 2), '          echo "::add-mask::$TOKEN"', ...lines.slice(2)];
    expect(harden('echo', lines, true)).toEqual(after);
  });

  it.each([
    ['in a file of another service', ['  - run: |', '      echo "$TOKEN"'], false],
    ['where a mask stands already', ['  - run: |', '      echo "::add-mask::$TOKEN"', '      echo "$TOKEN"'], true],
    ['for a variable that says nothing of a secret', ['  - run: |', '      echo "$NAME"'], true],
    ['in a script of one line', ['  - run: echo "$TOKEN"'], true],
  ])('is not written %s', (_, lines, github) => {
    expect(harden('echo', lines, github)).toEqual(lines);
  });
});
