/** Every flag as one object: the parser, the environment variables, the help and docs/flags.md all come from this list. */

import { installationFlags } from './flags/installation.ts';
import { logFlags } from './flags/logs.ts';
import { remediationFlags } from './flags/remediation.ts';
import { sourceFlags } from './flags/sources.ts';

export type CommandName =
  | 'scan'
  | 'ci'
  | 'logs'
  | 'fix'
  | 'rotate'
  | 'resume'
  | 'undo'
  | 'baseline'
  | 'patterns'
  | 'init'
  | 'doctor'
  | 'emulate'
  | 'hook';

interface FlagBase {
  /** As printed, without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** One sentence without a stop. */
  readonly help: string;
  /** The commands that take it; none listed means all. */
  readonly commands?: readonly CommandName[];
}

export interface BooleanFlag extends FlagBase {
  readonly type: 'boolean';
  /** True for what is on unless `--no-NAME` is given; help and variable then carry the `no`. */
  readonly default: boolean;
}

export interface TextFlag extends FlagBase {
  readonly type: 'text';
  /** What stands for the value in the help. */
  readonly value: string;
  readonly default?: string;
}

export interface CountFlag extends FlagBase {
  readonly type: 'count';
  readonly value: string;
  readonly default?: number;
}

export interface ChoiceFlag extends FlagBase {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}

/** May be given several times; order matters to `--format` and `--output`, which pair up. */
export interface ListFlag extends FlagBase {
  readonly type: 'list';
  readonly value: string;
}

export type Flag = BooleanFlag | TextFlag | CountFlag | ChoiceFlag | ListFlag;

const scans = ['scan', 'baseline'] as const;
const reporting = ['scan', 'ci', 'logs'] as const;
const trees = [...scans, 'ci', 'logs', 'fix', 'rotate', 'resume'] as const;

export const flags = [
  ...sourceFlags,
  {
    name: 'gitignore',
    type: 'boolean',
    default: true,
    commands: [...scans, 'fix', 'rotate', 'resume'],
    help: 'scan the files that git ignores, too',
  },
  {
    name: 'inline-allow',
    type: 'boolean',
    default: true,
    commands: trees,
    help: 'do not honour allow comments, for audits',
  },
  {
    name: 'format',
    short: 'f',
    type: 'list',
    value: 'FORMAT',
    commands: [...reporting, 'patterns'],
    help: 'how to report; pairs with --output and may be repeated',
  },
  {
    name: 'output',
    short: 'o',
    type: 'list',
    value: 'FILE',
    commands: reporting,
    help: 'where the report of that format goes; - is standard output',
  },
  {
    name: 'min-confidence',
    type: 'choice',
    choices: ['low', 'medium', 'high'],
    default: 'medium',
    commands: trees,
    help: 'leave out findings less certain than this',
  },
  {
    name: 'fail-on',
    type: 'choice',
    choices: ['low', 'medium', 'high', 'critical'],
    default: 'low',
    commands: reporting,
    help: 'exit with 1 for findings at least this severe',
  },
  {
    name: 'config',
    short: 'c',
    type: 'text',
    value: 'FILE',
    commands: [...trees, 'patterns'],
    help: 'read this configuration instead of looking for unleak.config.*',
  },
  {
    name: 'baseline',
    short: 'b',
    type: 'text',
    value: 'FILE',
    commands: [...trees, 'patterns'],
    help: 'use this baseline instead of .unleak-baseline',
  },
  {
    name: 'prune',
    type: 'boolean',
    default: false,
    commands: ['baseline'],
    help: 'drop entries that this scan no longer finds',
  },
  {
    name: 'import',
    type: 'text',
    value: 'FILE',
    commands: ['baseline'],
    help: 'take over a .gitleaksignore, .gitleaks.toml or detect-secrets baseline',
  },
  {
    name: 'reason',
    type: 'text',
    value: 'TEXT',
    commands: ['baseline'],
    help: 'note this beside the entries that are added',
  },
  ...installationFlags,
  ...logFlags,
  ...remediationFlags,
  {
    name: 'port',
    type: 'text',
    value: 'N',
    commands: ['emulate'],
    help: 'listen on this port of 127.0.0.1; 0, the default, takes any that is free',
  },
  {
    name: 'data',
    type: 'text',
    value: 'FILE',
    commands: ['emulate'],
    help: 'keep everything in this file, encrypted with the key in FILE.key; without it, in memory',
  },
  {
    name: 'test-reset',
    type: 'boolean',
    default: false,
    commands: ['emulate'],
    help: 'for tests only: answer POST /moto-api/reset by forgetting everything',
  },
  {
    name: 'show-secrets',
    type: 'boolean',
    default: false,
    commands: reporting,
    help: 'print values in full; files are then readable by you alone',
  },
  { name: 'jobs', short: 'j', type: 'count', value: 'N', commands: trees, help: 'how many processors to use' },
  {
    name: 'timing',
    type: 'boolean',
    default: false,
    commands: [...scans, 'ci'],
    help: 'print how long each phase took, to standard error',
  },
  {
    name: 'color',
    type: 'boolean',
    default: true,
    help: 'print without colours; NO_COLOR and FORCE_COLOR are honoured, too',
  },
  { name: 'quiet', short: 'q', type: 'boolean', default: false, help: 'print nothing but findings and problems' },
  {
    name: 'verbose',
    short: 'v',
    type: 'boolean',
    default: false,
    help: 'print all places and what was allowed; wins over --quiet',
  },
  { name: 'help', short: 'h', type: 'boolean', default: false, help: 'print this help' },
] as const satisfies readonly Flag[];

type FlagEntry = (typeof flags)[number];
export type FlagName = FlagEntry['name'];
type EntryOf<N extends FlagName> = Extract<FlagEntry, { name: N }>;
type ValueOf<F> = F extends { type: 'boolean' }
  ? boolean
  : F extends { type: 'count' }
    ? number | undefined
    : F extends { type: 'choice'; choices: readonly (infer C)[] }
      ? C
      : F extends { type: 'list' }
        ? readonly string[]
        : string | undefined;

/** Every flag's value after defaults, config, environment and arguments. */
export type FlagValues = { readonly [N in FlagName]: ValueOf<EntryOf<N>> };
/** What was said in one of these places. */
export type GivenFlags = Partial<FlagValues>;

export function flagsOf(command: CommandName | undefined): readonly Flag[] {
  return flags.filter(
    (flag: Flag) => flag.commands === undefined || (command !== undefined && flag.commands.includes(command)),
  );
}

/** `--no-color` for what is on by default, `--quiet` for the rest. */
export function printedName({ name, ...flag }: Flag): string {
  return flag.type === 'boolean' && flag.default ? `no-${name}` : name;
}

/** The environment variable: UNLEAK_ and the printed name. */
export function variableOf(flag: Flag): string {
  return `UNLEAK_${printedName(flag).toUpperCase().replaceAll('-', '_')}`;
}

/** Later layers win: config, then environment, then arguments, over the defaults. */
export function settleFlags(...layers: readonly GivenFlags[]): FlagValues {
  const defaults = flags.map((flag: Flag) => [flag.name, flag.type === 'list' ? [] : flag.default]);
  return Object.assign(Object.fromEntries(defaults), ...layers) as FlagValues;
}
