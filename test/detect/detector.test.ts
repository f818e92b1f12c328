import { describe, expect, it } from 'vitest';
import { createDetector } from '../../src/detect/detector.ts';
import { compileOwnPatterns } from '../../src/detect/own-patterns.ts';
import { fill, scanText, valuesOf } from '../fixtures/scan-text.ts';
import { stride } from '../fixtures/thorough.ts';

const token = fill('{github:ghp}');
const password = fill('{an:16}');
const url = `postgres://app:${password}@db.internal:5432/shop`;

describe('the detector', () => {
  it('gives the span of the value in lines and UTF-16 columns', () => {
    const [match] = scanText(`first line\n  key = "🔑", "${token}"\n`);
    expect(match).toMatchObject({
      pattern: 'github-personal-access-token',
      start: { line: 2, column: 16 },
      end: { line: 2, column: 16 + token.length },
    });
    expect(match!.secret.reveal()).toBe(token);
  });

  it.each([
    ['base64', (text: string) => Buffer.from(text).toString('base64')],
    ['base64 behind another byte', (text: string) => Buffer.from(`x${text}`).toString('base64')],
    ['base64 behind two other bytes', (text: string) => Buffer.from(`xy${text}`).toString('base64')],
    ['URL-safe base64', (text: string) => Buffer.from(`??>>${text}`).toString('base64url')],
    ['hex', (text: string) => Buffer.from(text).toString('hex')],
    ['percent signs', (text: string) => encodeURIComponent(text)],
    [
      'code points',
      (text: string) => text.replaceAll(/./g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['a JSON string in a JSON string', (text: string) => JSON.stringify(JSON.stringify({ text }))],
    [
      'base64 of JSON with escapes',
      (text: string) => Buffer.from(JSON.stringify({ text }).replaceAll('/', '\\/')).toString('base64'),
    ],
  ])('finds a value in %s, and points to the encoded text', (_, encode) => {
    const encoded = encode(url);
    const [match, ...others] = scanText(`line one\nvalue = '${encoded}'\n`);
    expect(others).toEqual([]);
    expect(match!.secret.reveal()).toBe(password);
    expect(match!.start.line).toBe(2);
    expect(match!.start.column).toBeGreaterThanOrEqual(10);
    expect(match!.end.column).toBeLessThanOrEqual(10 + encoded.length);
  });

  it.each([
    ['an escaped line end', 'hello\\n', ''],
    ['an escaped tab', 'hello\\t', '\\t'],
    ['a colour', '\x1b[1;94m', '\x1b[0m'],
    ['an escaped colour', '\\u001b[31m', '\\u001b[0m'],
  ])('finds a token right behind %s, of which the last letter is no part of it', (_, before, after) => {
    const key = fill('sk_live_{an:40}');
    expect(valuesOf(scanText(`{"log":"${before}${key}${after}"}`))).toEqual([key]);
  });

  it.each(['', 'x', 'xy'])('gives a span of base64 that holds all of the value, behind %j', (before) => {
    const key = fill('sk_live_{an:24}');
    const encoded = Buffer.from(`${before}key=${key};`).toString('base64');
    const [match] = scanText(encoded);
    const span = encoded.slice(match!.start.column - 1, match!.end.column - 1);
    const decoded = [0, 1, 2, 3].map((skipped) => Buffer.from(span.slice(skipped), 'base64').toString('latin1'));
    expect(decoded.some((text) => text.includes(key.slice(2)))).toBe(true);
  });

  it('finds a value at the end of 40 KB of base64, and 4 MB of short islands in base64 take no square of their time', () => {
    const long = Buffer.from(`${'word '.repeat(6000)}\n${url}\n`).toString('base64');
    expect(valuesOf(scanText(long))).toEqual([password]);
    const island = Buffer.concat([Buffer.from('password='), Buffer.from([1, 2, 3])]);
    const islands = Buffer.concat(Array.from({ length: 250_000 }, () => island)).toString('base64');
    expect(scanText(islands)).toEqual([]);
  });

  it.each(['glpat- ', 'glpat-x ', '"glpat-", '])(
    'finds a token behind %s, where nothing matched, in a text that is short',
    (before) => {
      const found = fill('glpat-{an:20}');
      expect(valuesOf(scanText(`${before}${found}`))).toEqual([found]);
    },
  );

  it('keeps the most specific of overlapping matches', () => {
    const matches = scanText(`API_TOKEN = "${token}"\nremote = https://x-access-token:${token}@github.com/a/b.git\n`);
    expect(matches.map(({ pattern }) => pattern)).toEqual([
      'github-personal-access-token',
      'github-personal-access-token',
    ]);
  });

  it('joins the parts of a credential into one match', () => {
    const id = fill('{aws-id:AKIA}');
    const secret = fill('{b64:40}');
    const matches = scanText(`aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`);
    expect(valuesOf(matches)).toEqual([secret]);
    expect(Object.values(matches[0]!.parts).map((part) => part.reveal())).toEqual([id]);
  });

  it('matches only unmistakable forms in binary content', () => {
    const text = `\0\0${token}\0 password = "${fill('{an:24}')}" `;
    expect(valuesOf(scanText(text, { binary: true }))).toEqual([token]);
  });

  it('leaves matches that begin outside the owned range to the neighbouring segment', () => {
    const text = `${token}\n${fill('{github:gho}')}\n`;
    expect(valuesOf(scanText(text, { owned: [5, text.length] }))).toEqual([fill('{github:gho}')]);
  });

  it('takes user patterns beside its own', () => {
    const own = createDetector({
      compiled: compileOwnPatterns([
        {
          id: 'acme-key',
          title: 'Acme key',
          severity: 'high',
          regex: /\bacme_(?<secret>[0-9a-f]{16})\b/,
          keywords: ['acme_'],
          why: 'Opens Acme.',
          revoke: 'https://acme.test/keys',
          references: ['https://acme.test'],
          match: [],
          miss: [],
        },
      ]),
    });
    const key = fill('{hex:16}');
    expect(valuesOf(scanText(`a acme_${key} b ${token}`, {}, own))).toEqual([key, token]);
  });

  it('reports nothing under the least confidence', () => {
    const strict = createDetector({ minConfidence: 'high' });
    const chosen = `secret_key = "${fill('{an:12}')}"`;
    expect(scanText(chosen)).toMatchObject([{ confidence: 'medium' }]);
    expect(scanText(chosen, {}, strict)).toEqual([]);
    expect(scanText(`x = "${token}"`, {}, strict)).toHaveLength(1);
  });

  it('says why it rejected what looked like a hit', () => {
    const reasons: string[] = [];
    const tracing = createDetector({ trace: { rejected: ({ pattern, why }) => reasons.push(`${pattern}: ${why}`) } });
    scanText(fill('token {flip:{github:ghp}} end'), {}, tracing);
    expect(reasons).toContain('github-personal-access-token: check github-crc32 fails');
  });

  it('is as sure of a plain password as the model where a pattern and the model read the same value', () => {
    const [found] = scanText(`define('DB_PASSWORD', '${fill('{lower:9}')}');`, { path: 'wp-config.php' });
    expect(found).toMatchObject({ confidence: 'medium' });
    expect(found!.pattern).not.toBe('generic-password');
  });

  it("finds a vendor's form of which a part counts up, one step less sure", () => {
    expect(scanText(fill('glsa_1234567890{an:22}_{hex:8}'))).toMatchObject([
      { pattern: 'grafana-service-account-token', confidence: 'medium' },
    ]);
  });

  const [many, long] = [Math.ceil(50_000 / stride), Math.ceil(20_000 / stride)];
  it(`finds ${many} values in one file, and ${long} in one line, each where it is`, () => {
    const lines = Array.from({ length: many }, (_, i) => `u${i} = postgres://app:${password}${i}@db.internal/x`);
    const found = scanText(lines.join('\n'));
    expect(found).toHaveLength(many);
    expect(found.at(-1)!.start).toMatchObject({ line: many, column: `u${many - 1} = postgres://app:`.length + 1 });
    expect(scanText(lines.slice(0, long).join(' '))).toHaveLength(long);
  });
});

describe('allow comments', () => {
  it.each([
    ['on the same line', `key = "${token}" # unleak:allow`, ''],
    ['with a reason', `key = "${token}" # unleak:allow test account`, 'test account'],
    ['for this rule', `key = "${token}" // unleak:allow github-personal-access-token old`, 'old'],
    ['on the line before', `# unleak:allow-next-line revoked\nkey = "${token}"`, 'revoked'],
    ['in the form of gitleaks', `key = "${token}" # gitleaks:allow`, ''],
    ['in the form of detect-secrets', `key = "${token}"  # pragma: allowlist secret`, ''],
    ['in the form of detect-secrets, before', `# pragma: allowlist nextline secret\nkey = "${token}"`, ''],
    ['in a block comment', `key = "${token}" /* unleak:allow sample */`, 'sample'],
  ])('allow a value %s', (_, text, reason) => {
    expect(scanText(text)[0]!.allowed).toBe(reason);
  });

  it.each([
    ['two lines before', `# unleak:allow-next-line\n\nkey = "${token}"`],
    ['on the line before, in the form for the same line', `# unleak:allow\nkey = "${token}"`],
    ['on the line after', `key = "${token}"\n# unleak:allow`],
    ['for another rule', `key = "${token}" # unleak:allow stripe-secret-key`],
  ])('do not reach a value %s', (_, text) => {
    expect(scanText(text)[0]!.allowed).toBeUndefined();
  });
});
