/** The expression that stands where the value stood: the environment first, then the store. */
import type { SecretRef } from '../../remediation-types.ts';
import type { Names } from './names.ts';

export type Access = 'await' | 'sync' | 'environment';

export interface Loading {
  readonly text: string;
  /** `nullish` must not meet `||` and binds loosely; `unary` is an awaited call, `call` anything that binds tighter. */
  readonly binding: 'nullish' | 'unary' | 'call';
}

/** Without `skipEnvironment`, `process.env.NAME ?? …`; tests read the environment only, and fail for want of the value, not of AWS. */
export function loadingOf(
  ref: SecretRef,
  access: Access,
  names: Names & { readonly skipEnvironment?: boolean },
): Loading {
  const variable = `${names.process}.env${names.bracketEnv ? `[${quote(ref.env, names.quote)}]` : `.${ref.env}`}`;
  if (access === 'environment') return { text: `${variable} ?? ${names.quote}${names.quote}`, binding: 'nullish' };
  const args = [ref.name, ...(ref.key === undefined ? [] : [ref.key])].map((part) => quote(part, names.quote));
  const call = `${access === 'await' ? `await ${names.secret}` : names.secretSync}(${args.join(', ')})`;
  if (names.skipEnvironment === true) return { text: call, binding: access === 'await' ? 'unary' : 'call' };
  return { text: `${variable} ?? ${call}`, binding: 'nullish' };
}

export function quote(text: string, sign: string): string {
  return sign + text.replaceAll(/[\\'"\n\r]/g, (found) => (/[\n\r]/.test(found) ? ' ' : `\\${found}`)) + sign;
}
