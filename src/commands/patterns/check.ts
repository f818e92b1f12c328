/** `unleak patterns check`: the catalogue's own checks over the user's patterns and the built-in ones; examples are run. */
import { patterns as builtIn } from '../../../patterns/index.ts';
import { lintCatalogue, lintPattern } from '../../catalogue/lint.ts';
import type { CommandContext } from '../../command.ts';
import { exitCodes, UserError } from '../../errors.ts';
import { escapeLine } from '../../report/escape.ts';
import { countOf } from '../../report/measure.ts';
import { loadSettings } from '../settings.ts';
import { placesHere } from '../source.ts';

/** The exit code for patterns that have a problem is that of a wrong configuration. */
export async function checkPatterns(context: CommandContext, args: readonly string[]): Promise<number> {
  const [file, ...others] = args;
  if (others.length > 0) throw new UserError('usage', 'patterns check takes one file');
  const given = file === undefined ? context.given : { ...context.given, config: file };
  const { config } = await loadSettings({ ...context, given }, placesHere(context.cwd));
  const own = config?.patterns ?? [];
  const all = [...builtIn, ...own];
  const problems = [
    ...all.flatMap((pattern) => lintPattern(pattern).map((problem) => `${pattern.id}: ${problem}`)),
    ...lintCatalogue(all),
  ];
  await context.print(problems.map((problem) => `${escapeLine(problem)}\n`));
  const summary = `${countOf(own.length, 'pattern')} of your own and ${builtIn.length} built-in ones checked`;
  if (!context.given.quiet)
    await context.print([
      `${summary}: ${problems.length === 0 ? 'all is well' : countOf(problems.length, 'problem')}\n`,
    ]);
  return problems.length === 0 ? exitCodes.clean : exitCodes.usage;
}
