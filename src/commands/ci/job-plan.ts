/** What a CI job is to scan, as data: commits by id or by the ref of the remote that leads to them; nothing is read here. */
import { UserError } from '../../errors.ts';

/** A commit, and what to ask the remote for where it is not here. */
export interface Tip {
  /** Id of the commit, or its beginning; unknown where only the ref names it. */
  readonly oid?: string;
  /** A ref of the remote that leads to it; `HEAD` is the remote's default branch. */
  readonly ref?: string;
}

export interface RangePlan {
  readonly kind: 'range';
  readonly base: Tip;
  readonly head: Tip;
  /** What is taken for the base where that one is gone, as after a force push; without it the whole history is scanned. */
  readonly otherBase?: Tip;
  /** Commits that the event itself speaks of: a range with none of them is not what was meant. */
  readonly expected: number;
  /** The base is but the default branch, as nothing tells of a commit before: on that branch itself the whole history is scanned. */
  readonly guessed?: boolean;
}

/** What to scan. `why` says in a few words what the job was started for. */
export type JobPlan = { readonly why: string; readonly warning?: string } & (
  | RangePlan
  | { readonly kind: 'history' }
  | { readonly kind: 'nothing' }
);

/** The variables that a CI service sets for its jobs. */
export type JobEnvironment = Readonly<Record<string, string | undefined>>;

/** What a job's service is to us. One const object in one file each. */
export interface CiService {
  readonly title: string;
  /** Whether this job is its. */
  runs(env: JobEnvironment): boolean;
  /** `checkedOut` is the commit of the work tree. Throws UserError('usage') where a variable that it needs is not there. */
  plan(env: JobEnvironment, checkedOut: string): JobPlan;
}

/** What the default branch has not; on that branch itself, everything. */
export function planWithoutBase(why: string, head: Tip): JobPlan {
  return { kind: 'range', why, head, base: { ref: 'HEAD' }, expected: 0, guessed: true };
}

/** Only what can be nothing but a ref: it becomes an argument of git. */
export function isRef(text: string): boolean {
  return /^refs\/[^\s:*?[\\^~\p{Cc}]+$/u.test(text) && !/\.\.|@\{|\/\//.test(text);
}

/** The ref of a branch or tag as a service names it; undefined where there is none, or nothing that can be a name. */
export function refOf(kind: 'heads' | 'tags', name: string | undefined): string | undefined {
  if (name === undefined || name === '') return undefined;
  const ref = name.startsWith('refs/') ? name : `refs/${kind}/${name}`;
  return isRef(ref) ? ref : undefined;
}

export function isZero(oid: string): boolean {
  return /^0+$/.test(oid);
}

export function isOid(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Id of a commit that a service must tell. Zeros are one. */
export function requireOid(env: JobEnvironment, name: string): string {
  const value = env[name] ?? '';
  if (isOid(value)) return value;
  throw new UserError('usage', `${name} holds no id of a commit`, {
    hint: 'it is a variable that the CI service sets; --base COMMIT names what the job is to be compared with',
  });
}

/** The tip without the members that are not known. */
export function toTip({ oid, ref }: { oid?: string | undefined; ref?: string | undefined }): Tip {
  return { ...(oid !== undefined && { oid }), ...(ref !== undefined && { ref }) };
}
