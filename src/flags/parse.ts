/** Arguments and environment to flag values; whatever it does not understand is a usage error that names the nearest flag. */
import { UserError } from '../errors.ts';
import { flags, flagsOf, printedName, variableOf } from '../flags.ts';
import type { CommandName, Flag, GivenFlags } from '../flags.ts';
import { suggest } from '../nearest.ts';

export interface ParsedArguments {
  readonly given: GivenFlags;
  readonly paths: readonly string[];
  /** `--format` and `--output` in the order given, as they pair up. */
  readonly reports: readonly ReportFlag[];
}

export interface ReportFlag {
  readonly name: 'format' | 'output';
  readonly value: string;
}

interface Draft {
  readonly given: Record<string, unknown>;
  readonly paths: string[];
  readonly reports: ReportFlag[];
}

/** GNU conventions: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-qv`, `--no-name`, and `--` before paths. */
export function parseArguments(args: readonly string[], command: CommandName): ParsedArguments {
  const draft: Draft = { given: {}, paths: [], reports: [] };
  const queue = [...args];
  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === '--') draft.paths.push(...queue.splice(0));
    else if (arg.startsWith('--')) takeLong(arg.slice(2), { queue, command, draft });
    else if (arg.startsWith('-') && arg !== '-') takeShort(arg.slice(1), { queue, command, draft });
    else draft.paths.push(arg);
  }
  return { ...draft, given: draft.given as GivenFlags };
}

/** The `UNLEAK_*` variables of a command's flags. An empty one is as good as none. */
export function parseEnvironment(env: NodeJS.ProcessEnv, command: CommandName): ParsedArguments {
  const draft: Draft = { given: {}, paths: [], reports: [] };
  for (const flag of flagsOf(command)) {
    const variable = variableOf(flag);
    const text = env[variable];
    if (text === undefined || text === '' || flag.name === 'help') continue;
    if (flag.type !== 'boolean') store(flag, { text, as: variable, draft });
    else draft.given[flag.name] = parseSwitch(text, variable) !== flag.default;
  }
  return { ...draft, given: draft.given as GivenFlags };
}

interface Place {
  readonly queue: string[];
  readonly command: CommandName;
  readonly draft: Draft;
}

function takeLong(arg: string, { queue, command, draft }: Place): void {
  const [name, attached] = splitOnce(arg, '=');
  const positive = name.startsWith('no-') ? name.slice(3) : name;
  const flag = findFlag(
    `--${name}`,
    command,
    (each) => each.name === name || (each.type === 'boolean' && each.name === positive),
  );
  if (flag.type !== 'boolean')
    return store(flag, { text: attached ?? next(queue, `--${name}`), as: `--${name}`, draft });
  const on = attached === undefined || parseSwitch(attached, `--${name}`);
  draft.given[flag.name] = name === flag.name ? on : !on;
}

function takeShort(cluster: string, { queue, command, draft }: Place): void {
  for (let at = 0; at < cluster.length; at++) {
    const letter = cluster[at];
    const flag = findFlag(`-${letter}`, command, (each) => each.short === letter);
    if (flag.type === 'boolean') {
      draft.given[flag.name] = true;
      continue;
    }
    const attached = cluster.slice(at + 1).replace(/^=/, '');
    return store(flag, { text: attached === '' ? next(queue, `-${letter}`) : attached, as: `-${letter}`, draft });
  }
}

function findFlag(as: string, command: CommandName, fits: (flag: Flag) => boolean): Flag {
  const known = flagsOf(command);
  const flag = known.find(fits);
  if (flag !== undefined) return flag;
  if ((flags as readonly Flag[]).some(fits))
    throw usage(`unleak ${command} has no flag ${as}`, `unleak ${command} --help lists its flags`);
  const names = known.map((each) => `--${printedName(each)}`);
  throw usage(`unknown flag ${as}`, suggest(as, names) ?? `unleak ${command} --help lists its flags`);
}

function next(queue: string[], as: string): string {
  const text = queue[0];
  // A value that begins with a dash is written --name=-value: taking the next flag for it hides a forgotten value.
  if (text === undefined || (text.startsWith('-') && text !== '-')) throw usage(`${as} needs a value`);
  queue.shift();
  return text;
}

function store(
  flag: Exclude<Flag, { type: 'boolean' }>,
  { text, as, draft }: { text: string; as: string; draft: Draft },
): void {
  if (flag.type === 'list') {
    draft.given[flag.name] = [...((draft.given[flag.name] as string[] | undefined) ?? []), text];
    if (flag.name === 'format' || flag.name === 'output') draft.reports.push({ name: flag.name, value: text });
    return;
  }
  if (text === '') throw usage(`${as} needs a value`);
  if (flag.type === 'choice' && !flag.choices.includes(text)) {
    throw usage(`${as} is one of ${flag.choices.join(', ')}`, suggest(text, flag.choices));
  }
  if (flag.type === 'count' && !/^[1-9]\d{0,3}$/.test(text)) throw usage(`${as} is a whole number from 1 to 9999`);
  draft.given[flag.name] = flag.type === 'count' ? Number(text) : text;
}

function parseSwitch(text: string, as: string): boolean {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(0|false|no|off)$/i.test(text)) return false;
  throw usage(`${as} is on or off: 1, true, yes, on, 0, false, no or off`);
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function usage(message: string, hint?: string): UserError {
  return new UserError('usage', message, hint === undefined ? {} : { hint });
}
