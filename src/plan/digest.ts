/** A file's digest for plans and journals: slow to compute, since all of a file but a weak password may be known to who reads the plan. */
import { createHash, scryptSync } from 'node:crypto';

/** A run looks at the same few contents again and again; what is kept of each are two hashes. */
const known = new Map<string, string>();

/** 32 hex digits; scrypt (RFC 7914) of the SHA-256, 16 MB and about 30 ms. The salt is fixed, so that plans are the same everywhere. */
export function digestFile(bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest();
  const name = hash.toString('hex');
  const digest = known.get(name) ?? scryptSync(hash, 'unleak-file', 16, { N: 2 ** 14, r: 8, p: 1 }).toString('hex');
  known.set(name, digest);
  return digest;
}
