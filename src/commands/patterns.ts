/** `unleak patterns`: lists the catalogue, checks patterns, and tells why a line did or did not match. */
import type { Command } from '../command.ts';
import { UserError } from '../errors.ts';
import { suggest } from '../nearest.ts';

type Verb = (context: Parameters<Command['run']>[0], args: readonly string[]) => Promise<number>;

const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  list: async () => (await import('./patterns/list.ts')).listPatterns,
  check: async () => (await import('./patterns/check.ts')).checkPatterns,
  explain: async () => (await import('./patterns/explain.ts')).explain,
};

export const patterns: Command = {
  async run(context) {
    const [verb = 'list', ...args] = context.paths;
    const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
    if (load !== undefined) return (await load())(context, args);
    const hint = suggest(verb, Object.keys(verbs)) ?? 'list, check or explain';
    throw new UserError('usage', `unleak patterns knows no ${verb}`, { hint });
  },
};
