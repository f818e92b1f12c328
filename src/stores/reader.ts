/** How programs read a service of AWS, whichever server answers: shared by all stores that speak its protocol. */
import type { Reader } from '../remediation-types.ts';
import { javascriptParameterReader, javascriptReader } from './reader-javascript.ts';
import { pythonParameterReader, pythonReader } from './reader-python.ts';

export function secretsManagerReader(store: string): Reader {
  return { store, javascript: javascriptReader, python: pythonReader };
}

export function parameterStoreReader(store: string): Reader {
  return { store, javascript: javascriptParameterReader, python: pythonParameterReader };
}
