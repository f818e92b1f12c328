/** A value's shape, written as a template is (template.ts): into the regex source that reads it, and into templates of values that just miss it. */

const classes: Readonly<Record<string, string>> = {
  an: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  lower: 'a-z',
  upper: 'A-Z',
  digits: '0-9',
  lowernum: 'a-z0-9',
  uppernum: 'A-Z0-9',
  hex: '0-9a-f',
  HEX: '0-9A-F',
  anyhex: '0-9a-fA-F',
  b64pad: 'A-Za-z0-9_=-',
  word: 'A-Za-z0-9_',
  b64: 'A-Za-z0-9+/',
  b64url: 'A-Za-z0-9_-',
  b32: 'A-Z2-7',
  b58: '1-9A-HJ-NP-Za-km-z',
};

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'random'; readonly name: string; readonly least: number; readonly most: number }
  | { readonly kind: 'uuid'; readonly name: string };

/** Without groups that capture. Throws on a placeholder that is no shape. */
export function shapeSource(shape: string): string {
  return piecesOf(shape).map(pieceSource).join('');
}

/**
 * What is longer than the shape: its source, and behind it at most as much again, in the group `beyond`. Undefined for hexadecimal and short
 * shapes, and for those of which the length is open.
 */
export function longerSource(shape: string): string | undefined {
  const last = piecesOf(shape).at(-1);
  if (last?.kind !== 'random' || last.most !== last.least || last.least < 20) return undefined;
  if (/hex|digits/i.test(last.name)) return undefined;
  return `${shapeSource(shape)}(?<beyond>[A-Za-z0-9_-]{1,${last.least}})`;
}

/** The literal text at its beginning, '' where there is none. */
export function shapeMark(shape: string): string {
  const [first] = piecesOf(shape);
  return first?.kind === 'text' ? first.text : '';
}

/** Whether its random part has letters only or digits only, or few kinds of either: then less can be asked of the value. */
export function shapeAlphabet(shape: string): 'hex' | 'digits' | 'letters' | 'mixed' {
  const names = piecesOf(shape).flatMap((piece) => ('name' in piece ? [piece.name] : []));
  if (names.every((name) => /^(?:hex|anyhex|uuid)$/i.test(name))) return 'hex';
  if (names.every((name) => name === 'digits')) return 'digits';
  return names.every((name) => /^(?:lower|upper|alpha)$/.test(name)) ? 'letters' : 'mixed';
}

/** Characters that are drawn, at least. */
export function leastDrawn(shape: string): number {
  return piecesOf(shape).reduce((sum, piece) => sum + leastOf(piece), 0);
}

function leastOf(piece: Piece): number {
  return piece.kind === 'random' ? piece.least : piece.kind === 'uuid' ? 36 : 0;
}

/** The same shape, its longest random part a character shorter than it may be. */
export function tooShort(shape: string): string {
  const pieces = piecesOf(shape);
  const longest = pieces.reduce((best, piece) => (leastOf(piece) > leastOf(best) ? piece : best));
  return pieces.map((piece) => (piece === longest ? shortened(piece) : templateOf(piece))).join('');
}

function shortened(piece: Piece): string {
  if (piece.kind === 'uuid') return `{cut:1:{${piece.name}}}`;
  if (piece.kind === 'random') return `{${piece.name}:${piece.least - 1}}`;
  return templateOf(piece);
}

function templateOf(piece: Piece): string {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'uuid') return `{${piece.name}}`;
  if (piece.kind === 'choice') return `{pick:${piece.choices.join('|')}}`;
  return `{${piece.name}:${piece.least}${piece.most > piece.least ? `-${piece.most}` : ''}}`;
}

function pieceSource(piece: Piece): string {
  if (piece.kind === 'text') return escapeText(piece.text);
  if (piece.kind === 'choice') return `(?:${piece.choices.map(escapeText).join('|')})`;
  if (piece.kind === 'uuid') return '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
  const { name, least, most } = piece;
  const set = `[${classes[name]}]`;
  if (least > mostRepeats) throw new Error(`at least ${least} is more than RE2 counts to`);
  if (most > mostRepeats) return `${set}{${least},${mostRepeats}}${set}{0,${most - mostRepeats}}`;
  return `${set}{${least}${most > least ? `,${most}` : ''}}`;
}

/** RE2 reads no higher count. */
const mostRepeats = 1000;

function escapeText(text: string): string {
  return text.replaceAll(/[.*+?^$()[\]{}|\\/-]/g, '\\$&');
}

function piecesOf(shape: string): Piece[] {
  return shape
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map(readPiece);
}

function readPiece(text: string): Piece {
  if (!text.startsWith('{')) return { kind: 'text', text };
  const [name = '', argument = ''] = text.slice(1, -1).split(':');
  if (name === 'pick') return { kind: 'choice', choices: argument.split('|') };
  if (/^uuid$/i.test(name)) return { kind: 'uuid', name };
  const [, least, most = least] = /^(\d+)(?:-(\d+))?$/.exec(argument) ?? [];
  if (classes[name] === undefined || least === undefined) throw new Error(`not a shape: ${text}`);
  return { kind: 'random', name, least: Number(least), most: Number(most) };
}
