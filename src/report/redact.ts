/** Hides every value that the report knows of, wherever it stands in what is about to be printed. */
import { estimateBits } from '../detect/strength.ts';
import type { Finding, Frame, Location } from '../types.ts';
import { indexValues } from './known-values.ts';
import type { Range } from './known-values.ts';
import { indexSpans } from './spans.ts';
import type { SpanIndex, Stretch } from './spans.ts';

export interface Redactor {
  /** A path, a name, a reason: hides long values only, as a path without its words is of no use. */
  line(text: string): string;
  /** The frame's lines; a value is replaced by its redacted form, pieces of values by asterisks. Not yet escaped. */
  frame(frame: Frame, location: Location): readonly FrameLine[];
}

export interface FrameLine {
  readonly line: number;
  readonly text: string;
}

/** What is to be hidden, and where it stands. */
export type Known = Pick<Finding, 'secret' | 'parts' | 'locations'>;

export interface Redactable {
  readonly findings: readonly Known[];
  /** All has been hidden in them before. */
  readonly recalled?: boolean;
}

/** With `showSecrets` it hides nothing. */
export function createRedactor(report: Redactable, showSecrets: boolean): Redactor {
  if (showSecrets || report.recalled === true) return { line: (text) => text, frame: splitFrame };
  const known = indexValues(printableForms(report.findings), weakParts(report.findings));
  const spans = indexSpans(report.findings);
  const lines = new Map<string, string>();
  return {
    line(text) {
      const done =
        lines.get(text) ??
        replaceRanges(
          text,
          known.find(text).filter((range) => isLong(text, range)),
        );
      if (lines.size < 10_000) lines.set(text, done);
      return done;
    },
    frame(frame, location) {
      const rows = splitFrame(frame);
      const ranges = known.find(frame.text.reveal());
      let offset = 0;
      return rows.flatMap(({ line, text }, at) => {
        const own = ranges.map(([from, to]): Range => [from - offset, to - offset]);
        offset += text.length + 1;
        const firstColumn = at === 0 ? frame.firstColumn : 1;
        const redacted = redactRow({
          text,
          firstColumn,
          stretches: spansOn({ spans, location, line, text, firstColumn }),
          known: own,
        });
        return redacted === undefined ? [] : [{ line, text: redacted }];
      });
    },
  };
}

const stars = '****';

function splitFrame({ firstLine, text }: Frame): FrameLine[] {
  return text
    .reveal()
    .split('\n')
    .map((row, at) => ({ line: firstLine + at, text: row.replace(/\r$/, ' ') }));
}

/** Values as they are and as URLs and base64 write them; the detector's own spans cover any other encoding. */
function* printableForms(findings: readonly Known[]): Iterable<string> {
  for (const { secret, parts } of findings) {
    const strong = Object.values(parts)
      .map((part) => part.reveal())
      .filter(isStrong);
    for (const value of [secret.reveal(), ...strong]) {
      yield value;
      if (/[^\w.~-]/.test(value)) yield encodeURIComponent(value.replace(/\p{Surrogate}/gu, '?'));
    }
    if (findings.length <= manyFindings) yield* base64Forms(secret.reveal());
  }
}

/** Companions that may be guessed, but those that say where the secret belongs: without them nobody recognises the line. */
function* weakParts(findings: readonly Known[]): Iterable<string> {
  for (const { parts } of findings) {
    for (const [name, part] of Object.entries(parts))
      if (!isAddress.has(name) && !isStrong(part.reveal())) yield part.reveal();
  }
}

const isAddress = new Set(['user', 'host', 'port', 'database']);

function isStrong(value: string): boolean {
  return estimateBits(value) >= 64;
}

/** Base64 of three alignments quadruples the index; with so many findings a report is for machines. */
const manyFindings = 5_000;

/** What stays the same in the base64 of any text that holds the value, whatever stands around it. */
function* base64Forms(value: string): Iterable<string> {
  for (const shift of [0, 1, 2]) {
    const bytes = Buffer.from('\0'.repeat(shift) + value);
    const whole = bytes.toString('base64').replaceAll('=', '');
    const form = whole.slice(Math.ceil((shift * 8) / 6), Math.floor((bytes.length * 8) / 6));
    if (form.length >= 16) yield form;
  }
}

function isLong(text: string, [from, to]: Range): boolean {
  return to - from >= 12 || (to - from >= 8 && /\d/.test(text.slice(from, to)));
}

function replaceRanges(text: string, ranges: readonly Range[]): string {
  let done = 0;
  const pieces = ranges.map(([from, to]) => {
    const before = text.slice(done, from);
    done = to;
    return before + stars;
  });
  return pieces.join('') + text.slice(done);
}

interface RowPlace {
  readonly spans: SpanIndex;
  readonly location: Location;
  readonly line: number;
  readonly text: string;
  readonly firstColumn: number;
}

function spansOn({ spans, location, line, text, firstColumn }: RowPlace): readonly Stretch[] {
  return spans.on(location, line, [firstColumn, firstColumn + Math.max(1, text.length)]);
}

interface Row {
  readonly text: string;
  readonly firstColumn: number;
  readonly stretches: readonly Stretch[];
  readonly known: readonly Range[];
}

/** Undefined for a line on which there is nothing but the middle of a value. */
function redactRow({ text, firstColumn, stretches, known }: Row): string | undefined {
  const clamp = (at: number): number => Math.min(Math.max(at, 0), text.length);
  const marks = [
    ...stretches.map(({ from, to, label }) => ({
      from: clamp(from - firstColumn),
      to: clamp(to - firstColumn),
      label,
    })),
    ...known.map(([from, to]) => ({ from: clamp(from), to: clamp(to), label: undefined })),
  ].filter(({ from, to }) => from < to);
  const joined = joinMarks(marks);
  const [only] = joined;
  const hidden = only !== undefined && only.label === undefined && text.slice(only.from, only.to) === text.trim();
  if (hidden && stretches.length > 0) return undefined;
  let done = 0;
  const pieces = joined.map(({ from, to, label }) => {
    const before = text.slice(done, from);
    done = to;
    return before + (label ?? stars);
  });
  return pieces.join('') + text.slice(done);
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly label: string | undefined;
}

/** Marks that overlap become one; it keeps the label of the value that begins first. */
function joinMarks(marks: readonly Mark[]): readonly Mark[] {
  const joined: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = joined.at(-1);
    if (last === undefined || mark.from >= last.to) joined.push(mark);
    else
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, mark.to), label: last.label ?? mark.label };
  }
  return joined;
}
