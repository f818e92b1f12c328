/** `unleak patterns list`: one line a pattern, or all their fields as JSON. */
import { patterns as builtIn } from '../../../patterns/index.ts';
import type { CommandContext } from '../../command.ts';
import { genericPatterns } from '../../detect/generic/detect.ts';
import { exitCodes, UserError } from '../../errors.ts';
import { createPalette } from '../../report/colors.ts';
import { escapeJson, escapeLine } from '../../report/escape.ts';
import { compare } from '../../report/order.ts';
import type { Pattern } from '../../types.ts';
import { loadSettings } from '../settings.ts';
import { placesHere } from '../source.ts';

export async function listPatterns(context: CommandContext, args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new UserError('usage', 'patterns list takes no argument');
  const { config } = await loadSettings(context, placesHere(context.cwd));
  const all: Listed[] = [...builtIn, ...Object.values(genericPatterns), ...(config?.patterns ?? [])].sort((a, b) =>
    compare(a.id, b.id),
  );
  const format = context.reports.find(({ name }) => name === 'format')?.value ?? 'text';
  if (format === 'json') await context.print([escapeJson(JSON.stringify(all.map(toPlain))), '\n']);
  else if (format === 'text') await context.print(renderRows(all, context.color()));
  else throw new UserError('usage', `patterns list has the formats text and json, not ${format}`);
  return exitCodes.clean;
}

type Listed = Pick<Pattern, 'id' | 'title' | 'severity' | 'why' | 'revoke'> &
  Partial<Pick<Pattern, 'confidence' | 'keywords' | 'references'>> & { readonly regex: { readonly source: string } };

function toPlain({
  id,
  title,
  severity,
  confidence = 'high',
  regex,
  keywords = [],
  why,
  revoke,
  references = [],
}: Listed): object {
  return { id, title, severity, confidence, regex: regex.source, keywords, why, revoke, references };
}

function* renderRows(all: readonly Pick<Listed, 'id' | 'title' | 'severity'>[], color: boolean): Iterable<string> {
  const paint = createPalette(color);
  const width = Math.max(...all.map(({ id }) => id.length));
  for (const { id, title, severity } of all) {
    yield `${escapeLine(id).padEnd(width)}  ${paint.severity(severity)}${' '.repeat(8 - severity.length)}  ${escapeLine(title)}\n`;
  }
}
