/** One file's change as the journal holds it: enough to go back exactly with the store's help, and no value. */
import { UserError } from '../errors.ts';
import type { Edit, SecretValues } from '../remediation-types.ts';
import type { Secret } from '../secret.ts';
import { rangesAfter } from '../plan/splice.ts';
import { holdsValue, writeForm } from '../plan/value-forms.ts';
import type { Form } from '../plan/value-forms.ts';

export interface FileChange {
  /** Relative to the root. */
  readonly path: string;
  /** Digests of the whole file; null where there was none. */
  readonly before: string | null;
  readonly after: string;
  /** How each stretch of the new text was written before. UTF-16 offsets in the new text, ascending. */
  readonly back: readonly Back[];
}

interface Back {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
}

/** Text as it stood, or a value of the store in one of its forms. */
type Piece = string | { readonly name: string; readonly key: string; readonly form: Form };

export type Values = ReadonlyMap<string, SecretValues>;

/** The way back from edits. Throws UserError where a value would get into it. */
export function describeBack(text: string, edits: readonly Edit[], values: Values): readonly Back[] {
  const ranges = rangesAfter(edits);
  const all = [...values.values()].flatMap((each) => Object.values(each));
  return edits.map((edit, at) => {
    const pieces = cut(text.slice(edit.start, edit.end), values);
    if (
      pieces.some(
        (piece) => typeof piece === 'string' && all.some((value) => holdsValue(piece, value) && value.length > 5),
      )
    )
      throw new UserError('incomplete', 'a place holds a value in a form that could not be written back', {
        hint: 'nothing of that file was rewritten: `unleak undo`',
      });
    return { start: ranges[at]?.start ?? 0, end: ranges[at]?.end ?? 0, pieces };
  });
}

/** The text as it was. Throws Error where the store lacks a value. */
export function goBack(text: string, back: readonly Back[], values: Values): string {
  let done = 0;
  const parts = back.map(({ start, end, pieces }) => {
    const kept = text.slice(done, start);
    done = end;
    return kept + pieces.map((piece) => (typeof piece === 'string' ? piece : write(piece, values))).join('');
  });
  return parts.join('') + text.slice(done);
}

function write({ name, key, form }: Exclude<Piece, string>, values: Values): string {
  const value = values.get(name)?.[key];
  if (value === undefined) throw new Error(`the store lacks a key of ${name}`);
  return writeForm(value, form);
}

const forms: readonly Form[] = ['plain', 'json', 'escaped', 'percent', 'base64', 'base64url', 'hex'];

interface Written extends Exclude<Piece, string> {
  readonly text: string;
}

/** Longest first, so that a value inside another does not cut it. */
function cut(text: string, values: Values): readonly Piece[] {
  const known = [...values].flatMap(([name, fields]) =>
    Object.entries(fields).flatMap(([key, value]) => forms.flatMap((form) => describe(value, { name, key, form }))),
  );
  const ordered = known.sort((a, b) => b.text.length - a.text.length);
  let pieces: readonly Piece[] = [text];
  for (const { text: written, ...mark } of ordered)
    pieces = pieces.flatMap((piece) => (typeof piece === 'string' ? between(piece.split(written), mark) : [piece]));
  return pieces.filter((piece) => piece !== '');
}

function describe(value: Secret, mark: Exclude<Piece, string>): readonly Written[] {
  const text = writeForm(value, mark.form);
  return text.length >= 3 ? [{ ...mark, text }] : [];
}

function between(parts: readonly string[], mark: Piece): readonly Piece[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [mark, part]));
}
