import { describe, expect, it } from 'vitest';
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
});
