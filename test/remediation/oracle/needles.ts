/** Every form in which a value could get out, as bytes to search for: nothing is told of where the program thinks it stands. */

/** A form's name, and its bytes read as Latin-1. */
export type Needle = readonly [form: string, text: string];

/** Of a value of several lines each long line counts, too: half a private key is a leak. */
export function needlesOf(value: string): readonly Needle[] {
  const lines = value.split('\n').filter((line) => line.length >= 20 && line !== value && !line.startsWith('-----'));
  return [...formsOf(value), ...lines.flatMap(formsOf)];
}

/** The forms of which a text, read as Latin-1, holds one. */
export function findForms(text: string, needles: readonly Needle[]): readonly string[] {
  return [...new Set(needles.filter(([, needle]) => text.includes(needle)).map(([form]) => form))];
}

function formsOf(value: string): readonly Needle[] {
  const bytes = Buffer.from(value);
  const wide = Buffer.from(value, 'utf16le');
  const escaped = JSON.stringify(value).slice(1, -1);
  const percent = encodeURIComponent(value);
  return [
    ['plain', latin(bytes)],
    ['reversed', latin(Buffer.from([...value].toReversed().join('')))],
    ['JSON', latin(Buffer.from(escaped))],
    ['JSON in JSON', latin(Buffer.from(JSON.stringify(escaped).slice(1, -1)))],
    ['percent', percent],
    ['lower-case percent', percent.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ['form', percent.replaceAll('%20', '+')],
    ['hex', bytes.toString('hex')],
    ['upper-case hex', bytes.toString('hex').toUpperCase()],
    ['UTF-16', latin(wide)],
    ['big-endian UTF-16', latin(Buffer.from(wide).swap16())],
    ...[0, 1, 2].flatMap((shift) => base64At(bytes, shift)),
  ];
}

/** What is the same in base64 of any text that holds the bytes at this distance from a multiple of three. */
function base64At(bytes: Buffer, shift: number): readonly Needle[] {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const core = padded.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((padded.length * 8) / 6));
  return [
    [`base64, ${shift}`, core],
    [`base64url, ${shift}`, core.replaceAll('+', '-').replaceAll('/', '_')],
  ];
}

function latin(bytes: Buffer): string {
  return bytes.toString('latin1');
}
