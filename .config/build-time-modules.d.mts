/** Types of the one that the tests' configuration takes. */
import type { Plugin } from 'vitest/config';

export function testTimeModules(root: string): Plugin;
