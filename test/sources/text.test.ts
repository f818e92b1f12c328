import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createTranscoder, isWide, sniff, type ContentKind, type WideEncoding } from '../../src/sources/text.ts';
import { makeTar, makeZip } from '../fixtures/archives.ts';

const sample = 'name = "Jürgen €"\nface = "\u{1f600}"\n'.repeat(20);

function encode(text: string, encoding: WideEncoding): Buffer {
  const wide = Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16le') return wide;
  if (encoding === 'utf-16be') return wide.swap16();
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const out = Buffer.alloc(points.length * 4);
  for (const [i, point] of points.entries()) out.writeUInt32LE(point, i * 4);
  return encoding === 'utf-32le' ? out : out.swap32();
}

const wideEncodings: readonly WideEncoding[] = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'];

describe('sniff', () => {
  it.each<[string, ContentKind, Uint8Array]>([
    ['nothing', 'text', Buffer.alloc(0)],
    ['ASCII', 'text', Buffer.from('key = value\n')],
    ['UTF-8', 'text', Buffer.from(sample)],
    ['UTF-8 with a byte order mark', 'text-bom', Buffer.from(`\ufeff${sample}`)],
    ['Latin-1', 'text', Buffer.from('Jürgen', 'latin1')],
    ['numbers that begin like UTF-16', 'binary', Buffer.from('ÿþ\x01\0\x02\0\x03\0', 'latin1')],
    ['text that begins with PK', 'text', Buffer.from('PK\n')],
    ['a NUL-separated environment', 'text', Buffer.from('HOME=/root\0PATH=/usr/bin:/bin\0LANG=en_GB.UTF-8\0')],
    ['a notebook', 'text', Buffer.from(JSON.stringify({ cells: [{ source: ['a = 1\n'] }], nbformat: 4 }))],
    ['a PDF without a NUL', 'binary', Buffer.from('%PDF-1.7\nstream\n')],
    ['compressed data', 'binary', deflateSync(Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * i) % 251)))],
    ['little 32-bit numbers', 'binary', Buffer.from(new Uint32Array(500).map((_, i) => i % 30).buffer)],
    ['an ELF header', 'binary', Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0', 'latin1')],
    ['gzip', 'gzip', gzipSync('text')],
    ['zip', 'zip', makeZip([{ name: 'a', content: Buffer.from('text') }])],
    ['an empty zip', 'zip', makeZip([])],
    ['tar', 'tar', makeTar([{ name: 'a', content: Buffer.from('text') }])],
    ['a folder in a tar', 'tar', makeTar([{ name: 'a/', content: Buffer.alloc(0), type: '5' }])],
  ])('takes %s for %s', (_, kind, bytes) => {
    expect(sniff(bytes)).toBe(kind);
  });

  it.each(
    wideEncodings.flatMap((encoding) => [
      [encoding, 'with a byte order mark', encode(`\ufeff${sample}`, encoding)] as const,
      [encoding, 'without a byte order mark', encode(sample, encoding)] as const,
      [encoding, 'of one short line', encode('k=v\n', encoding)] as const,
    ]),
  )('knows %s %s', (encoding, _, bytes) => {
    expect(sniff(bytes)).toBe(encoding);
  });

  it.each(wideEncodings)('knows Chinese in %s by its mark', (encoding) => {
    expect(sniff(encode(`\ufeff${'密码是什么\n'.repeat(9)}`, encoding))).toBe(encoding);
  });

  it('looks at no more than the first 8,000 bytes', () => {
    expect(sniff(Buffer.from('a'.repeat(8_000) + '\0\0\0\x01'))).toBe('text');
  });
});

describe('createTranscoder', () => {
  it.each(wideEncodings.flatMap((encoding) => [1, 3, 7, 4096].map((size) => [encoding, size] as const)))(
    'turns %s in pieces of %i bytes into UTF-8',
    (encoding, size) => {
      const bytes = encode(`\ufeff${sample}`, encoding);
      const transcoder = createTranscoder(encoding);
      const parts: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) parts.push(transcoder.push(bytes.subarray(at, at + size)));
      expect(Buffer.concat([...parts, transcoder.finish()]).toString()).toBe(sample);
    },
  );

  it.each<[string, WideEncoding, Uint8Array]>([
    ['half a surrogate pair', 'utf-16le', Buffer.from([0x61, 0, 0x3d, 0xd8, 0x62, 0])],
    ['a number beyond Unicode', 'utf-32le', Buffer.from([0x61, 0, 0, 0, 0, 0, 0x11, 0, 0x62, 0, 0, 0])],
    ['a surrogate', 'utf-32be', Buffer.from([0, 0, 0, 0x61, 0, 0, 0xd8, 0, 0, 0, 0, 0x62])],
  ])('keeps the column after %s', (_, encoding, bytes) => {
    const transcoder = createTranscoder(encoding);
    expect(Buffer.concat([transcoder.push(bytes), transcoder.finish()]).toString()).toBe('a\ufffdb');
  });

  it('leaves its input as it was', () => {
    const bytes = encode(sample, 'utf-16be');
    const before = Buffer.from(bytes);
    createTranscoder('utf-16be').push(bytes);
    expect(bytes.equals(before)).toBe(true);
  });
});

it('has a name for each wide encoding', () => {
  expect(wideEncodings.every(isWide)).toBe(true);
  expect((['text', 'text-bom', 'binary', 'zip'] as const).some(isWide)).toBe(false);
});
