/** YAML configuration; its parser takes as long to load as all else of a fix, so it is loaded for the first such file. */
import type { Rewriter } from '../remediation-types.ts';
import type { Format } from './config/place.ts';
import { rewriteConfig } from './config/rewrite.ts';

export const yaml: Rewriter = {
  id: 'yaml',
  title: 'YAML',
  matches: (path) => /\.ya?ml$/i.test(path),
  rewrite: async (request) => rewriteConfig(request, await loadFormat()),
  parses: async (_path, text) => (await loadFormat()).parses(text),
};

async function loadFormat(): Promise<Format> {
  return (await import('./config/yaml-format.ts')).yamlFormat;
}
