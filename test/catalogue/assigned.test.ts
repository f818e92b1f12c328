/** Names that tell a vendor lead to their value through every syntax that assigns, and through nothing else. */
import { describe, expect, it } from 'vitest';
import { assigned } from '../../src/catalogue/assigned.ts';

const value = '0f1e2d3c';
const regex = assigned('acme*key|acme api', '[0-9a-f]{8}');

describe('assigned', () => {
  it.each([
    `ACME_KEY=${value}`,
    `export ACME_SECRET_KEY="${value}"`,
    `acmeKey: '${value}',`,
    `"acme-key": "${value}"`,
    `{\\"acmeKey\\":\\"${value}\\"}`,
    `myAcmeKey := \`${value}\``,
    `const acmeKey: string = "${value}";`,
    `os.environ["ACME_KEY"] = "${value}"`,
    `setProperty("ACME_KEY", "${value}")`,
    `acme.key => '${value}'`,
    `<acmeKey>${value}</acmeKey>`,
    `<acmeKey>\n    ${value}\n</acmeKey>`,
    `<add name="acmeKey" value="${value}" />`,
    `- name: ACME_KEY\n  value: ${value}`,
    `\${ACME_KEY:-${value}}`,
    `Acme-Key: Bearer ${value}`,
    `acme_key = SecretStr("${value}")`,
    `AcmeApi(api_key="${value}")`,
    `ACME_KEY ?= ${value}`,
  ])('reads %j', (text) => {
    expect(regex.exec(text)?.groups?.['secret']).toBe(value);
  });

  it.each([
    `ACME_KEY=${value}0`,
    `ACME_KEY=g${value}`,
    `ACME_KEY=${value}.png`,
    `ACME_ID=${value}`,
    `placmekey=${value}`,
    `the acme key was ${value}`,
    `ACME_KEY=\${ACME_KEY}`,
    `acme_key\n\nchecksum ${value}`,
  ])('passes over %j', (text) => {
    expect(regex.exec(text)).toBeNull();
  });
});
