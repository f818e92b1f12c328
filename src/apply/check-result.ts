/** What stands on disk after a rewrite: the planned bytes, which parse, and no value anywhere but where the plan left one. */
import { UserError } from '../errors.ts';
import { digestFile } from '../plan/digest.ts';
import { findOccurrences, holdsValue } from '../plan/value-forms.ts';
import type { Plan, Rewriter } from '../remediation-types.ts';
import type { Secret } from '../secret.ts';
import type { Values } from './file-change.ts';
import { openProject } from './project-files.ts';

export interface Checked {
  readonly root: string;
  readonly rewriters: readonly Rewriter[];
  readonly values: Values;
  readonly paths: readonly string[];
}

/** Throws UserError('incomplete') that names the file. */
export async function checkResult(plan: Plan, { root, rewriters, values, paths }: Checked): Promise<void> {
  const project = openProject(root, paths);
  const left = new Map<string, number>();
  for (const { path } of plan.refusals) left.set(path, (left.get(path) ?? 0) + 1);
  const known = inTree(plan, values).filter(([key]) => !addresses.has(key));
  for (const step of plan.steps) {
    if (step.kind !== 'rewrite') continue;
    const file = project.open(step.path);
    if (file === undefined || digestFile(file.bytes) !== step.after) throw failed(step.path, 'is not what was planned');
    const rewriter = rewriters.find((each) => each.matches(step.path));
    if ((await rewriter?.parses(step.path, file.text)) === false) throw failed(step.path, 'does not parse any more');
  }
  for (const path of new Set([
    ...paths,
    ...plan.steps.flatMap((step) => (step.kind === 'rewrite' ? [step.path] : [])),
  ])) {
    const text = project.open(path)?.text;
    // A file whose very name holds a value was refused, and is not named here.
    if (text === undefined || known.some(([, value]) => holdsValue(path, value))) continue;
    const count = known.reduce((sum, [, value]) => sum + findOccurrences(text, value).length, 0);
    const hidden =
      count === 0 && !left.has(path) && known.some(([, value]) => value.length >= 12 && holdsValue(text, value));
    if (count > (left.get(path) ?? 0) || hidden) throw failed(path, 'still holds a value');
  }
}

/** What only the history holds may stand in the tree where the configuration allows it: no step is about that. */
function inTree(plan: Plan, values: Values): readonly (readonly [key: string, value: Secret])[] {
  const rewritten = plan.steps.flatMap((step) => (step.kind === 'rewrite' ? step.findings : []));
  const handled = new Set([...rewritten, ...plan.refusals.map(({ finding }) => finding)]);
  const secrets = plan.steps.flatMap((step) => (step.kind === 'store' ? [step.secret] : []));
  return secrets.flatMap(({ name, keys }) =>
    Object.entries(values.get(name) ?? {}).filter(([key]) => handled.has(keys[key]?.finding ?? '')),
  );
}

/** They stay in the source, as they are no secret. */
const addresses = new Set([
  'username',
  'host',
  'port',
  'dbname',
  'account',
  'email',
  'domain',
  'tenant',
  'client',
  'id',
  'appId',
]);

function failed(path: string, what: string): UserError {
  return new UserError('incomplete', `${path} ${what}`, { hint: '`unleak undo` goes back' });
}
