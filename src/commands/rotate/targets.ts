/** What `unleak rotate` is about: secrets that the fixes of this clone have stored, secrets that are named, and findings that are no secret yet. */
import type { Entry, Journal } from '../../apply/journal.ts';
import { readState } from '../../apply/journal.ts';
import { linesOf, readRotation } from '../../apply/rotation-log.ts';
import { UserError } from '../../errors.ts';
import type { Plan } from '../../remediation-types.ts';
import type { GuidedStep, PastRotation } from '../../rotation-types.ts';
import { inSource } from '../../rotators/guide.ts';
import type { Guided } from '../../rotators/guide.ts';
import type { Finding } from '../../types.ts';

/** A secret, and what is known of it without asking the store. */
export interface Target extends Guided {
  readonly secret: string;
}

export interface Targets {
  readonly secrets: readonly Target[];
  readonly others: readonly GuidedStep[];
}

export interface Choice {
  readonly named: readonly string[];
  /** What fixes have stored (`storedTargets`). */
  readonly stored: readonly Target[];
  /** What the work tree holds now. */
  readonly open: readonly Finding[];
  /** Consent to rotate what is still in the source. */
  readonly anyway: boolean;
}

export function chooseTargets({ named, stored, open, anyway }: Choice): Targets {
  const inTree = new Set(open.map(({ id }) => id));
  const moved = new Set(stored.flatMap(({ findings }) => findings));
  const chosen =
    named.length === 0 ? [...stored, ...open.map(toLoose)] : named.flatMap((name) => find(name, stored, open));
  const secrets: Target[] = [];
  const others: GuidedStep[] = [];
  for (const one of new Set(chosen)) {
    const isLeft = one.findings.some((id) => inTree.has(id));
    if (isTarget(one) && (anyway || !isLeft)) secrets.push(one);
    // A secret that is left is listed by its name, and not once more by its finding.
    else if (isTarget(one) || !one.findings.some((id) => moved.has(id))) others.push(inSource(one));
  }
  return { secrets, others };
}

function isTarget(one: Guided): one is Target {
  return one.secret !== undefined;
}

function toLoose({ id, title, why, revoke }: Finding): Guided {
  return { findings: [id], title, why, revoke };
}

/** A secret's name, or the beginning of a finding's id. */
function find(name: string, stored: readonly Target[], open: readonly Finding[]): readonly Guided[] {
  const exact = stored.find(({ secret }) => secret === name);
  if (exact !== undefined) return [exact];
  if (name.length >= 4 && /^[0-9a-f]+$/.test(name)) {
    const moved = stored.filter(({ findings }) => findings.some((id) => id.startsWith(name)));
    const loose = open.filter(({ id }) => id.startsWith(name)).map(toLoose);
    if (moved.length + loose.length > 0) return moved.length > 0 ? moved : loose;
  }
  if (/^[A-Za-z0-9/_+=.@:-]{1,512}$/.test(name))
    return [{ secret: name, findings: [], title: 'a secret of the store' }];
  throw new UserError('usage', 'rotate takes the names of secrets, or the beginnings of findings’ ids', {
    hint: '`unleak scan` prints the id of each finding',
  });
}

/** The last fix that stored a secret of that name knows best. */
export function storedTargets(runs: Journal['runs'], store: string): readonly Target[] {
  const plans = appliedFixes(runs).flatMap(({ plan }) => (plan.store === store ? [plan] : []));
  const targets = new Map(plans.flatMap((plan) => plan.steps.flatMap((step) => toTarget(step, plan))));
  return [...targets.values()];
}

export function appliedFixes(runs: Journal['runs']): readonly { readonly plan: Plan; readonly region?: string }[] {
  return runs.flatMap((entries) => {
    const state = readState(entries);
    return state?.phase === 'applied' ? [state.begin] : [];
  });
}

function toTarget(step: Plan['steps'][number], { steps }: Plan): readonly (readonly [string, Target])[] {
  if (step.kind !== 'store') return [];
  const { name, keys } = step.secret;
  const findings = [...new Set(Object.values(keys).map(({ finding }) => finding))];
  const advice = steps.flatMap((each) => (each.kind === 'rotate' && findings.includes(each.finding) ? [each] : []));
  const [first] = advice;
  const title = [...new Set(advice.map((each) => each.title))].join(', ');
  return [
    [name, { secret: name, findings, title, ...(first !== undefined && { why: first.why, revoke: first.revoke }) }],
  ];
}

/** Rotations of this clone that have ended, or gone far enough to have left something. */
export function pastRotations(runs: Journal['runs']): readonly PastRotation[] {
  return runs.flatMap((entries: readonly Entry[]) => {
    const state = readRotation(entries);
    if (state?.phase !== 'rotated') return [];
    return state.begin.plan.steps.flatMap((step, at) =>
      step.action === 'rotate' ? [{ step, log: linesOf(entries, at) }] : [],
    );
  });
}
