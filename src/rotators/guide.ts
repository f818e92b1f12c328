/** What a person does where no rotator can: the pattern's own page, the store, and the order that breaks nothing. */
import type { GuidedStep, Obstacle } from '../rotation-types.ts';

export interface Guided {
  readonly secret?: string;
  readonly findings: readonly string[];
  readonly title: string;
  /** Of the pattern; absent where nobody knows what the secret is. */
  readonly why?: string;
  readonly revoke?: string;
}

export function guide({ secret, findings, title, why, revoke }: Guided, obstacle?: Obstacle): GuidedStep {
  const base = { ...(secret !== undefined && { secret }), findings, title };
  if (obstacle !== undefined) return { ...base, ...obstacle };
  const page = revoke === undefined ? 'at its service' : `: ${revoke}`;
  const steps = [
    ...(why === undefined ? [] : [`what it opens: ${why}`]),
    'deploy the rewritten program first: the old value ends when it is revoked',
    `make a new one ${revoke === undefined ? page : `there${page}`}`,
    ...(secret === undefined ? [] : [putStep(secret)]),
    'see that the program works with the new one, then revoke the old one on the same page',
  ];
  return { ...base, code: 'no-rotator', reason: 'no rotator knows this kind of credential', steps };
}

/** By way of standard input: what stands in a command line is in the shell's history, and every process can see it. */
function putStep(secret: string): string {
  return `put it into ${secret}: \`aws secretsmanager put-secret-value --secret-id ${secret} --secret-string file:///dev/stdin\`, and paste it there`;
}

/** Rotating what the source still holds would break every program that reads it. */
export function inSource({ secret, findings, title, why, revoke }: Guided): GuidedStep {
  return {
    ...(secret !== undefined && { secret }),
    ...{ findings, title, code: 'in-source', reason: 'the value still stands in the source' },
    steps: [
      ...(why === undefined ? [] : [`what it opens: ${why}`]),
      '`unleak fix --apply`, then deploy the rewritten program',
      `then rotate it${revoke === undefined ? '' : `: \`unleak rotate\` tells how, and the page is ${revoke}`}`,
    ],
  };
}
