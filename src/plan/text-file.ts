/** Files as text and back: offsets are those of the text without a byte order mark, and encoding what was decoded gives the same bytes. */

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le-bom';

export interface TextFile {
  readonly text: string;
  readonly encoding: Encoding;
}

/** Undefined for what is not text in an encoding that survives the way back byte by byte. */
export function decodeText(bytes: Uint8Array): TextFile | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = sniffEncoding(buffer);
  const text =
    encoding === 'utf-16le-bom' ? buffer.toString('utf16le', 2) : buffer.toString('utf8', markLength(encoding));
  const file = { text, encoding };
  return !text.includes('\0') && encodeText(file).equals(buffer) ? file : undefined;
}

export function encodeText({ text, encoding }: TextFile): Buffer {
  if (encoding === 'utf-16le-bom') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.from(encoding === 'utf-8-bom' ? `\ufeff${text}` : text, 'utf8');
}

function sniffEncoding(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le-bom';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8-bom' : 'utf-8';
}

function markLength(encoding: Encoding): number {
  return encoding === 'utf-8-bom' ? 3 : 0;
}
