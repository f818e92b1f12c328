/** Tables of providers: one row is one pattern, its regex, keywords, examples and near misses made from the row. */
import type { Pattern } from '../types.ts';
import { keywordsOf, named } from './named.ts';
import { leastDrawn, longerSource, shapeAlphabet, shapeMark, shapeSource, tooShort } from './shape.ts';

/**
 * Rows of `title | names | shapes | page | why`.
 * title: its words are the id, so it stays as it is.
 * names: of the vendor, as named.ts reads them; none where the shape has a mark of its own, which is the text that it begins with.
 * shapes: what values look like (shape.ts), separated by ` or `. page: where the credential is made and revoked, without `https://`.
 * why: what somebody can do with it.
 */
export function readTable(text: string): Pattern[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => toPattern(line.split(/ \|(?= )/).map((cell) => cell.trim())));
}

function toPattern(cells: readonly string[]): Pattern {
  const [title = '', names = '', shapes = '', page = '', why = ''] = cells;
  if (cells.length !== 5) throw new Error(`a row has five cells: ${cells.join(' | ')}`);
  const row: Row = { names, shapes: shapes.split(' or ') };
  return {
    id: slug(title),
    title,
    severity: 'high',
    ...(names === '' ? marked(row) : near(row)),
    ...provable(row),
    ...(row.shapes.some((shape) => /^[rs]k_(?:live|test)_/.test(shape)) ? { overlaps: stripeLike } : {}),
    why,
    revoke: `https://${page}`,
    references: [`https://${page}`],
  };
}

/** Others took over the prefixes of Stripe's keys; who is named is the one. */
const stripeLike = ['stripe-secret-key', 'stripe-test-key'];

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

interface Row {
  readonly names: string;
  readonly shapes: readonly string[];
}

type Form = Pick<Pattern, 'regex' | 'keywords' | 'match' | 'miss'>;

/** A value that nobody else gives out: it is found wherever it stands. */
function marked({ shapes }: Row): Form {
  const [first = ''] = shapes;
  const value = shapes.map(shapeSource).join('|');
  // A mark of three letters comes in data as well: in base64 what follows goes on.
  const end = shapes.some((shape) => shapeMark(shape).length <= 3) ? '[^A-Za-z0-9_+/-]' : '[^A-Za-z0-9_-]';
  return {
    regex: new RegExp(`(?:^|[^A-Za-z0-9_-])(?<secret>${value})(?:${end}|$)`),
    keywords: shapes.map(shapeMark),
    match: shapes.flatMap((shape) => [`token = "${shape}"`, `curl -H 'X-Auth: ${shape}'`]),
    miss: [`token = "${tooShort(first)}"`, `token = "x${first}"`, `token = "${shapeMark(first)}{repeat:24:x}"`],
  };
}

/** A value without a mark: found where the vendor is named before it, and what stands between says what it is. */
function near({ names, shapes }: Row): Form {
  const [first = ''] = shapes;
  const name = (names.split(',')[0] ?? '').replaceAll(' ', '_');
  return {
    regex: named(names, valuesOf(shapes).join('|')),
    keywords: keywordsOf(names),
    match: shapes.flatMap((shape) => [`{upcase:${name}}_API_KEY=${shape}`, `"${name}_token": "${shape}"`]),
    miss: [
      `{upcase:${name}}_API_KEY=${tooShort(first)}`,
      `{upcase:${name}}_API_KEY=\${{upcase:${name}}_API_KEY}`,
      `"${name}_version_hash": "${first}"`,
      `uses: ${name}/action@${first}`,
    ],
  };
}

/** Vendors make credentials longer, and say so later than they do it: the first of the shapes may be exceeded, for less certainty. */
function valuesOf(shapes: readonly string[]): string[] {
  const sources = shapes.map((shape) => shapeSource(withLetters(shape)));
  const longer = longerSource(shapes[0] ?? '');
  return longer === undefined ? sources : [...sources, longer];
}

/** Beside its vendor's name, what is built like a UUID need not be hexadecimal. */
function withLetters(shape: string): string {
  return shape.replaceAll('{uuid}', '{an:8}-{an:4}-{an:4}-{an:4}-{an:12}');
}

function provable({ names, shapes }: Row): Pick<Pattern, 'checks' | 'entropy' | 'confidence'> {
  const alphabets = shapes.map(shapeAlphabet);
  // A long value with a mark is no word of its vendor's, whether it happens to have a digit or not.
  const isPlain = names !== '' && shapes.every((shape) => shapeMark(shape).length > 1 && leastDrawn(shape) >= 40);
  const isMixed = alphabets.every((alphabet) => alphabet === 'mixed' || alphabet === 'hex');
  const checks: Pattern['checks'] = isMixed && !isPlain ? ['mixed-alnum'] : [];
  const entropy = alphabets.includes('digits') ? 2 : alphabets.includes('hex') ? 2.5 : 3;
  if (names === '') return { checks, entropy };
  const isOpen = shapes.some((shape) => /^\{\w+:\d+-\d+\}$/.test(shape));
  return { checks: ['vendor-context', ...checks], entropy, confidence: isOpen ? 'medium' : 'high' };
}
