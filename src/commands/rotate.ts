/** `unleak rotate`: the plan by default; with --apply ends what leaked, where the rewritten source is deployed, each phase journalled. */
import { resolve } from 'node:path';
import type { Command, CommandContext } from '../command.ts';
import { exitCodes, UserError } from '../errors.ts';
import { settleFlags } from '../flags.ts';
import type { FlagValues } from '../flags.ts';
import { openRepository } from '../git.ts';
import type { Repository } from '../git.ts';
import { renderRotation } from '../plan/render-rotation.ts';
import { planRetirement, planRotation } from '../plan/rotation-plan.ts';
import { holdsValue } from '../plan/value-forms.ts';
import type { SecretValues, StoreSession } from '../remediation-types.ts';
import { rotators } from '../rotators/index.ts';
import type { RotationContext, RotationPlan, RotationSubject, RotationWish } from '../rotation-types.ts';
import { withJournal, withStore } from './fix/act.ts';
import type { Opened } from './fix/act.ts';
import { scanWorkTree } from './fix/find.ts';
import { renderJson, requireSame, writePlan } from './fix/plan-file.ts';
import { resolveStore } from './fix/stores.ts';
import { beginRotation, goOnRotating, refuseUnfinished, requireDeployed } from './rotate/act.ts';
import { appliedFixes, chooseTargets, pastRotations, storedTargets } from './rotate/targets.ts';
import type { Target } from './rotate/targets.ts';
import { readWish } from './rotate/wish.ts';

export const rotate: Command = {
  async run(context) {
    const flags = settleFlags(context.given);
    if (flags.prove !== undefined && !flags.apply) throw new UserError('usage', '--prove needs --apply');
    if (flags.retire && context.paths.length > 0) throw new UserError('usage', '--retire takes no secret or finding');
    const wish = readWish(flags);
    return rotateSecrets({ context, flags, wish, named: context.paths });
  },
};

export interface Rotation {
  readonly context: CommandContext;
  readonly flags: FlagValues;
  readonly wish: RotationWish;
  /** Secrets and findings; none means all that fixes of this clone have stored. */
  readonly named: readonly string[];
}

interface Opening extends Rotation, Opened {
  readonly repository: Repository;
  readonly session: StoreSession;
}

export async function rotateSecrets(rotation: Rotation): Promise<number> {
  const { context, flags } = rotation;
  const repository = openRepository(context.cwd);
  return withJournal(repository, async (opened) => {
    if (flags.apply) refuseUnfinished(opened.journal);
    // A parameter keeps no versions, and is no secret.
    const fixes = appliedFixes(opened.journal.runs).filter(({ plan }) => !plan.store.endsWith('parameter'));
    const told = flags.store === 'auto' ? fixes.at(-1) : undefined;
    const store = told?.plan.store ?? resolveStore(flags.store, 'secret');
    return withStore({ repository, store, region: told?.region, note: context.note }, async (session) => {
      const opening = { ...rotation, ...opened, repository, session };
      const plan = await makePlan(opening, store);
      await show(plan, opening);
      if (!flags.apply || plan.steps.length === 0) return exitCodeOf(plan, flags);
      return apply(plan, opening);
    });
  });
}

/** A plan is no failure; to apply one that leaves everything to a person is. */
function exitCodeOf({ guided }: RotationPlan, { apply: acts }: FlagValues): number {
  return acts && guided.length > 0 ? exitCodes.incomplete : exitCodes.clean;
}

async function makePlan(opening: Opening, store: string): Promise<RotationPlan> {
  const { flags, journal, session, wish, workspace, context, repository, named } = opening;
  const asked: RotationContext = { session, wish, mark: workspace.mark };
  if (flags.retire) return planRetirement({ store, rotators, context: asked, past: pastRotations(journal.runs) });
  const { findings, skipped } = await scanWorkTree(context, repository);
  for (const { what, why } of skipped) context.note(`not scanned: ${what}: ${why}`);
  const stored = storedTargets(journal.runs, store);
  const { secrets, others } = chooseTargets({ named, stored, open: findings, anyway: flags['before-deploy'] });
  if (wish.lambda !== undefined && named.length === 0)
    throw new UserError('usage', '--rotate-lambda needs the name of the secret that the function is for');
  const subjects = [];
  for (const target of secrets) subjects.push(await look(target, session));
  if (subjects.some(({ values }) => namesValue(wish.prove ?? '', values)))
    throw new UserError('usage', 'the command of --prove holds a value, and would be kept in the journal', {
      hint: 'let the program load it',
    });
  return planRotation({ store, rotators, context: asked, subjects, others });
}

/** Short ones are words: a port, a user's name. */
function namesValue(command: string, values: SecretValues): boolean {
  return Object.values(values).some((value) => value.length >= 12 && holdsValue(command, value));
}

async function look(target: Target, session: StoreSession): Promise<Target & RotationSubject> {
  const state = await session.versions?.describe(target.secret);
  if (state === undefined) throw new UserError('usage', 'this store keeps no versions: nothing in it can be rotated');
  // By its version: a value that came in between would be another one.
  const version = Object.entries(state.versions).find(([, labels]) => labels.includes('AWSCURRENT'))?.[0];
  const values = version === undefined ? {} : await session.versions?.read(target.secret, version);
  return { ...target, state, values: values ?? {} };
}

async function show(plan: RotationPlan, { context, flags }: Opening): Promise<void> {
  const file = flags.plan === undefined ? undefined : resolve(context.cwd, flags.plan);
  if (file !== undefined && flags.apply) requireSame(file, plan);
  if (file !== undefined && !flags.apply) writePlan(file, plan);
  if (flags.json) return context.print([renderJson(plan)]);
  if (flags.quiet && !flags.verbose) return;
  if (plan.steps.length + plan.guided.length === 0)
    return context.print([
      flags.retire ? 'nothing to retire\n' : 'nothing to rotate: no fix has stored a secret here\n',
    ]);
  await context.print(renderRotation(plan, { color: context.color(), verbose: flags.verbose }));
  if (!flags.apply) await context.print(['\nnothing has been changed; --apply does it\n']);
}

async function apply(plan: RotationPlan, opening: Opening): Promise<number> {
  const { repository, journal, flags, wish, session } = opening;
  const gate = { deployed: flags.deployed, anyway: flags['before-deploy'] };
  if (!flags.retire && !wish.testOnly) await requireDeployed(plan, { repository, runs: journal.runs, gate });
  beginRotation(opening, { plan, wish, session });
  return goOnRotating(opening);
}
