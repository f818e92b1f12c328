/** The help of the tool and of each command, laid out from the lists of commands and flags. */
import type { CommandEntry } from '../command.ts';
import { exitCodes } from '../errors.ts';
import { flagsOf, printedName, variableOf } from '../flags.ts';
import type { CommandName, Flag } from '../flags.ts';

/** Meanings of the exit codes, for help and docs. */
export const exitCodeMeanings: readonly (readonly [code: number, meaning: string])[] = [
  [exitCodes.clean, 'clean'],
  [exitCodes.findings, 'findings at or above --fail-on'],
  [exitCodes.usage, 'wrong usage or configuration'],
  [exitCodes.incomplete, 'incomplete: something could not be scanned, so nobody knows'],
  [exitCodes.remote, 'a remote service failed'],
];

export function renderOverview(commands: readonly CommandEntry[]): string {
  return [
    'unleak finds credentials that were committed.',
    '',
    'Usage: unleak COMMAND [flags] [path…]',
    '',
    ...columns(commands.map(({ name, help }) => [name, help])),
    '',
    'unleak COMMAND --help lists its flags; unleak --version prints the version.',
    '',
    ...renderExitCodes(),
    '',
  ].join('\n');
}

export function renderCommandHelp({ name, usage, help }: CommandEntry): string {
  const rows = flagsOf(name as CommandName).map((flag): [string, string] => [renderSyntax(flag), renderMeaning(flag)]);
  return [
    ...usage.map((line, at) => `${at === 0 ? 'Usage:' : '      '} ${line}`),
    '',
    `${help[0]?.toUpperCase()}${help.slice(1)}.`,
    '',
    ...columns(rows),
    '',
    'Each flag has a variable: UNLEAK_ and its name, as in UNLEAK_MIN_CONFIDENCE=high.',
    '',
    ...renderExitCodes(),
    '',
  ].join('\n');
}

/** The table of all flags for docs/flags.md, in Markdown. */
export function renderFlagTable(flags: readonly Flag[]): string {
  const rows = flags.map((flag) => {
    const commands = flag.commands?.join(', ') ?? 'all';
    const variable = flag.name === 'help' ? '' : `\`${variableOf(flag)}\``;
    return `| \`${renderSyntax(flag).trim()}\` | ${renderMeaning(flag)} | ${commands} | ${variable} |`;
  });
  return ['| flag | does | commands | variable |', '|---|---|---|---|', ...rows].join('\n');
}

function renderSyntax(flag: Flag): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `;
  return `${short}--${printedName(flag)}${renderValue(flag)}`;
}

function renderValue(flag: Flag): string {
  if (flag.type === 'boolean') return '';
  return ` ${flag.type === 'choice' ? 'LEVEL' : flag.value}`;
}

function renderMeaning(flag: Flag): string {
  return flag.type === 'choice' ? `${flag.help}: ${flag.choices.join(', ')} (default ${flag.default})` : flag.help;
}

function renderExitCodes(): string[] {
  return ['Exit codes:', ...columns(exitCodeMeanings.map(([code, meaning]) => [String(code), meaning]))];
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
