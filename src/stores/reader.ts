/** How programs read Secrets Manager, whichever server answers: shared by all stores that speak its protocol. */
import type { Reader } from '../remediation-types.ts';
import { javascriptReader } from './reader-javascript.ts';
import { pythonReader } from './reader-python.ts';

export function secretsManagerReader(store: string): Reader {
  return { store, javascript: javascriptReader, python: pythonReader };
}
