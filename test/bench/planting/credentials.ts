/** Credentials made from a seed, of the kinds that the planting uses. None is anybody's. */
import type { Random } from '../../../src/catalogue/random.ts';
import { expandTemplate } from '../../../src/catalogue/template.ts';

export type CredentialKind = 'token' | 'pem' | 'url' | 'password';

export interface Credential {
  readonly kind: CredentialKind;
  /** What is planted, as the program sees it. */
  readonly text: string;
  /** What a scan reports and a store keeps: of a URL the password. */
  readonly value: string;
}

const tokens = [
  '{github:ghp}',
  'sk_live_{an:99}',
  '{npm}',
  '{gitlab:glpat}',
  'SG.{b64url:22}.{b64url:42}x',
  'xoxb-{digits:12}-{digits:13}-{an:24}',
];

/** A database's password has signs that URLs must encode, so that a rewrite which forgets that shows. */
export function makeCredential(kind: CredentialKind, random: Random): Credential {
  const seed = random.bytes(16).toString('hex');
  const make = (template: string): string => expandTemplate(template, seed);
  const same = (text: string): Credential => ({ kind, text, value: text });
  if (kind === 'token') return same(make(tokens[random.number(tokens.length)] ?? ''));
  if (kind === 'pem') return same(make('{pem:EC PRIVATE KEY}').trim());
  if (kind === 'password') return same(make('{an:12}_{an:12}'));
  const password = make('{an:10}/{an:10}');
  const text = `postgres://shop:${encodeURIComponent(password)}@db-${make('{lower:6}')}.shop-internal.net:5432/shop`;
  return { kind, text, value: password };
}
