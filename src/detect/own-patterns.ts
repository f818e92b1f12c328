/** A user's own patterns, compiled together with the built-in ones, so that one pass serves both. Loaded only where there are some. */
import type { Pattern } from '../types.ts';
import { builtIn } from './built-in.ts';
import { compilePatterns } from './compile.ts';
import type { CompiledPatterns } from './compiled.ts';

export function compileOwnPatterns(patterns: readonly Pattern[]): CompiledPatterns {
  return compilePatterns(patterns, { base: builtIn });
}
