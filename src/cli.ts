/** The entry: argv to a command to an exit code. The only file that reads arguments, prints or ends the process; it imports next to nothing. */
import { writeSync } from 'node:fs';
import { basename } from 'node:path';
import type { CommandContext, CommandEntry } from './command.ts';
import { commands } from './commands/list.ts';
import { exitCodes, UserError } from './errors.ts';
import type { CommandName } from './flags.ts';
import { parseArguments, parseEnvironment } from './flags/parse.ts';
import type { ParsedArguments } from './flags/parse.ts';
import { suggest } from './nearest.ts';

/** Set by a command that ends by itself when it is asked to. */
let endCommand: (() => void) | undefined;

for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
] as const) {
  process.once(signal, () => {
    if (endCommand !== undefined) return endCommand();
    process.stderr.write('unleak: interrupted: incomplete\n');
    process.exit(128 + number);
  });
}
process.on('uncaughtException', (error) => {
  reportBug(error);
  process.exit(exitCodes.incomplete);
});

// Should nothing ever settle, the process ends by itself: nobody then knows what was scanned.
process.exitCode = exitCodes.incomplete;
void main(process.argv.slice(2))
  .catch(explain)
  .then((code) => {
    process.exitCode = code;
  });

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--version') return printText(`${(await import('./version.build.ts')).version}\n`);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return printHelp(name, args[0]);
  const entry = findCommand(name);
  const said = parseArguments(args, entry.name as CommandName);
  if (said.given.help === true) return printHelp('help', entry.name);
  const command = await entry.load();
  return command.run(createContext(said, parseEnvironment(process.env, entry.name as CommandName)));
}

function findCommand(name: string): CommandEntry {
  const entry = commands.find((each) => each.name === name);
  if (entry !== undefined) return entry;
  const hint =
    suggest(
      name,
      commands.map((each) => each.name),
    ) ?? 'unleak --help lists the commands';
  throw new UserError(
    'usage',
    name.startsWith('-') ? `the command comes first, then ${name}` : `unknown command ${name}`,
    { hint },
  );
}

/** No command at all is wrong usage: a script that lost its argument must not go on. */
async function printHelp(asked: string | undefined, about: string | undefined): Promise<number> {
  const { renderCommandHelp, renderOverview } = await import('./flags/help.ts');
  const text = about === undefined ? renderOverview(commands) : renderCommandHelp(findCommand(about));
  if (asked !== undefined) return printText(text);
  process.stderr.write(text);
  return exitCodes.usage;
}

function createContext(said: ParsedArguments, environment: ParsedArguments): CommandContext {
  const given = { ...environment.given, ...said.given };
  return {
    cwd: process.cwd(),
    given,
    paths: said.paths,
    // Pairs are told apart by their order: the variables count only where no argument says anything.
    reports: said.reports.length > 0 ? said.reports : environment.reports,
    // A terminal of no columns, as containers may have, would make a progress line wrap without end.
    interactive: () => process.env['CI'] === undefined && process.stderr.isTTY === true && process.stderr.columns > 0,
    color: () => wantsColor(given.color),
    stdin: () => process.stdin,
    print,
    untilAskedToEnd: () => new Promise((done) => void (endCommand = done)),
    note,
  };
}

/** The flag, then NO_COLOR and FORCE_COLOR (no-color.org, force-color.org), then whether it is a terminal. */
function wantsColor(flag: boolean | undefined): boolean {
  const { NO_COLOR: never, FORCE_COLOR: always, TERM: terminal } = process.env;
  if (flag === false) return false;
  if (never !== undefined && never !== '') return false;
  if (always !== undefined && always !== '') return always !== '0' && always !== 'false';
  return process.stdout.isTTY === true && terminal !== 'dumb';
}

async function printText(text: string): Promise<number> {
  await print([text]);
  return exitCodes.clean;
}

/** Size in which many pieces are written together. */
const batchSize = 65_536;

/** Waits for a slow reader; stops where the reader has gone. Throws a UserError where the text cannot be written. */
async function print(pieces: Iterable<string>): Promise<void> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < batchSize) continue;
    if (!(await writeBatch(batch))) return;
    batch = '';
  }
  await writeBatch(batch);
}

/** False where the reader has gone. Node's stream is opened only if it must be: loading it takes longer than scanning a commit. */
async function writeBatch(text: string): Promise<boolean> {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
  } catch (error) {
    return codeOf(error) === 'EAGAIN' ? await writeToStream(rest) : judge(error);
  }
  return true;
}

/** For what has a reader that is to be waited for without blocking, as a socket may be. */
async function writeToStream(bytes: Buffer): Promise<boolean> {
  const { stdout } = process;
  const error = await new Promise<unknown>((done) => {
    // The listener stays, as a late error event would end the process.
    stdout.on('error', done);
    stdout.write(bytes, done);
  });
  return error === undefined || error === null || judge(error);
}

function judge(error: unknown): false {
  if (codeOf(error) === 'EPIPE') return false;
  const hint = 'make room where it leads, or lead it elsewhere, and run the command again';
  throw new UserError('incomplete', `cannot write to standard output (${codeOf(error) ?? 'unknown error'})`, { hint });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function note(line: string): void {
  process.stderr.write(`unleak: ${line}\n`);
}

async function explain(error: unknown): Promise<number> {
  if (!(error instanceof UserError)) return reportBug(error);
  const { escapeLine } = await import('./report/escape.ts');
  const [first = '', ...others] = error.message.split('\n').map(escapeLine);
  note([first, ...others, ...(error.hint === undefined ? [] : [`hint: ${escapeLine(error.hint)}`])].join('\n'));
  return exitCodes[error.kind];
}

/** Where it happened, and nothing of what was being scanned: an error's message may quote its input. */
function reportBug(error: unknown): number {
  const { name, code, stack = '' } = (error ?? {}) as { name?: string; code?: string; stack?: string };
  const frames = stack.split('\n').flatMap((line) => {
    const [, where = '', path = '', position = ''] =
      /^\s+at (?:(.+?) \()?(?:file:\/\/)?(.*?)(:\d+:\d+)\)?$/.exec(line) ?? [];
    return path === '' ? [] : [`  at ${where.replace(/[^\w.<> ]/g, '')} ${basename(path)}${position}`];
  });
  note(
    [
      'this is a bug, and the scan is incomplete; please report it with these lines:',
      `  ${name ?? typeof error} ${code ?? ''}`,
      ...frames,
    ].join('\n'),
  );
  return exitCodes.incomplete;
}
