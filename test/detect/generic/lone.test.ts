/** Files that are nothing but a credential are found by its form or by their name; what only looks like one is not. */
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../../src/detect/detector.ts';
import type { Chunk } from '../../../src/types.ts';
import { fill, scanText } from '../../fixtures/scan-text.ts';

const detector = createDetector();

function findLikely(path: string, text: string): string[] {
  return scanText(text, { path })
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ secret }) => secret.reveal());
}

const drawn = 'Kq7{an:3}xT4{an:3}Rw9{an:4}';

describe('a file of nothing but a credential', () => {
  it.each([
    ['Rails’ master key', 'config/master.key', '3f8a{hex:24}91c7'],
    ['a Rails environment’s key', 'config/credentials/production.secret_key.txt', `${drawn}${drawn}`],
    ['a secret of Docker Compose', 'secrets/db_password.txt', `Harbor{digits:3}!`],
    ['Ansible’s password of the vault', '.vault_pass', 'Copper{digits:4}#'],
    ['Ansible’s password of the vault as text', 'vault-password.txt', `${drawn}`],
    ['a token', 'api_token', `${drawn}${drawn}`],
    ['an access key', 'deploy/secret-access-key', `${drawn}${drawn}`],
    ['a password with line ends of Windows', 'db-password.txt', 'Falcon{digits:3}!\r\n'],
    ['a key and a secret of Zhipu', 'a.txt', '7d3f{hex:24}9a1c.A5x{an:10}Q7b'],
    ['a token of Zoho', 'a.txt', '1000.7d3f{hex:24}9a1c.e81b{hex:24}4f60'],
    ['a token of Discord', 'a.txt', 'M{an:20}7bQ.u{an:4}Q.Xb1M{an:20}k2E'],
    ['a secret of one-time passwords', 'a.txt', 'JQ5WTKZ3XV7BNCRY4HLPD6MGFUAE2{of:JQWTKZXVBNCR:3}'],
    ['a short secret of one-time passwords', 'a.txt', 'WX7QTN5ZKV3JBD2C'],
    ['three parts of which the first begins as JSON', 'a.txt', 'eyA7{b64url:60}.{b64url:80}.{b64url:50}'],
  ])('%s', (_, path, template) => {
    const text = fill(template);
    expect(findLikely(path, text)).toEqual([text.trim()]);
    expect(findLikely(path, `${text}\n`)).toEqual([text.trim()]);
  });

  it('is found as each of the lines of pairs of keys for web push, by the private half', () => {
    const halves = [fill('{b64url:42}A'), fill('{b64url:42}E')];
    const text = halves.map((half) => `${half}:BE${fill('{b64url:85}')}`).join('\n');
    expect(findLikely('a.txt', text)).toEqual(halves);
  });

  it.each([
    ['a hash in a file that is not named for a secret', 'REVISION', '{hex:40}'],
    ['a hash of 32 digits', 'build.id', '{hex:32}'],
    ['a public key', 'config/master.pub', '{hex:32}'],
    ['a checksum of a key', 'master.key.sha256', '{hex:64}'],
    ['a word', 'secrets/db_password.txt', 'password'],
    ['a placeholder', 'secrets/db_password.txt', 'changeme'],
    ['a variable', 'secrets/db_password.txt', '${DB_PASSWORD}'],
    ['a path', 'secrets/api_token', '/run/secrets/api_token'],
    ['a sentence', 'password.txt', 'The password is in the vault.'],
    ['a list of words', 'passwords.txt', 'falcon\nharbor\ncopper\nwillow\nmarble\nsilver\ngarden\n'],
    ['a word of base32’s letters', 'a.txt', 'INTERNATIONALIZE'],
    ['hexadecimal and a dot with fewer characters', 'a.txt', '{hex:32}.{an:12}'],
    ['more than the token', 'a.txt', 'id {hex:32}.{an:16}'],
    ['parts of Discord’s in other lengths', 'a.txt', 'M{an:23}.{an:5}.{an:27}'],
    ['parts of Discord’s that begin with no number', 'a.txt', 'P{alpha:23}.{an:6}.{an:27}'],
    ['short parts', 'a.txt', 'eyA7.eyB8.abc'],
    ['a zero for each digit', 'config/master.key', '{repeat:32:0}'],
  ])('is not %s', (_, path, template) => {
    expect(findLikely(path, fill(template))).toEqual([]);
  });
});

it('a message, a log and a part of a file are no file, whatever they consist of', () => {
  const text = fill('7d3f{hex:24}9a1c.A5x{an:10}Q7b');
  const whole: Chunk = { path: 'a.txt', origin: { via: 'file' }, bytes: Buffer.from(text) };
  const start = { offset: 500, line: 7, column: 1 };
  expect(detector.scan(whole)).toHaveLength(1);
  const parts: readonly Partial<Chunk>[] = [{ isMessage: true }, { start }, { owned: [0, 20] }];
  for (const part of parts) expect(detector.scan({ ...whole, ...part })).toEqual([]);
});
