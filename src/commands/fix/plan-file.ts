/** A plan as a file: written for review, and applied only while it is still exactly what would be planned. */
import { readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '../../errors.ts';
import type { Plan } from '../../remediation-types.ts';
import type { RotationPlan } from '../../rotation-types.ts';

export function renderJson(plan: Plan | RotationPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}

export function writePlan(path: string, plan: Plan | RotationPlan): void {
  try {
    writeFileSync(path, renderJson(plan));
  } catch (cause) {
    throw new UserError(
      'incomplete',
      `cannot write ${path} (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'})`,
      { hint: 'nothing else was done; name another file with --plan' },
    );
  }
}

/** Nothing of the file is acted on: it only says whether the person saw the plan that is about to be applied. */
export function requireSame(path: string, plan: Plan | RotationPlan): void {
  if (read(path) === renderJson(plan)) return;
  throw new UserError('usage', `${path} is not the plan any more: files, findings or options have changed`, {
    hint: `look at the new one: the same command without --apply writes it`,
  });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (cause) {
    throw new UserError('usage', `cannot read ${path} (${(cause as NodeJS.ErrnoException).code ?? 'unknown error'})`, {
      hint: `write it with \`unleak fix --plan ${path}\`, review it, then apply`,
    });
  }
}
