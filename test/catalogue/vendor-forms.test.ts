/** What the patterns tell of each vendor's credentials, and that no value takes long to be held to it. */
import { describe, expect, it } from 'vitest';
import { patterns } from '../../patterns/index.ts';
import { parseRegex, type RegexNode } from '../../src/catalogue/regex-syntax.ts';
import { vendorForms } from '../../src/catalogue/vendor-forms.ts';
import { readTable } from '../../src/catalogue/table.ts';

const table = readTable(`
Acme API key | | acme_{an:20} or acme-test_{an:24} | acme.io/keys | Reads.
Acme deploy token | | acmd_{hex:32} | acme.io/keys | Deploys.
Roadrunner key | roadrunner,beep beep | {hex:40} or local-{hex:40} | roadrunner.io/keys | Runs.
`);

describe('what the patterns know of a vendor', () => {
  const forms = vendorForms(table);

  it('is known by what stands in the id before the kind of credential, and by the names that a table looks for', () => {
    expect(Object.keys(forms).sort()).toEqual(['acme', 'acmedeploy', 'beepbeep', 'roadrunner']);
  });

  it('has the marks of its values and how long those are at least', () => {
    expect(forms['acme']).toMatchObject({
      isMarked: true,
      marks: [
        { text: 'acme_', least: 25 },
        { text: 'acme-test_', least: 34 },
      ],
    });
  });

  it('has the shortest value where that is one run of a set of characters', () => {
    expect(forms['roadrunner']).toMatchObject({ isMarked: false, run: { set: '[0-9a-f]', length: 40 } });
    expect(forms['acme']?.run).toBeUndefined();
  });

  it('has runs that the patterns write in two parts as one', () => {
    const [pattern] = readTable('Acme key | | acme_{an:20} | acme.io/keys | Reads.');
    const regex = /(?<secret>acme_[a-z]{20,1000}[a-z]{0,600})/;
    expect(vendorForms([{ ...pattern!, regex }])['acme']?.forms).toEqual([['acme_[a-z]{20,1600}', '']]);
  });
});

/** One character of each set in the expression, and a text that it matches, runs being as long as they may be. */
function takeApart(node: RegexNode, most: number): { characters: Set<string>; text: string } {
  if (node.kind === 'empty') return { characters: new Set(), text: '' };
  if (node.kind === 'set') {
    const expression = new RegExp(`^(?:${node.source})$`);
    const character = [...'aA0f-_.=/+:@ '].find((one) => expression.test(one)) ?? '~';
    return { characters: new Set([character]), text: character };
  }
  if (node.kind === 'repeat') {
    const { characters, text } = takeApart(node.item, 3);
    return { characters, text: text.repeat(Math.min(node.max, Math.max(node.min, most))) };
  }
  const parts = node.items.map((item) => takeApart(item, most));
  const characters = new Set(parts.flatMap((part) => [...part.characters]));
  return { characters, text: node.kind === 'choice' ? parts[0]!.text : parts.map(({ text }) => text).join('') };
}

/** JavaScript's expressions step back: one that did so without measure would not end in a test's time. */
it('all forms of the catalogue are read to the end of long values that they just do not match, made of their own characters', () => {
  const longest = 500;
  let tried = 0;
  for (const [source, flags] of Object.values(vendorForms(patterns)).flatMap(({ forms }) => forms)) {
    const expression = new RegExp(`^(?:${source})$`, flags);
    const { characters, text } = takeApart(parseRegex(source), longest);
    for (const start of ['', text.slice(0, 8), text.slice(0, -1)])
      for (const character of characters) {
        tried += Number(!expression.test(`${(start + character.repeat(longest)).slice(0, longest)}\n!`));
      }
  }
  expect(tried).toBeGreaterThan(2000);
});
