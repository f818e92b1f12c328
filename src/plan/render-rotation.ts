/** The plan of a rotation for people: each secret with its phases in order, what is left to a person with the steps, what it needs. */
import { createPalette } from '../report/colors.ts';
import { escapeLine } from '../report/escape.ts';
import type { GuidedStep, RotationPlan, RotationStep } from '../rotation-types.ts';

export function* renderRotation(
  plan: RotationPlan,
  { color, verbose }: { readonly color: boolean; readonly verbose: boolean },
): Iterable<string> {
  const { bold, dim } = createPalette(color);
  for (const step of plan.steps) yield renderStep(step, bold);
  for (const step of plan.guided) yield renderGuided(step, { bold, dim });
  const consents = Object.entries(plan.consents);
  if (consents.length > 0)
    yield `\nneeds\n${consents.map(([flag, meaning]) => `  ${flag}  ${escapeLine(meaning)}\n`).join('')}`;
  if (verbose) yield `\n${JSON.stringify(plan.policy, null, 2)}\n`;
  const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  yield `\n${many(plan.steps.length, 'secret')} to ${plan.steps.some(({ action }) => action === 'retire') ? 'retire' : 'rotate'}, ${plan.guided.length} left to you\n`;
}

function renderStep({ action, secret, title, phases }: RotationStep, bold: (text: string) => string): string {
  const lines = phases.map((phase, at) => `    ${at + 1}. ${escapeLine(phase)}\n`);
  return `${action}  ${bold(escapeLine(secret))}  ${escapeLine(title)}\n${lines.join('')}`;
}

interface Paint {
  bold(text: string): string;
  dim(text: string): string;
}

function renderGuided({ secret, title, code, reason, steps }: GuidedStep, { bold, dim }: Paint): string {
  const what = secret === undefined ? escapeLine(title) : `${bold(escapeLine(secret))}  ${escapeLine(title)}`;
  const lines = steps.map((step, at) => `    ${at + 1}. ${escapeLine(step)}\n`);
  return `by hand ${what}  ${dim(code)}\n  ${escapeLine(reason)}\n${lines.join('')}`;
}
