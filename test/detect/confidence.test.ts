/** How sure matches of patterns are, and the reasons that are told for it. */
import { describe, expect, it } from 'vitest';
import type { CompiledPattern } from '../../src/detect/compiled.ts';
import { gradeOf } from '../../src/detect/confidence.ts';
import { genericPatterns } from '../../src/detect/generic/detect.ts';
import { fill } from '../fixtures/scan-text.ts';

const form: CompiledPattern = { ...genericPatterns.secret, id: 'acme-key', confidence: 'medium' };
const password: CompiledPattern = { ...form, id: 'acme-password', checks: ['password-like'] };
const logins = (key: string): string =>
  Buffer.from(JSON.stringify({ auths: { 'registry.acme.io': { [key]: fill('{an:20}') } } })).toString('base64');

describe('the confidence of a password', () => {
  it.each([
    [
      'drawn by a machine',
      '{of:BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz23456789:24}',
      'high',
      /random without a doubt/,
    ],
    ['of letters in no order', '{of:qxzvkjQXZVKJ:18}', 'high', /random without a doubt/],
    ['short and drawn', '{an:15}', 'medium', /as sure as the pattern/],
    ['a person chose', '{pick:harbor|falcon}{digits:2}', 'medium', /may have chosen/],
    ['of five letters that make no word', '{of:qxzvkj:5}', 'medium', /may have chosen/],
    ['that counts up', 'a1b2c3d4e5f6a7b8', 'medium', /./],
    ['that is a word', 'hunter', 'low', /short or a word/],
    ['of three characters', '{of:qxzvkj:3}', 'low', /short or a word/],
  ])('%s', (_, template, confidence, why) => {
    const grade = gradeOf(password, fill(template));
    expect(grade.confidence).toBe(confidence);
    expect(grade.why).toMatch(why);
  });

  it('is never more than low where its pattern is, unless a machine drew it', () => {
    const weak: CompiledPattern = { ...password, confidence: 'low' };
    expect(gradeOf(weak, fill('{pick:harbor|falcon}{digits:2}')).confidence).toBe('low');
    expect(gradeOf(weak, fill('{of:BCDFGHJKLMNPQRSTVWXZbcdfghjklmnpqrstvwxz23456789:24}')).confidence).toBe('high');
  });

  it('is medium for a word that opens a machine with a name in the network', () => {
    const here = { user: fill('{pick:deploy|backup}'), host: 'db.acme-corp.io' };
    expect(gradeOf(password, 'hunter', here).confidence).toBe('medium');
    expect(gradeOf(password, 'hunter', { ...here, host: 'localhost' }).confidence).toBe('low');
  });
});

describe('the confidence of a value with a form', () => {
  it.each([
    [
      'the DER of a PKCS #8 key',
      Buffer.from('308204bd020100300d06092a', 'hex').toString('base64'),
      'high',
      /private key/,
    ],
    ['the DER of an RSA key', Buffer.from('308204a4020100028201', 'hex').toString('base64'), 'high', /private key/],
    [
      'the DER of a certificate',
      Buffer.from('308203003082022aa003', 'hex').toString('base64'),
      'medium',
      /has the form/,
    ],
    ['logins of a registry', logins('auth'), 'high', /logins/],
    ['a configuration without logins', logins('email'), 'medium', /has the form/],
    ['anything else', fill('{an:24}'), 'medium', /has the form/],
  ])('%s', (_, value, confidence, why) => {
    const grade = gradeOf(form, value);
    expect(grade.confidence).toBe(confidence);
    expect(grade.why).toMatch(why);
  });
});

describe("the confidence of a value beside its vendor's name", () => {
  it.each([
    ['drawn at random, and named for the secret', '{an:32}', 'acme_secret_key = "', 'high'],
    ['hexadecimal, and not named', '{hex:32}', 'acme commit ', 'medium'],
    ['a run of one character', '{repeat:32:a}', 'acme_secret_key = "', 'medium'],
  ])('%s', (_, template, context, confidence) => {
    expect(gradeOf({ ...form, confidence: 'high' }, fill(template), { context }).confidence).toBe(confidence);
  });
});
