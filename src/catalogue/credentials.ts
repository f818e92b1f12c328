/** Generators of made-up credentials whose checksum or structure is right, so that checks can be tested without a real one. */
import { base36, base62, crc32, toBase } from '../detect/crc32.ts';
import type { Random } from './random.ts';

const alphanumeric = base62;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** By placeholder name; the argument is already expanded, '' when there is none. */
export const credentials: Readonly<Record<string, (argument: string, random: Random) => string>> = {
  github: (prefix, random) => `${prefix}_${withChecksum(random)}`,
  npm: (_, random) => `npm_${withChecksum(random)}`,
  gitlab: (prefix, random) => gitlabRoutable(prefix, '.01.', random),
  'gitlab-unversioned': (prefix, random) => gitlabRoutable(prefix, '.', random),
  jwt: (claims, random) => jwt(claims, random),
  'aws-id': (prefix, random) => awsKeyId(prefix, random),
  pem: (label, random) => pem(label, random),
  'pem-escaped': (label, random) => pem(label, random).replaceAll('\n', '\\n'),
  pypi: (host, random) => pypiToken(host || 'pypi.org', random),
};

/** 30 random characters and their CRC-32 in six base62 digits. */
function withChecksum(random: Random): string {
  const body = random.text(alphanumeric, 30);
  return body + toBase(crc32(body), base62, 6);
}

/** Payload, version if any, length of the payload in base36, and the CRC-32 of all before it in seven base36 digits. */
function gitlabRoutable(prefix: string, version: string, random: Random): string {
  const routing = `c:1\no:${random.number(900) + 100}\nu:${random.number(90_000) + 10_000}\n`;
  const raw = Buffer.concat([Buffer.from(routing), random.bytes(16), Buffer.from([16])]);
  const payload = raw.toString('base64url');
  const head = `${prefix}-${payload}${version}${payload.length.toString(36).padStart(2, '0')}`;
  return head + toBase(crc32(head), base36, 7);
}

function jwt(claims: string, random: Random): string {
  const encode = (text: string): string => Buffer.from(text).toString('base64url');
  const body = claims || `{"sub":"${random.text(alphanumeric, 12)}","iat":${1_600_000_000 + random.number(9e7)}}`;
  return `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(body)}.${random.bytes(32).toString('base64url')}`;
}

/** The first eight base32 characters after the prefix hold the account: they begin with the bit that newer ids have set. */
function awsKeyId(prefix: string, random: Random): string {
  return prefix + random.text('QRSTUVWXYZ', 1) + random.text(base32, 15);
}

/** A DER sequence of a believable length under the label's armour; its numbers are random and form no key. */
function pem(label: string, random: Random): string {
  const body = label.startsWith('OPENSSH') ? opensshBody(random) : derBody(random);
  const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----`;
}

function derBody(random: Random): Buffer {
  const version = Buffer.from([0x02, 0x01, 0x00]);
  const modulus = Buffer.concat([Buffer.from([0x02, 0x82, 0x01, 0x01, 0x00]), random.bytes(256)]);
  const rest = Buffer.concat([Buffer.from([0x04, 0x82, 0x01, 0x00]), random.bytes(256)]);
  const content = Buffer.concat([version, modulus, rest]);
  const head = Buffer.from([0x30, 0x82, content.length >> 8, content.length & 0xff]);
  return Buffer.concat([head, content]);
}

function opensshBody(random: Random): Buffer {
  const string = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const none = string(Buffer.from('none'));
  const head = [Buffer.from('openssh-key-v1\0'), none, none, string(Buffer.alloc(0)), Buffer.from([0, 0, 0, 1])];
  return Buffer.concat([...head, string(random.bytes(51)), string(random.bytes(136))]);
}

/** A version-2 macaroon: location, identifier and signature packets. */
function pypiToken(host: string, random: Random): string {
  const packet = (kind: number, bytes: Buffer): Buffer => Buffer.concat([Buffer.from([kind, bytes.length]), bytes]);
  const identifier = Buffer.from(random.bytes(18).toString('hex'));
  const macaroon = Buffer.concat([
    Buffer.from([2]),
    packet(1, Buffer.from(host)),
    packet(2, identifier),
    Buffer.from([0, 0]),
    packet(6, random.bytes(32)),
  ]);
  const filler = random.bytes(60);
  return `pypi-${Buffer.concat([macaroon, filler]).toString('base64url')}`;
}
