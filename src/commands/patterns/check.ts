/** `unleak patterns check`: the catalogue's own checks over the user's patterns, whose examples are run, and over what they share with the built-in ones. */
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
  // The examples of the built-in ones are run when unleak is tested, and take some seconds.
  const problems = [
    ...own.flatMap((pattern) => lintPattern(pattern).map((problem) => `${pattern.id}: ${problem}`)),
    ...lintCatalogue([...builtIn, ...own]),
  ];
  await context.print(problems.map((problem) => `${escapeLine(problem)}\n`));
  const summary = `${countOf(own.length, 'pattern')} of your own checked, beside ${builtIn.length} built-in ones`;
  if (!context.given.quiet)
    await context.print([
      `${summary}: ${problems.length === 0 ? 'all is well' : countOf(problems.length, 'problem')}\n`,
    ]);
  return problems.length === 0 ? exitCodes.clean : exitCodes.usage;
}
