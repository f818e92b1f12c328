/** The named checks let pass what a vendor can have issued and nothing that only looks like it. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { checks, passesChecks } from '../../src/detect/checks.ts';
import { crc32 } from '../../src/detect/crc32.ts';

const expand = (template: string): string => expandTemplate(template, 'checks');

describe('crc32', () => {
  it('gives the check value of the standard', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
  });
});

describe('pem-private-key', () => {
  const pkcs8 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const pkcs1 = rsa.export({ type: 'pkcs1', format: 'pem' }).toString();
  const encrypted = rsa.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  const sealed = rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  it.each([
    ['PKCS#8', pkcs8],
    ['PKCS#1', pkcs1],
    ['encrypted PKCS#1', encrypted],
    ['encrypted PKCS#8', sealed],
    ['a JSON string', pkcs8.replaceAll('\n', '\\n')],
    ['a JSON string in a JSON string', pkcs8.replaceAll('\n', '\\\\n')],
    ['CRLF', pkcs8.replaceAll('\n', '\r\n')],
    ['indented', pkcs8.replaceAll('\n', '\n      ')],
    [
      'concatenated source',
      pkcs8
        .trim()
        .split('\n')
        .map((line) => `"${line}\\n"`)
        .join(' +\n  '),
    ],
  ])('accepts %s', (_, armour) => {
    expect(checks['pem-private-key'](armour, {})).toBe(true);
  });

  it.each([
    ['a truncated body', pkcs1.replace(/\n.{64}\n/, '\n')],
    ['an elided body', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    ['random text', `-----BEGIN PRIVATE KEY-----\n${expand('{b64:200}')}\n-----END PRIVATE KEY-----`],
    [
      'one character over and over',
      `-----BEGIN RSA PRIVATE KEY-----\n${'A'.repeat(64)}\n-----END RSA PRIVATE KEY-----`,
    ],
    ['no armour', 'PRIVATE KEY'],
  ])('refuses %s', (_, armour) => {
    expect(checks['pem-private-key'](armour, {})).toBe(false);
  });
});

describe('other checks', () => {
  const snowflake = Buffer.from('1012345678901234567').toString('base64url');
  it.each([
    ['aws-account-id', 'AKIAIOSFODNN7EXAMPLE', false],
    ['aws-account-id', `AKIAI${expand('{b32:15}')}`, true],
    ['aws-account-id', `AKIA7${expand('{b32:15}')}`, false],
    ['azure-storage-key', expand('{b64bytes:64}'), true],
    ['azure-storage-key', expand('{b64bytes:63}'), false],
    ['azure-storage-key', Buffer.alloc(64).toString('base64'), false],
    ['jwt', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`, false],
    ['jwt', `${Buffer.from('{"typ":"JWT"}').toString('base64url')}.e30.x`, false],
    ['jwt', 'a.b.c', false],
    ['jose-header', `${Buffer.from('{"kid":"7","typ":"JWT"}').toString('base64url')}.e30.x`, true],
    ['jose-header', `${Buffer.from('{"kid":"7",typ}').toString('base64url')}.e30.x`, false],
    ['jose-header', `${Buffer.from('{"title":"7"}').toString('base64url')}.e30.x`, false],
    ['jose-header-begun', `${Buffer.from('{"kid":"7",typ}').toString('base64url')}.e30.x`, true],
    ['jose-header-begun', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.x`, false],
    ['base64-credentials', expand('{b64of:user:{an:12}}'), true],
    ['base64-credentials', expand('{b64of:user:password}'), false],
    ['base64-credentials', expand('{b64of:jenkins-ci:secret}'), true],
    ['base64-credentials', expand('{b64of:admin:secret}'), false],
    ['base64-credentials', expand('{b64of:username:token}'), false],
    ['base64-credentials', expand('{b64bytes:30}'), false],
    ['mixed-alnum', 'KqTwRxZbNvKqDmHjPwGtLzXcVbQrFsTn', true],
    ['mixed-alnum', 'aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeF', false],
    ['mixed-alnum', 'thisIsOnlyTheNameOfSomethingLonger', false],
    ['stored-password', 'harbour', true],
    ['stored-password', '${PASSWORD}', false],
    ['stored-password', '********', false],
    ['jose-claims', expand('{b64urlof:{"alg":"none"}}.{b64urlof:{"sub":"me"}}.'), true],
    ['jose-claims', expand('{b64urlof:{"alg":"HS256"}}.{b64urlof:{"sub":"me"}}.'), false],
    ['jose-claims', expand('{b64urlof:{"alg":"none"}}.{b64urlof:{}}.'), false],
    ['drawn', expand('Kq7{an:3}xT4{an:3}Rw9{an:4}'), true],
    ['drawn', 'my-service-endpoint-v2', false],
    ['drawn-or-chosen', expand('Harbor{digits:3}!'), true],
    ['drawn-or-chosen', 'description', false],
    ['drawn-bytes', '0x3a, 0xf1, 0x07, 0x9c, 0x55, 0xe2, 0x18, 0xd4', true],
    ['drawn-bytes', '0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07', false],
    ['drawn-bytes', '0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x12', false],
    ['drawn-bytes', '1, 5, 12, 40, 3, 9, 77, 21', false],
    ['base64-credentials', Buffer.from('{"typ":"JWT"}').toString('base64'), false],
    ['discord-snowflake', `${snowflake}.x.y`, true],
    ['discord-snowflake', 'bm90IGEgbnVtYmVy.x.y', false],
    ['telegram-bot-id', `${expand('{digits:10}')}:x`, true],
    ['telegram-bot-id', '0123456789:x', false],
    ['pypi-macaroon', expand('{pypi:test.pypi.org}'), true],
    ['pypi-macaroon', expand('{pypi:pypi.example}'), false],
    ['mixed-alnum', expand('{hex:32}'), true],
    ['mixed-alnum', expand('{lower:32}'), false],
    ['mixed-alnum', 'a1111111b2', false],
    ['mixed-alnum', 'x9abcdefghij', false],
    ['not-all-digits', '123456', false],
    ['password-like', expand('{an:12}'), true],
    ['password-like', 'Tr0ub4dor&3', true],
    ['password-like', 'your-password-here', false],
    ['password-like', 'changeme123', false],
    ['password-like', '${DB_PASSWORD}', false],
    ['password-like', '********', false],
    ['password-like', `password${'1'.repeat(5000)}!`, true],
  ] as const)('%s of %j is %s', (name, secret, expected) => {
    expect(checks[name](secret, {})).toBe(expected);
  });

  it.each([
    ['db.acme.io', true],
    ['10.2.3.4', true],
    ['localhost', false],
    ['db.example.com', false],
    ['${HOST}', false],
  ])('not-placeholder-host of %s is %s', (host, expected) => {
    expect(checks['not-placeholder-host']('x', { host })).toBe(expected);
  });

  it('never throws, whatever the text', () => {
    const texts = [
      '',
      '.',
      ':',
      '-----BEGIN A-----',
      '\ud800',
      '\u0000'.repeat(40),
      createHash('sha1').update('x').digest('base64'),
    ];
    for (const check of Object.values(checks)) for (const text of texts) expect(typeof check(text, {})).toBe('boolean');
  });

  it('asks for entropy first and then for every check', () => {
    expect(passesChecks({ entropy: 3 }, 'aaaaaaaa', {})).toBe(false);
    expect(passesChecks({ checks: ['mixed-alnum', 'not-all-digits'] }, 'a1', {})).toBe(true);
    expect(passesChecks({ checks: ['mixed-alnum', 'not-all-digits'] }, '12', {})).toBe(false);
  });
});
