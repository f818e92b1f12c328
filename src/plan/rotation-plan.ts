/** What rotates, and by what; what is left to a person, and why. Asks, and changes nothing; no value stands in it. */
import type { Policy } from '../policy-types.ts';
import type {
  GuidedStep,
  Obstacle,
  PastRotation,
  RotationContext,
  RotationPlan,
  RotationStep,
  RotationSubject,
  Rotator,
} from '../rotation-types.ts';
import { guide } from '../rotators/guide.ts';
import type { Guided } from '../rotators/guide.ts';

export interface RotationInput {
  readonly store: string;
  readonly rotators: readonly Rotator[];
  readonly context: RotationContext;
  /** Each with what its pattern says. */
  readonly subjects: readonly (RotationSubject & Pick<Guided, 'why' | 'revoke'>)[];
  /** What cannot be rotated from here: it still stands in the source. */
  readonly others: readonly GuidedStep[];
}

export async function planRotation({
  store,
  rotators,
  context,
  subjects,
  others,
}: RotationInput): Promise<RotationPlan> {
  const steps: RotationStep[] = [];
  const guided: GuidedStep[] = [...others];
  for (const subject of subjects) {
    const rotator = rotators.find((each) => each.accepts(subject, context.wish));
    const found = await rotator?.plan(subject, context);
    if (found !== undefined && isStep(found)) steps.push(found);
    else guided.push(guide(subject, found));
  }
  return assemble({ store, steps, guided, consents: consentsFor(steps, context) });
}

export interface RetirementInput extends Pick<RotationInput, 'store' | 'rotators' | 'context'> {
  readonly past: readonly PastRotation[];
}

export async function planRetirement({ store, rotators, context, past }: RetirementInput): Promise<RotationPlan> {
  const steps: RotationStep[] = [];
  const guided: GuidedStep[] = [];
  for (const one of past) {
    const rotator = rotators.find(({ id }) => id === one.step.rotator);
    const found = await rotator?.retirement?.plan(one, context);
    if (found === undefined) continue;
    if (isStep(found)) steps.push(found);
    else guided.push(guide(one.step, found));
  }
  return assemble({ store, steps, guided, consents: {} });
}

function assemble(parts: Omit<RotationPlan, 'schema' | 'policy'>): RotationPlan {
  const policy: Policy = { Version: '2012-10-17', Statement: parts.steps.flatMap(({ needs }) => needs) };
  return { schema: 1, ...parts, policy };
}

function consentsFor(steps: readonly RotationStep[], { wish }: RotationContext): RotationPlan['consents'] {
  if (steps.length === 0) return {};
  const deployed =
    'confirms that the rewritten source runs everywhere; or --before-deploy: programs that hold the old value stop working';
  return {
    ...(!wish.testOnly && { '--deployed': deployed }),
    ...(wish.ownKey && { '--own-key': 'this session’s own access key may be one of them' }),
  };
}

function isStep(found: RotationStep | Obstacle): found is RotationStep {
  return 'rotator' in found;
}
