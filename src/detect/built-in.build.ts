/** The built-in patterns, compiled when the package is built. */
import { patterns } from '../../patterns/index.ts';
import { compilePatterns, type CompiledPatterns } from './compile.ts';

export const builtIn: CompiledPatterns = compilePatterns(patterns);
