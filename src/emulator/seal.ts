/** Encryption at rest: AES-256-GCM with a fresh nonce for each write, and a key of 32 bytes that only its owner can read. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';

const header = Buffer.from('unleak-emulator 1\n');
const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Header, nonce, tag, content. */
export function seal(text: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(header);
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), content]);
}

/** Throws UserError for another key, and for any changed byte. `name` is what the user calls the file. */
export function open(sealed: Buffer, key: Buffer, name: string): string {
  if (!sealed.subarray(0, header.length).equals(header))
    throw new UserError('usage', `${name} is not a file of unleak emulate`);
  const nonceEnd = header.length + nonceBytes;
  const tagEnd = nonceEnd + tagBytes;
  try {
    const nonce = sealed.subarray(header.length, nonceEnd);
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(header);
    decipher.setAuthTag(sealed.subarray(nonceEnd, tagEnd));
    return decipher.update(sealed.subarray(tagEnd)).toString('utf8') + decipher.final('utf8');
  } catch {
    throw new UserError('usage', `cannot decrypt ${name}: it is damaged, or this is not its key`);
  }
}

/** The key as given (64 hexadecimal digits), or that of the file, which is made where `mayMake` says that nothing needs an old one. */
export function readKey(from: { given: string | undefined; path: string; mayMake: boolean }): Buffer {
  if (from.given !== undefined) return parseKey(from.given, 'UNLEAK_EMULATOR_KEY');
  const kept = readKeyFile(from.path);
  if (kept !== undefined) return parseKey(kept.trim(), from.path);
  if (!from.mayMake)
    throw new UserError('usage', `the key ${from.path} is missing`, {
      hint: 'put it back, or set UNLEAK_EMULATOR_KEY',
    });
  const key = randomBytes(keyBytes);
  writeKeyFile(from.path, `${key.toString('hex')}\n`);
  return key;
}

function parseKey(text: string, name: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new UserError('usage', `${name} must hold 64 hexadecimal digits`);
  return Buffer.from(text, 'hex');
}

function readKeyFile(path: string): string | undefined {
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0)
    throw new UserError('usage', `the key ${path} can be read by others`, { hint: `chmod 600 ${path}` });
  return fs.readFileSync(path, 'utf8');
}

/** Whole or not at all, and before anything is encrypted with it. */
function writeKeyFile(path: string, text: string): void {
  const temporary = `${path}.new`;
  fs.rmSync(temporary, { force: true });
  const file = fs.openSync(temporary, 'wx', 0o600);
  try {
    fs.writeSync(file, text);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
  fs.renameSync(temporary, path);
  if (process.platform === 'win32') return;
  const folder = fs.openSync(dirname(path), 'r');
  fs.fsyncSync(folder);
  fs.closeSync(folder);
}
