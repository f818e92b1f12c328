/** What makes an assignment certain, what keeps it from that, and what makes it little: each with the reason that `patterns explain` gives. */
import { describe, expect, it } from 'vitest';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { createDetector } from '../../../src/detect/detector.ts';
import { countsUp, encodesRun } from '../../../src/detect/generic/counting.ts';
import { fill, scanText } from '../../fixtures/scan-text.ts';

const confidences = (text: string, path = 'settings.py'): string[] =>
  scanText(text, { path }).map(({ pattern, confidence }) => `${pattern} ${confidence}`);

/** Letters and digits by turns, each one after the other. */
const counting = [...'abcdefghijklmnop'].map((letter, at) => `${letter}${(at + 1) % 10}`).join('');

function reasonsFor(text: string): string {
  const reasons: string[] = [];
  const detector = createDetector({ trace: { rejected: () => {}, weighed: ({ why }) => void reasons.push(why) } });
  scanText(text, { path: 'settings.py' }, detector);
  return reasons.join('\n');
}

describe('certain are', () => {
  it.each([
    ['a key of 32 letters and digits', 'api_key = "{an:32}"'],
    ['64 hexadecimal digits', 'SECRET_KEY = "{hex:64}"'],
    ['a token in base64', 'auth_token = "{b64url:43}"'],
    ['a key in a map', '"client_secret": "{an:40}",'],
  ])('%s', (_, text) => {
    expect(confidences(fill(text))).toEqual(['generic-secret high']);
  });

  it('a long password that nobody chose', () => {
    expect(confidences(fill('db_password = "{an:24}"'))).toEqual(['generic-password high']);
  });
});

describe('likely, but not certain, is', () => {
  it.each([
    ['what counts up', `api_key = "${counting}"`, 'the value counts up'],
    ['a short value', 'client_secret = "{an:14}"', 'too short to be certain that it is random'],
    ['hexadecimal with a stray letter', 'api_key = "{hex:30}K{hex:33}"', 'hexadecimal but for a character or two'],
    ['what goes on as an expression', 'api_key = "{an:32}" + suffix', 'the value goes on as an expression'],
    [
      'a value without the mark that all of the vendor’s have',
      'ANTHROPIC_API_KEY = "{an:40}"',
      'no form of a credential',
    ],
    [
      'a vendor’s mark before what the vendor gives out in no form',
      'token = "github_pat_{lowernum:82}"',
      'no form of a credential',
    ],
    ['a value with made-up parts', 'api_token = "{an:12}-foo-{an:8}-bar"', 'words may be in it'],
  ])('%s', (_, template, why) => {
    const text = fill(template);
    expect(confidences(text)).toEqual(['generic-secret medium']);
    expect(reasonsFor(text)).toContain(why);
  });
});

describe('a vendor’s mark', () => {
  it.each([
    ['before more than the vendor gives out', 'APIFY_TOKEN=apify_api_{an:36}_extra'],
    ['before a token whose checksum does not hold', 'github_token = "ghp_{an:30}000000"'],
  ])('%s is not certain', (_, text) => {
    expect(confidences(fill(text))).toEqual(['generic-secret medium']);
  });
});

describe('little is', () => {
  it('what is shorter than any key of the vendor that the name tells, and of the same characters', () => {
    const text = fill('gitea_token = "{hex:32}"');
    expect(confidences(text)).toEqual(['generic-secret low']);
    expect(reasonsFor(text)).toContain('shorter than any credential of the vendor');
  });

  it('not what is longer, or of a kind that a vendor has more of', () => {
    expect(confidences(fill('gitea_token = "{hex:64}"'))).toEqual(['generic-secret high']);
    expect(confidences(fill('gitea_client_secret = "{hex:32}"'))).toEqual(['generic-secret high']);
  });
});

describe('no secrets are', () => {
  it.each([
    ['a token that tells one request from another', "'ClientRequestToken': '{uuid4}',"],
    ['a cookie against forgery', 'csrftoken={an:32}; expires=Wed'],
    ['the id of credentials that Jenkins looks up', "DOCKER_PASSWORD = credentials('{uuid4}')"],
  ])('%s', (_, template) => {
    const text = fill(template.replace('{uuid4}', '{hex:8}-{hex:4}-4{hex:3}-a{hex:3}-{hex:12}'));
    expect(confidences(text).filter((one) => !one.endsWith('low'))).toEqual([]);
  });
});

describe('counting', () => {
  it.each(['a1b2c3d4e5f6g7h8i9j0', 'ABC123DEF456GHI789', 'AAECAwQFBgcICQoLDA0ODw=='])('%s counts up', (value) => {
    expect(countsUp(value)).toBe(true);
  });

  it.each(['{an:32}', '{hex:40}', '{b64:44}', '{lowernum:32}'])('%s seldom does', (template) => {
    const drawn = Array.from({ length: 200 }, (_, at) => expandTemplate(template, `seed ${at}`));
    expect(drawn.filter(countsUp).length).toBeLessThan(6);
    expect(drawn.filter(encodesRun).length).toBe(0);
  });
});
