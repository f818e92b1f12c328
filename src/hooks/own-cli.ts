/** Where the CLI that runs now stands, to be called again by a hook. */
import { fileURLToPath } from 'node:url';

/** Absolute. All files of the bundle are in one folder. */
export function ownCli(): string {
  return fileURLToPath(new URL('cli.js', import.meta.url));
}
