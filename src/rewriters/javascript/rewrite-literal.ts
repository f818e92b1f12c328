/** One literal with its sites: either all of its edits, or a refusal for each site. */
import type { Edit, RewriteRequest, Site } from '../../remediation-types.ts';
import { constantPosition } from './constant-position.ts';
import { evaluationOf } from './evaluation.ts';
import type { Literal } from './literal.ts';
import { loadingOf, type Access } from './loading.ts';
import type { ModuleSystem } from './module-system.ts';
import type { Names } from './names.ts';
import { isJson, isProse } from './prose.ts';
import { describeValue, encodingAt, isWhole, replaceLiteral, type Replacement } from './replace.ts';
import { isSame, isTypeScript, type SyntaxNode } from './syntax.ts';

export interface FileContext {
  readonly request: RewriteRequest;
  readonly root: SyntaxNode;
  readonly names: Names;
  readonly system: ModuleSystem;
  /** Tests read the environment and never the store. */
  readonly isTest: boolean;
}

export interface LiteralRewrite {
  readonly edits: readonly Edit[];
  readonly access: Access;
}

/** The rewrite, or the code of a refusal that holds for each of the sites. */
export function rewriteLiteral(
  context: FileContext,
  literal: Literal,
  sites: readonly Site[],
): LiteralRewrite | string {
  const isTyped = isTypeScript(context.request.path);
  const code = constantPosition(context.root, literal, isTyped) ?? mentionOnly(context, literal, sites);
  if (code !== undefined) return code;
  const access = accessFor(context, literal);
  const replacements: Replacement[] = [];
  for (const site of sites) {
    const encode = encodingAt(context.request.text, literal, site);
    if (encode === undefined) return 'unknown-encoding';
    const names = { ...context.names, skipEnvironment: readsEnvironment(literal, site) && access !== 'environment' };
    const loading = loadingOf(site.ref, access, names);
    const encoded = encode(loading.text);
    replacements.push({ site, loading, encoded: encoded === loading.text ? undefined : encoded });
  }
  const edits = replaceLiteral(context.request.text, literal, replacements);
  return typeof edits === 'string' ? edits : { edits, access };
}

/** Texts in which the value is no value of the program's. */
function mentionOnly({ request: { text } }: FileContext, literal: Literal, sites: readonly Site[]): string | undefined {
  const [first] = sites;
  if (first === undefined || isWhole(literal, sites)) return undefined;
  const { seen, before, after } = describeValue(text, literal, first);
  if (literal.kind !== 'sum' && isJson(before + seen + after)) return 'json-in-string';
  return isProse({ before, after }) ? 'prose' : undefined;
}

function accessFor({ isTest, system }: FileContext, literal: Literal): Access {
  if (isTest) return 'environment';
  const evaluation = evaluationOf(literal.node);
  if (evaluation === 'module') return system.topLevelAwait ? 'await' : 'sync';
  return evaluation === 'async-function' && system.asyncLoader ? 'await' : 'sync';
}

/** `process.env.NAME || 'value'`: the variable is asked already. */
function readsEnvironment({ node }: Literal, { ref }: Site): boolean {
  const parent = node.parent();
  if (parent?.kind() !== 'binary_expression' || !isSame(parent.field('right'), node)) return false;
  if (!/^(?:\|\||\?\?)$/.test(parent.field('operator')?.text() ?? '')) return false;
  const left = parent.field('left')?.text() ?? '';
  return /(?:^|[^\w$.])process\.env(?:\.(\w+)|\[(['"])(\w+)\2\])$/.exec(left)?.slice(1).includes(ref.env) === true;
}
