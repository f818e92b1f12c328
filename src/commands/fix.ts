/** `unleak fix`: the plan by default; with --apply stores, reads back, rewrites, checks, proves and stages, each step journalled. */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { refuseUnstaged } from '../apply/index-state.ts';
import type { Journal } from '../apply/journal.ts';
import type { Command, CommandContext } from '../command.ts';
import { exitCodes, UserError } from '../errors.ts';
import { settleFlags } from '../flags.ts';
import type { FlagValues } from '../flags.ts';
import { renderPlan } from '../plan/render.ts';
import { holdsValue } from '../plan/value-forms.ts';
import type { Plan, StoreSession } from '../remediation-types.ts';
import type { RotationWish } from '../rotation-types.ts';
import type { Secret } from '../secret.ts';
import { countOf } from '../report/measure.ts';
import type { Finding } from '../types.ts';
import { goOn, withJournal, withStore } from './fix/act.ts';
import { findAndPlan, findRoot } from './fix/find.ts';
import type { Found } from './fix/find.ts';
import { renderJson, requireSame, writePlan } from './fix/plan-file.ts';
import { nameLogs, readWish, refuseHome } from './fix/wish.ts';
import { rotateSecrets } from './rotate.ts';
import { refuseUnfinished } from './rotate/act.ts';
import { readWish as readRotationWish } from './rotate/wish.ts';

export const fix: Command = {
  async run(context) {
    const flags = settleFlags(context.given);
    if (flags.prove !== undefined && !flags.apply) throw new UserError('usage', '--prove needs --apply');
    const wish = flags.rotate ? readRotationWish(flags) : undefined;
    if (wish !== undefined && flags.apply && !flags['before-deploy']) throw notDeployed();
    const asked = readWish(flags);
    const found = await findAndPlan(context, flags.logs ? nameLogs(asked, context, findRoot(context.cwd)) : asked);
    const file = flags.plan === undefined ? undefined : resolve(context.cwd, flags.plan);
    if (file !== undefined && flags.apply) requireSame(file, found.plan);
    if (file !== undefined && !flags.apply) writePlan(file, found.plan);
    await show(found, { context, flags });
    if (flags.apply && found.plan.steps.some(({ kind }) => kind !== 'rotate'))
      await apply(found, { context, flags, wish });
    for (const { what, why } of found.skipped) context.note(`not scanned: ${what}: ${why}`);
    const partly = flags.apply && found.plan.refusals.length > 0;
    if (partly) context.note(`partly fixed: ${countOf(found.plan.refusals.length, 'place')} left to you`);
    const code = partly || found.skipped.length > 0 ? exitCodes.incomplete : exitCodes.clean;
    return wish === undefined ? code : Math.max(code, await rotateAfter(found, { context, flags, wish }));
  },
};

interface Said {
  readonly context: CommandContext;
  readonly flags: FlagValues;
  /** Of --rotate. */
  readonly wish?: RotationWish | undefined;
}

function notDeployed(): UserError {
  return new UserError('usage', 'what is rotated in the same run cannot be deployed yet: programs would stop', {
    hint: '`unleak rotate --deployed --apply` once it is; --before-deploy rotates all the same',
  });
}

/** By name, so that only what this fix has stored rotates. */
async function rotateAfter({ plan }: Found, { context, flags, wish }: Required<Said>): Promise<number> {
  const named = plan.steps.flatMap((step) => (step.kind === 'store' ? [step.secret.name] : []));
  if (named.length === 0 || wish === undefined) return exitCodes.clean;
  if (flags.apply) return rotateSecrets({ context, flags: { ...flags, plan: undefined }, wish, named });
  await context.print(['then rotates, before anything is deployed: `unleak rotate` shows how once it is stored\n']);
  return exitCodes.clean;
}

async function show({ plan, values, project, findings, past }: Found, { context, flags }: Said): Promise<void> {
  if (flags.json) return context.print([renderJson(plan)]);
  if (flags.quiet && !flags.verbose) return;
  if (findings.length + past.length === 0)
    return context.print([`nothing to fix: no open findings in ${placesOf(flags)}\n`]);
  const options = { color: context.color(), verbose: flags.verbose, values, read: project.read };
  await context.print(renderPlan(plan, options));
  if (!flags.apply) await context.print(['\nnothing has been changed; `unleak fix --apply` does it\n']);
}

function placesOf({ history, logs }: FlagValues): string {
  return ['the working tree', ...(history ? ['the history'] : []), ...(logs ? ['the logs'] : [])].join(', ');
}

async function apply(
  { plan, values, repository, findings, past }: Found,
  { context, flags, wish }: Said,
): Promise<void> {
  if (repository === undefined)
    throw new UserError('usage', 'fix --apply needs a git repository with a work tree: its journal stands in there', {
      hint: '`git init` makes one of a folder; of a bare repository, take a clone',
    });
  await refuseUnstaged(repository.root, touchedBy(plan));
  await withJournal(repository, async (opened) => {
    refuseUnfinished(opened.journal);
    const { note } = context;
    const { kmsKey, replicaRegions } = plan.asked;
    await withStore({ repository, store: plan.store, restore: flags.restore, kmsKey, note }, async (session) => {
      refuseOwnCredential(session, [...findings, ...past]);
      refuseHome(session.identity.region, replicaRegions);
      const prove = safeCommand(flags.prove, allOf(values));
      begin(opened.journal, { plan, region: session.identity.region, prove, wish });
      await goOn({ ...opened, repository, session, values, command: flags.prove, context });
    });
  });
  if (!flags.quiet)
    context.note('done: `git diff --staged` shows it, `unleak undo` takes it back; now deploy, then rotate');
}

function allOf(values: Found['values']): readonly Secret[] {
  return [...values.values()].flatMap((each) => Object.values(each));
}

/** Kept for `unleak resume`; a command that names a value is run, and not kept. */
function safeCommand(command: string | undefined, values: readonly Secret[]): string | undefined {
  return command === undefined || values.some((value) => holdsValue(command, value)) ? undefined : command;
}

interface Beginning {
  readonly plan: Plan;
  readonly region: string;
  readonly prove: string | undefined;
  readonly wish: RotationWish | undefined;
}

function begin(journal: Journal, { plan, region, prove, wish }: Beginning): void {
  const optional = { ...(prove !== undefined && { prove }), ...(wish !== undefined && { rotate: wish }) };
  const at = new Date().toISOString();
  journal.write({ kind: 'begin', run: randomBytes(16).toString('hex'), at, plan, region, ...optional });
}

function touchedBy(plan: Plan): readonly string[] {
  const paths = plan.steps.flatMap((step) =>
    step.kind === 'rewrite' ? [step.path, ...step.companions.map(({ path }) => path)] : [],
  );
  return [...new Set(paths)];
}

/** A key that moves itself would be cut off by its own rotation, and whoever else has it reads the store. */
function refuseOwnCredential(session: StoreSession, findings: readonly Finding[]): void {
  const own = findings.find(({ secret, parts }) =>
    [secret, ...Object.values(parts)].some((value) => session.usesCredential(value)),
  );
  if (own === undefined) return;
  throw new UserError('usage', `the leaked ${own.title} is what this session signs in with`, {
    hint: 'sign in with other credentials: whoever has the leaked ones could read the store',
  });
}
