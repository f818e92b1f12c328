/** File names as the file system has them, bytes of any value: as strings of one character a byte, so that nothing is lost or confused. */
import type { PathLike } from 'node:fs';

/** A path, `/`-separated, each character one byte (Latin-1); the text that people see is `displayBytes`. */
export type ByteName = string & { readonly byteName: true };

/** From a name as Node gives it (decoded from UTF-8) or as git does (bytes). */
export function toByteName(name: string | Buffer): ByteName {
  return (typeof name === 'string' ? Buffer.from(name) : name).toString('latin1') as ByteName;
}

/** What to give to Node's file functions. */
export function toPath(name: ByteName): PathLike {
  return isAscii(name) ? name : Buffer.from(name, 'latin1');
}

/** Read as UTF-8; what is none becomes U+FFFD. Control characters are the reporters' matter. */
export function toText(name: ByteName): string {
  return isAscii(name) ? name : Buffer.from(name, 'latin1').toString();
}

/** True when text and bytes say the same, so that the text can be given to other programs. */
export function isUtf8Name(name: ByteName): boolean {
  return toByteName(toText(name)) === name;
}

export function joinNames(folder: ByteName, name: ByteName): ByteName {
  return (folder === '' || folder.endsWith('/') ? folder + name : `${folder}/${name}`) as ByteName;
}

function isAscii(name: ByteName): boolean {
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) > 0x7f) return false;
  return true;
}
