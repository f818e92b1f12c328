/** Whether a value has a form of the vendor that its name tells: the patterns know most vendors' formats, and what has none of them is doubtful. */
import type { VendorForms } from '../../catalogue/vendor-forms.ts';
import { forms } from '../vendor-forms.build.ts';

/**
 * `cut`: shorter than any credential of the vendor's, and of the same characters. `other`: the vendor's mark before less than the vendor's
 * form, or no mark where all of the vendor's have one. `unknown`: nothing is known that speaks against it.
 */
export type VendorFit = 'cut' | 'other' | 'unknown';

/** `words` are those of the name (name.ts). Only names that say nothing but the vendor and the kind of credential are held to the vendor's forms. */
export function vendorFit(words: readonly string[], value: string): VendorFit {
  const vendor = vendorIn(words);
  if (vendor === undefined || hasForm(vendor, value)) return 'unknown';
  const { run, marks, isMarked } = vendor;
  const isOfKnownKind = !words.some((word) => unknownKinds.has(word));
  if (
    isOfKnownKind &&
    run !== undefined &&
    value.length < run.length &&
    /[a-z]/i.test(value) &&
    new RegExp(`^${run.set}+$`).test(value)
  )
    return 'cut';
  const mark = marks.find((one) => value.startsWith(one.text));
  if (mark === undefined) return isMarked ? 'other' : 'unknown';
  // Vendors make tokens longer, and say so later than they do it.
  return value.length < mark.least ? 'other' : 'unknown';
}

/** The text that a vendor begins its credentials with, before less than such a credential, none of its forms, or one with a word behind it. */
export function hasEmptyMark(value: string): boolean {
  const marks = marksByHead().get(value.slice(0, headLength)) ?? [];
  if (marks.length === 0) return false;
  const whole = value.replace(/[-_][a-z]{2,}$/, '');
  const owners = marks.filter(({ text, least }) => value.startsWith(text) && whole.length <= least);
  return owners.length > 0 && !owners.some(({ vendor }) => hasForm(vendor, value));
}

interface OwnedMark {
  readonly vendor: VendorForms;
  readonly text: string;
  readonly least: number;
}

/** Characters of a mark that say enough by themselves. */
const headLength = 4;

let byHead: ReadonlyMap<string, readonly OwnedMark[]> | undefined;

/** By their first characters: there are a thousand. */
function marksByHead(): ReadonlyMap<string, readonly OwnedMark[]> {
  if (byHead !== undefined) return byHead;
  const marks = new Map<string, OwnedMark[]>();
  for (const vendor of allForms().values())
    for (const { text, least } of vendor.marks) {
      const head = text.slice(0, headLength);
      if (text.length >= headLength) marks.set(head, [...(marks.get(head) ?? []), { vendor, text, least }]);
    }
  return (byHead = marks);
}

function hasForm(vendor: VendorForms, value: string): boolean {
  let expressions = compiled.get(vendor);
  if (expressions === undefined) {
    expressions = vendor.forms.map(([source, flags]) => new RegExp(`^(?:${source})$`, flags));
    compiled.set(vendor, expressions);
  }
  return expressions.some((expression) => expression.test(value));
}

/** Of each vendor that a value was held to. */
const compiled = new WeakMap<VendorForms, readonly RegExp[]>();

let known: ReadonlyMap<string, VendorForms> | undefined;

function allForms(): ReadonlyMap<string, VendorForms> {
  return (known ??= new Map(Object.entries(forms())));
}

/** The vendor whose name takes up all words but those for the kind of credential. */
function vendorIn(words: readonly string[]): VendorForms | undefined {
  const own = words.filter((word) => !kindWords.has(word) && !unknownKinds.has(word));
  if (own.length === 0 || own.length === words.length) return undefined;
  return allForms().get(own.join(''));
}

/** A vendor has secrets of several kinds, and not all of them are known. */
const unknownKinds = new Set('secret client server public private application app service'.split(' '));
const kindWords = new Set(
  'api access auth key keys token tokens personal pat bot read write agent x apikey'.split(' '),
);
