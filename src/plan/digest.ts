/** A file's digest for plans and journals: slow to compute, since all of a file but a weak password may be known to who reads the plan. */
import { createHash, scryptSync } from 'node:crypto';

/** A run looks at the same few contents again and again; what is kept of each are two hashes. */
const known = new Map<string, string>();

/**
 * 32 hex digits; scrypt (RFC 7914) of the SHA-256, 1 MB and about 2 ms: a guess costs what one at a finding's id does, which stands in the
 * same plan. The salt is fixed, so that plans are the same everywhere.
 */
export function digestFile(bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest();
  const name = hash.toString('hex');
  const digest = known.get(name) ?? scryptSync(hash, 'unleak-file', 16, { N: 2 ** 13, r: 1, p: 1 }).toString('hex');
  known.set(name, digest);
  return digest;
}
