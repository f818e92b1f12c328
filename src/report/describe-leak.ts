/** Says how a value came into a log, and which line printed it. */
import type { LocatedLeak } from '../log-types.ts';
import { escapeLine } from './escape.ts';
import { leakCauses } from './leak-causes.ts';
import type { Redactor } from './redact.ts';

/** `printed by a shell trace (set -x), in step Deploy, at .github/workflows/ci.yml:12`; one line, redacted and escaped. */
export function describeLeak({ cause, step, disguise, printedBy }: LocatedLeak, redactor: Redactor): string {
  return [
    `printed by ${leakCauses[cause].title}`,
    ...(disguise === undefined ? [] : [disguises[disguise]]),
    ...(step === undefined ? [] : [`in step ${escapeLine(redactor.line(step))}`]),
    ...(printedBy === undefined ? [] : [`at ${escapeLine(redactor.line(printedBy.path))}:${printedBy.line}`]),
  ].join(', ');
}

const disguises = { reversed: 'written backwards', spaced: 'spaced out' } as const;
