/** The rewriters that exist; the first whose `matches` says yes has the file. One line each. */
import type { Rewriter } from '../remediation-types.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export const rewriters: readonly Rewriter[] = [javascript, python];
