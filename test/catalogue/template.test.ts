/** Templates expand to the same text for the same seed, hold what they promise, and leave other braces alone. */
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { checks } from '../../src/detect/checks.ts';
import type { CheckName } from '../../src/types.ts';

describe('expandTemplate', () => {
  it.each([
    ['{an:24}', /^[A-Za-z0-9]{24}$/],
    ['{an:8-12}', /^[A-Za-z0-9]{8,12}$/],
    ['{hex:40}', /^[0-9a-f]{40}$/],
    ['{HEX:40}', /^[0-9A-F]{40}$/],
    ['{digits:12}', /^[1-9][0-9]{11}$/],
    ['{b32:16}', /^[A-Z2-7]{16}$/],
    ['{of:xyz:6}', /^[xyz]{6}$/],
    ['{uuid}', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['{pick:a{digits:2}|b{digits:2}}', /^[ab][0-9]{2}$/],
    ['{repeat:3:ab}', /^ababab$/],
    ['{cut:2:abcdef}', /^abcd$/],
    ['{b64of:user:pass}', /^dXNlcjpwYXNz$/],
    ['{hexof:AZ}', /^415a$/],
    ['{upcase:ab}{downcase:CD}', /^ABcd$/],
    ['{b64of:{"k":"v"}}', /^eyJrIjoidiJ9$/],
  ])('expands %s', (template, shape) => {
    expect(expandTemplate(template, 'seed')).toMatch(shape);
  });

  it.each(['{"a": 1}', '{ a }', '${VAR}', '${VAR:-x}', '{SHA}', '{{ value }}', 'a{2,3}'])(
    'leaves %s as it is',
    (text) => {
      expect(expandTemplate(text, 'seed')).toBe(text);
    },
  );

  it('gives the same text for the same seed and another for another', () => {
    const [first, again, other] = ['a', 'a', 'b'].map((seed) => expandTemplate('{an:40}', seed));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('draws every class of the alphabet from eight characters on', () => {
    for (let seed = 0; seed < 200; seed++) {
      expect(expandTemplate('{an:8}', `${seed}`)).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{8}$/);
    }
  });

  it.each([
    ['{hxe:40}', 'unknown placeholder in template: hxe'],
    ['{an:x}', 'not a length in template: x'],
    ['{an:24', 'unclosed placeholder'],
  ])('refuses %s', (template, message) => {
    expect(() => expandTemplate(template, 'seed')).toThrow(message);
  });
});

describe('made-up credentials', () => {
  it.each<[template: string, check: CheckName, spoiled: string]>([
    ['{github:ghp}', 'github-crc32', '{flip:{github:ghp}}'],
    ['{npm}', 'npm-crc32', '{flip:{npm}}'],
    ['{gitlab:glpat}', 'gitlab-routable', 'glpat-{an:27}.01.zz{lowernum:7}'],
    ['{gitlab-unversioned:glpat}', 'gitlab-routable', '{flip:{gitlab-unversioned:glpat}}'],
    ['{jwt}', 'jwt', '{an:20}.{an:20}.{an:20}'],
    ['{aws-id:AKIA}', 'aws-account-id', 'AKIA7{b32:15}'],
    [
      '{pem:RSA PRIVATE KEY}',
      'pem-private-key',
      '-----BEGIN RSA PRIVATE KEY-----\n{b64:400}\n-----END RSA PRIVATE KEY-----',
    ],
    [
      '{pem-escaped:OPENSSH PRIVATE KEY}',
      'pem-private-key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\\n{b64:400}\\n-----END',
    ],
    ['{pypi}', 'pypi-macaroon', '{pypi:pypi.example}'],
  ])('%s passes the check %s, and %s does not', (template, check, spoiled) => {
    for (let seed = 0; seed < 20; seed++) {
      expect(checks[check](expandTemplate(template, `${seed}`), {})).toBe(true);
      expect(checks[check](expandTemplate(spoiled, `${seed}`), {})).toBe(false);
    }
  });
});
