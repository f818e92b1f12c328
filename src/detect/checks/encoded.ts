/** Credentials that are an encoding of something: they must decode, and what they hold must begin as it should. */

/** Three base64url segments; the first is a JSON object that names an algorithm other than `none`. */
export function jwt(token: string): boolean {
  const [head = '', body = ''] = token.split('.');
  const header = decodeObject(head);
  if (typeof header?.['alg'] !== 'string' || header['alg'].toLowerCase() === 'none') return false;
  return 'enc' in header || decodeObject(body) !== undefined;
}

/** Header parameters of https://www.iana.org/assignments/jose/jose.xhtml, and claims that are replicated there. */
const joseNames =
  'alg apu apv aud b64 crit cty enc epk iss iv jku jwk key_ops kid nonce p2c p2s ppt sub svt tag typ url use version x5c x5t x5t#S256 x5u zip kty';
const joseStart = new RegExp(`^\\s*\\{\\s*"(?:${joseNames.replaceAll(' ', '|')})"\\s*:`);

/** The first segment begins as such a header does, and does not ask for no signature; what follows may be damaged. */
export function joseHeaderBegun(token: string): boolean {
  const header = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('latin1');
  return joseStart.test(header) && !/"alg"\s*:\s*"none"/i.test(header);
}

/** As that, and header and claims are JSON objects. */
export function joseHeader(token: string): boolean {
  const [head = '', body = ''] = token.split('.');
  return joseHeaderBegun(token) && decodeObject(head) !== undefined && decodeObject(body) !== undefined;
}

/** As that, of a token that asks for no signature, and makes claims. */
export function joseClaims(token: string): boolean {
  const [head = '', body = ''] = token.split('.');
  const [header, claims] = [decodeObject(head), decodeObject(body)];
  return String(header?.['alg']).toLowerCase() === 'none' && claims !== undefined && Object.keys(claims).length > 0;
}

/** Base64 of three segments of which the first begins as such a header does. */
export function base64Jwt(secret: string): boolean {
  const token = Buffer.from(secret, 'base64').toString('latin1');
  return /^[\w-]{10,}\.[\w-]{10,}\.[\w-]{16,}$/.test(token) && joseHeaderBegun(token);
}

/** Grafana's former API keys: base64 of a JSON object with a 32-character key, a name and an organisation's number; the end may be damaged. */
export function grafanaKey(secret: string): boolean {
  const text = Buffer.from(secret, 'base64').toString('latin1');
  return /^\{"k":"[A-Za-z0-9]{32,64}[^A-Za-z0-9]{1,2}"n":"[^"]{0,80}","id":\d/.test(text);
}

function decodeObject(encoded: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const placeholderPassword =
  /^(?:pass(?:word|wd)?|secret|token|user(?:name)?|test|example|changeme|x{3,}|\*+|\.{3,}|<.*>|\$.*|\{.*|%.*)$/i;

/** No word for a user: who encodes a name of their own means it, whatever the password is. */
export const ownUser =
  /^(?!(?:user|admin|root|guest|test|example|name|login|client|my|your|some|foo|bar|api|id|key|token|pass|secret|alice|bob|x|<|\$|\{|%)|.*(?:name|user|id|email)$)[a-z][\w.-]{2,40}$/i;

/** Base64 of `user:password` in printable text, user and password not both being placeholders. */
export function base64Credentials(secret: string): boolean {
  const text = Buffer.from(secret, 'base64').toString();
  const colon = text.indexOf(':');
  if (colon < 0 || text.startsWith('{"') || !isLegible(text, colon)) return false;
  const password = text.slice(colon + 1);
  return password.length >= 3 && (!placeholderPassword.test(password) || ownUser.test(text.slice(0, colon)));
}

/** Printable text; behind a user's name of some length, one slip of whoever copied it is forgiven. */
function isLegible(text: string, colon: number): boolean {
  const illegible = /[^\x20-\x7e\u00a0-\ufffc]/g;
  const strays = text.match(illegible)?.length ?? 0;
  return strays === 0 || (strays <= 2 && colon >= 12 && text.length - colon >= 16 && text.search(illegible) > colon);
}

/**
 * An armoured private key: real or `\n` line ends, a body that decodes and is as long as its own first bytes say.
 * A truncated, elided or made-up body fails. Encrypted PKCS#1 and PGP bodies have no such mark; they must be long enough.
 */
export function privateKey(armour: string): boolean {
  const text = armour.replaceAll(/\\r|\r/g, '').replaceAll(/\\+n/g, '\n');
  const parts = /-----BEGIN ([A-Z0-9 ]+)-----([^]*?)-----END/.exec(text);
  if (parts === null) return false;
  const [, label = '', content = ''] = parts;
  const encrypted = content.includes('ENCRYPTED');
  const lines = content.split('\n').map(stripQuotes);
  const base64 = lines.filter((line) => !line.includes(':') && !/^=....$/.test(line)).join('');
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(base64)) return false;
  const body = Buffer.from(base64, 'base64');
  if (label.includes('PGP') || label.includes('SSH2') || encrypted) return new Set(body).size > 24;
  return label.includes('OPENSSH') ? isOpenssh(body) : isWholeDer(body);
}

/** Base64 of an armoured private key, or of its first line and as much of it as a fragment needs; of a JSON Web Key or a Tink keyset with a secret half. */
export function base64PrivateKey(secret: string): boolean {
  const text = Buffer.from(secret, 'base64').toString('latin1');
  if (text.startsWith('-----'))
    return /^-----BEGIN [A-Z0-9 ]{0,24}PRIVATE KEY(?: BLOCK)?-----\s[\x20-\x7e\r\n]{48}/.test(text);
  return /"(?:d|k)"\s{0,4}:\s{0,4}"[\w-]{22}|google\.crypto\.tink\.(?!\w*PublicKey)\w*Key/.test(text);
}

/** A line of a key in source code: `"MIIE…" +` is `MIIE…`. */
function stripQuotes(line: string): string {
  const bare = line.trim();
  if (/^["'`]\s*[+.,;)]*$/.test(bare)) return '';
  return bare
    .replace(/^[+.]?\s*["'`]/, '')
    .replace(/["'`]?\s*[,.;\\]*$/, '')
    .replace(/["'`]\s*\+$/, '')
    .trim();
}

function isOpenssh(body: Buffer): boolean {
  return body.subarray(0, 15).toString('latin1') === 'openssh-key-v1\0' && body.length > 100;
}

/** A DER SEQUENCE whose length is that of the body, give or take the padding of a copied key. */
function isWholeDer(body: Buffer): boolean {
  if (body[0] !== 0x30) return false;
  const first = body[1] ?? 0;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 3) return false;
  const length = count === 0 ? first : body.readUIntBE(2, count);
  return Math.abs(2 + count + length - body.length) <= 4;
}

const pypiHosts = ['pypi.org', 'test.pypi.org'];

/** A serialised macaroon whose first packet is its location: PyPI or TestPyPI. */
export function pypiMacaroon(token: string): boolean {
  const bytes = Buffer.from(token.slice('pypi-'.length), 'base64url');
  if (bytes[0] !== 2 || bytes[1] !== 1) return false;
  const length = bytes[2] ?? 0;
  return pypiHosts.includes(bytes.subarray(3, 3 + length).toString('latin1'));
}
