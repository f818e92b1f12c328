/** Each rule of the catalogue is told in a sentence when a pattern breaks it. */
import { describe, expect, it } from 'vitest';
import { lintCatalogue, lintPattern } from '../../src/catalogue/lint.ts';
import type { Pattern } from '../../src/types.ts';

const fit: Pattern = {
  id: 'acme-api-key',
  title: 'Acme API key',
  severity: 'high',
  regex: /\b(?<secret>acme_[0-9a-f]{32})\b/,
  keywords: ['acme_'],
  why: 'Orders anvils.',
  revoke: 'https://acme.example/keys',
  references: ['https://acme.example/docs'],
  match: ['KEY=acme_{hex:32}', '"acme_{hex:32}"'],
  miss: ['acme_{hex:31}', 'acme_{hex:33}'],
};

describe('lintPattern', () => {
  it('says nothing of a pattern that is fit', () => {
    expect(lintPattern(fit)).toEqual([]);
  });

  it.each<[Partial<Pattern>, RegExp]>([
    [{ id: 'Acme Key' }, /kebab-case/],
    [{ why: ' ' }, /why is missing/],
    [{ revoke: 'http://acme.example' }, /Not an https address: http:/],
    [{ match: ['acme_{hex:32}'] }, /two match examples/],
    [{ miss: [] }, /two miss examples/],
    [{ keywords: [] }, /At least one keyword/],
    [{ keywords: ['ac'] }, /shorter than 3 bytes/],
    [{ keywords: ['other'] }, /no keyword inside the match/],
    [{ regex: /\bacme_[0-9a-f]{32}\b/ }, /group named secret/],
    [{ regex: /(?<secret>acme_[0-9a-f]{32})/g }, /flags i and s/],
    [{ regex: /(?<secret>acme_[0-9a-f]+)/ }, /no bound/],
    [{ regex: /(?<secret>acme_(?=x))/ }, /not portable/],
    [{ regex: /(?<secret>nothing{32})/ }, /Match example 1 is not matched/],
    [{ miss: ['acme_{hex:32}', 'x'] }, /Miss example 1 is matched/],
    [{ entropy: 7 }, /Match example 1 is not matched/],
    [{ parts: { id: { regex: /(?<secret>id_\d{3})/, within: 50, required: true } } }, /Match example 1 is not matched/],
    [{ parts: { id: { regex: /(?<secret>id)/, within: 5000 } } }, /further than 4,096/],
    [{ parts: { id: { regex: /id/, within: 50 } } }, /part id needs a group named secret/],
  ])('tells what is wrong with %j', (change, sentence) => {
    expect(lintPattern({ ...fit, ...change }).join('\n')).toMatch(sentence);
  });

  it('lets a cap stand for a bound', () => {
    expect(lintPattern({ ...fit, regex: /\b(?<secret>acme_[0-9a-f]{32})(?:\n+|\b)/, longest: 100 })).toEqual([]);
  });
});

describe('lintCatalogue', () => {
  it('tells ids that stand twice and ids that do not exist', () => {
    expect(lintCatalogue([fit, fit])).toEqual(['acme-api-key: the id is used twice.']);
    expect(lintCatalogue([{ ...fit, overlaps: ['acme-other'] }])).toEqual([
      'acme-api-key: overlaps names acme-other, which does not exist.',
    ]);
  });
});
