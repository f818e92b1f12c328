/** What the flags of `unleak fix` ask for, checked before anything is scanned: a wish that AWS would refuse half-way is refused here. */
import { existsSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { CommandContext } from '../../command.ts';
import { UserError } from '../../errors.ts';
import type { FlagValues } from '../../flags.ts';
import type { Asked } from '../../remediation-types.ts';
import { resolveStore } from './stores.ts';

export interface Wish {
  readonly store: string;
  readonly prefix: string;
  readonly asked: Asked;
  /** Findings that are named. Default: what the command line names. */
  readonly ids?: readonly string[];
}

/** With --logs what is named is a log, unless it can only be the id of a finding. `root` is the project's. */
export function nameLogs(wish: Wish, { cwd, paths }: Pick<CommandContext, 'cwd' | 'paths'>, root: string): Wish {
  const isId = (name: string): boolean => /^[0-9a-f]{4,32}$/.test(name) && !existsSync(resolve(cwd, name));
  const logs = paths.filter((name) => !isId(name));
  if (logs.length === 0)
    throw new UserError('usage', '--logs needs the logs', { hint: 'unleak fix --logs FILE… [finding…]' });
  const named = logs.map((name) => (name === '-' ? name : relative(root, resolve(cwd, name)).split(sep).join('/')));
  return { ...wish, asked: { ...wish.asked, logs: named }, ids: paths.filter(isId) };
}

/** Throws UserError('usage'). */
export function readWish(flags: FlagValues): Wish {
  const kmsKey = checkKey(flags['kms-key']);
  const replicaRegions = [...new Set(flags['replica-region'].map(checkRegion))].sort();
  const readers = [...new Set(flags['reader-account'].map(toPrincipal))].sort();
  const { history, 'store-history': storeHistory } = flags;
  if (storeHistory && !history && !flags.logs)
    throw new UserError('usage', '--store-history needs --history or --logs');
  const sharing = { ...(kmsKey !== undefined && { kmsKey }), replicaRegions, readers };
  const asked: Asked = { ...sharing, history, logs: [], storeHistory };
  if (flags.as !== 'secret') refuseForParameters(flags, asked);
  if (readers.length > 0 && kmsKey === undefined)
    throw new UserError('usage', '--reader-account needs --kms-key', {
      hint: 'no other account can use the key that AWS manages, so the secrets need one of yours',
    });
  if (kmsKey !== undefined) checkKeyReach(kmsKey, replicaRegions);
  return { store: resolveStore(flags.store, flags.as), prefix: checkPrefix(flags.prefix ?? ''), asked };
}

function refuseForParameters(flags: FlagValues, { kmsKey, replicaRegions, readers }: Asked): void {
  const { as, rotate, store } = flags;
  const given = [
    ...(replicaRegions.length > 0 ? ['--replica-region'] : []),
    ...(readers.length > 0 ? ['--reader-account'] : []),
    ...(rotate ? ['--rotate'] : []),
    ...(store === 'local' ? ['--store local'] : []),
    ...(as === 'plain-parameter' && kmsKey !== undefined ? ['--kms-key'] : []),
  ];
  if (given.length === 0) return;
  throw new UserError('usage', `--as ${as} does not go with ${given.join(', ')}`, {
    hint: 'only secrets have that: leave out --as for findings that need it, and name the others',
  });
}

/** A replica in another region needs the key there, too. */
function checkKeyReach(kmsKey: string, replicaRegions: readonly string[]): void {
  if (replicaRegions.length > 0 && !/:key\/mrk-/.test(kmsKey))
    throw new UserError('usage', '--replica-region with --kms-key needs a multi-Region key (key/mrk-…)', {
      hint: 'AWS would encrypt the copies with the key that it manages',
    });
  const [, , , home = ''] = kmsKey.split(':');
  refuseHome(home, replicaRegions);
}

/** Throws UserError('usage') where a copy is asked for in the region of the secrets themselves. */
export function refuseHome(region: string, replicaRegions: readonly string[]): void {
  if (replicaRegions.includes(region))
    throw new UserError('usage', `--replica-region ${region} is the region of the secrets themselves`);
}

function checkRegion(region: string): string {
  if (/^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/.test(region)) return region;
  throw new UserError('usage', '--replica-region takes a region of AWS such as eu-west-1');
}

/** Exact principals: no wildcard, and no session, which ends. */
function toPrincipal(reader: string): string {
  if (/^\d{12}$/.test(reader)) return `arn:aws:iam::${reader}:root`;
  if (/^arn:aws[\w-]*:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]{1,512})$/.test(reader)) return reader;
  throw new UserError('usage', '--reader-account takes an account of 12 digits, or the ARN of a role or user');
}

function checkPrefix(prefix: string): string {
  if (/^[A-Za-z0-9/_+=.@-]{0,100}$/.test(prefix)) return prefix.replace(/^\/+|\/+$/g, '');
  throw new UserError('usage', '--prefix takes up to 100 letters, digits and /_+=.@-');
}

/** An alias or a bare id would leave the policies without an exact resource. */
function checkKey(key: string | undefined): string | undefined {
  if (key === undefined || /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]{1,64}$/.test(key)) return key;
  throw new UserError('usage', '--kms-key takes the ARN of a key: arn:aws:kms:REGION:ACCOUNT:key/ID');
}
