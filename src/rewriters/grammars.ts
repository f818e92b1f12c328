/** The grammars that ast-grep does not bring along: registered in one call, as a second call would be ignored without a word. */
import type { SgRoot } from '@ast-grep/napi';

type Grammar = 'python';

let loading: Promise<(grammar: Grammar, text: string) => SgRoot> | undefined;

/** Parses a text; offsets in the tree are UTF-16. Loads the parsers on the first call, as most runs need none. */
export async function parseWith(grammar: Grammar, text: string): Promise<SgRoot> {
  loading ??= load();
  return (await loading)(grammar, text);
}

async function load(): Promise<(grammar: Grammar, text: string) => SgRoot> {
  const [{ parse, registerDynamicLanguage }, { default: python }] = await Promise.all([
    import('@ast-grep/napi'),
    import('@ast-grep/lang-python'),
  ]);
  registerDynamicLanguage({ python });
  return parse;
}
