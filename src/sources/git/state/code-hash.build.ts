/** A hash of all that decides what a sweep finds and how it is told, made when the package is built: what another version has read counts for nothing. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const hash = createHash('sha256');
for (const folder of ['patterns', 'src'])
  for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort())
    if (name.endsWith('.ts')) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));

export const codeHash: string = hash.digest('hex');
