/** A vendor's name leads to a value of its shape through whatever stands between, and the check says whether that makes it a credential. */
import { describe, expect, it } from 'vitest';
import { keywordsOf, named } from '../../src/catalogue/named.ts';
import { meaningOfContext } from '../../src/detect/checks/context.ts';

const value = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const regex = named('acme,acme cloud', '[0-9a-f]{32}');

describe('named', () => {
  it.each([
    [`ACME_API_KEY=${value}`, 'secret'],
    [`acmeToken := "${value}"`, 'secret'],
    [`ACMEKEY ${value}`, 'secret'],
    [`acme-secret-${value}`, 'secret'],
    [`{"acme": {"user": "ci", "token": "${value}"}}`, 'secret'],
    [`<acmeToken>\n    ${value}\n</acmeToken>`, 'secret'],
    [`https://api.acme.io/v1/rates?apikey=${value}&base=EUR`, 'secret'],
    [`acme_cloud_password: ${value}`, 'secret'],
    [`my_acme = '${value}'`, 'near'],
    [`acme ${value}`, 'near'],
    [`an acme key for tests: ${value}`, 'near'],
  ])('reads %j as %s', (text, meaning) => {
    const { secret, context } = regex.exec(text)?.groups ?? {};
    expect(secret).toBe(value);
    expect(meaningOfContext(context ?? '')).toBe(meaning);
  });

  it.each([
    `uses: acme/setup@${value}`,
    `git+https://git.acme.io/tool#${value}`,
    `https://acme.io/tree/${value}`,
    `acme_commit=${value}`,
    `"acme": {"integrity": "${value}"}`,
    `acme_key_id = "${value}"`,
    `acme-1.2.tar.gz: ${value}`,
    `acme_public_key = "${value}"`,
    `acmetric_key = "${value}"`,
    `ACMETRIC_KEY = "${value}"`,
  ])('takes no credential from %j', (text) => {
    const context = regex.exec(text)?.groups?.['context'];
    expect(context === undefined ? 'none' : meaningOfContext(context)).toBe('none');
  });

  it.each([`placme_key=${value}`, `PLACME_KEY=${value}`, `ACME_KEY=${value}0`, `ACME_KEY=g${value}`])(
    'passes over %j',
    (text) => {
      expect(regex.exec(text)).toBeNull();
    },
  );

  it('has a keyword in every match', () => {
    expect(keywordsOf('acme,acme cloud')).toEqual([
      'acme',
      'acmecloud',
      'acme_cloud',
      'acme-cloud',
      'acme.cloud',
      'acme cloud',
    ]);
    expect(keywordsOf('the acme cloud')).toContain('the_acme');
  });
});
