/** `planting [--seed S] [--count N] [--verbose] [--keep] PATH [--install CMD] [--test CMD] [--types CMD] [PATH …]`: commands belong to the path before them. */
import { parseArgs } from 'node:util';
import type { PlantingOptions } from './bench-planting.ts';
import type { Project } from './run-tests.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function readPlantingArguments(args: readonly string[]): {
  readonly projects: readonly Project[];
  readonly options: PlantingOptions;
} {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { tokens, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    tokens: true,
    options: { seed: text, count: text, verbose: flag, keep: flag, install: text, test: text, types: text },
  });
  const projects: Mutable<Project>[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional')
      projects.push({ path: token.value, install: undefined, test: undefined, types: undefined });
    const last = projects.at(-1);
    if (token.kind !== 'option' || last === undefined) continue;
    if (token.name === 'install' || token.name === 'test' || token.name === 'types') last[token.name] = token.value;
  }
  if (projects.length === 0) throw new Error('planting needs the path of a repository');
  return {
    projects,
    options: {
      seed: values.seed ?? '1',
      count: Number(values.count ?? 100),
      verbose: values.verbose === true,
      keep: values.keep === true,
    },
  };
}
