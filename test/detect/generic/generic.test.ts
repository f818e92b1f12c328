import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { readName, splitWords } from '../../../src/detect/generic/name.ts';
import { kindOf } from '../../../src/detect/generic/value.ts';
import { isPlaceholder } from '../../../src/detect/placeholder.ts';
import { fill, scanText, valuesOf } from '../../fixtures/scan-text.ts';

const value = fill('{an:32}');

describe('names', () => {
  it.each([
    ['dbPassword2', ['db', 'password']],
    ['DB_PASSWORD', ['db', 'password']],
    ['APIKey', ['api', 'key']],
    ['x-api-key', ['x', 'api', 'key']],
    ['spring.datasource.password', ['spring', 'datasource', 'password']],
  ])('%s is made of %j', (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });

  it.each([
    'apiKey',
    'API_KEY',
    'client-secret',
    'authToken',
    'encryption_key',
    'secretKey',
    'stripeSecret',
    'AWS_SECRET_ACCESS_KEY',
  ])('%s says secret', (name) => {
    expect(readName(name).meaning).toMatch(/^(secret|token|key)$/);
  });

  it.each(['password', 'DB_PASSWD', 'adminPwd', 'root-password'])('%s says password', (name) => {
    expect(readName(name).meaning).toBe('password');
  });

  it.each([
    'public_key',
    'token_ttl',
    'secret_name',
    'tokenUrl',
    'keyboard',
    'monkey',
    'author',
    'primaryKey',
    'passwordHash',
    'password_file',
    'keyword',
    'csrfToken',
    'max_tokens',
    'key',
  ])('%s says neither', (name) => {
    expect(readName(name).meaning).toBe('none');
  });
});

describe('values', () => {
  it.each([
    '{an:24}',
    '{an:40}',
    '{hex:32}',
    '{hex:64}',
    '{b64:40}',
    '{b64url:24}',
    '{lowernum:32}',
    '{uppernum:24}',
    '{alpha:32}',
  ])('of those drawn as %s nearly all look random', (template) => {
    const drawn = Array.from({ length: 300 }, (_, i) => expandTemplate(template, `seed ${i}`));
    expect(drawn.filter((one) => kindOf(one) === 'random').length).toBeGreaterThan(255);
  });

  it.each([
    'configuration_value',
    'com.example.service.Token',
    '/usr/local/share/key',
    'authentication',
    'my-service-account',
    'https://host/path',
    '00000000-0000',
    'aaaaaaaaaaaaaaaa',
    '1234567890123456',
  ])('%s does not', (text) => {
    expect(kindOf(text)).not.toBe('random');
  });
});

describe('placeholders', () => {
  it.each([
    '${DB_PASSWORD}',
    '$DB_PASSWORD',
    '{{ password }}',
    '<your-token>',
    '%(password)s',
    'process.env.TOKEN',
    'changeme',
    'your-api-key-here',
    'xxxxxxxxxxxx',
    'AKIAIOSFODNN7EXAMPLE',
    'abcabcabcabc',
    '12345678',
    'module.params[',
    'getPassword(',
    'url.password',
    'db_password',
    'ENC[AES256_GCM,data:x]',
    'arn:aws:secretsmanager:x',
    '********',
  ])('%s stands for a secret', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each(['{an:20}', '{hex:40}', '{b64:44}', 'Tr0ub4dor&{digits:2}'])('%s is one', (template) => {
    expect(isPlaceholder(fill(template))).toBe(false);
  });

  it('are told in linear time, whatever the value', () => {
    const hostile = ['a', '_a', 'a.', '$a', 'A1', '-', 'aB', '{', '\\', 'pass', 'ab_'].map((piece) =>
      piece.repeat(20_000),
    );
    expect(hostile.map((text) => [isPlaceholder(text), kindOf(text)]).length).toBe(hostile.length);
  });
});

describe('the generic detector', () => {
  it.each([
    `api_key = "${value}"`,
    `apiKey: '${value}',`,
    `export API_TOKEN=${value}`,
    `{"client_secret":"${value}"}`,
    `<secretKey>${value}</secretKey>`,
    `setApiKey("${value}")`,
    `--auth-token ${value}`,
    `auth_token => '${value}'`,
    `token:=${value}`,
    `config['api_key'] = "${value}"`,
    `https://host/path?api_key=${value}&x=1`,
    `String privateKey = "${value}";`,
    `"{\\"auth_token\\":\\"${value}\\"}"`,
  ])('finds %j', (text) => {
    expect(valuesOf(scanText(text))).toEqual([value]);
  });

  it.each([
    `if (token == "${value}")`,
    `api_key = get_key("${'name'}")`,
    `token_url = "https://host/${value.slice(0, 12)}/x/y"`,
    'password = os.environ["DB_PASSWORD"]',
    `public_key = "${value}"`,
    'api_key: ${API_KEY}',
    'secret_name = "prod/database/main-credentials"',
    'the password is stored elsewhere, see token = value',
    `git_sha = "${fill('{hex:40}')}"`,
    'auth_token = null',
  ])('is silent on %j', (text) => {
    expect(valuesOf(scanText(text)).filter((found) => found === value || text.includes('git_sha'))).toEqual([]);
  });

  it('is less sure of a password that a person chose', () => {
    expect(scanText(`password = "${fill('Winter{digits:4}!')}"`)[0]).toMatchObject({
      pattern: 'generic-password',
      confidence: 'medium',
    });
  });
});
