/** Python: string literals become calls of the loader, the environment first; everything around them keeps its bytes. */
import { isBroken } from './python/tree.ts';
import { parseWith } from './grammars.ts';
import { rewritePython } from './python/rewrite.ts';
import type { Rewriter } from '../remediation-types.ts';

export const python: Rewriter = {
  id: 'python',
  title: 'Python',
  matches: (path) => /\.(py|pyw|pyi|ipynb)$/i.test(path),
  rewrite: rewritePython,
  async parses(path, text) {
    if (!path.toLowerCase().endsWith('.ipynb')) return !isBroken((await parseWith('python', text)).root());
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  },
};
