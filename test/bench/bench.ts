/** `npm run bench [-- NAME… [--quick] [--write] [--gitleaks PROGRAM] [--noseyparker PROGRAM] [REPOSITORY…]]`: ratios from one run on one machine; --write keeps them in the docs, section by section. `planting` takes arguments of its own. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchHistory } from './bench-history.ts';
import { benchHook } from './bench-hook.ts';
import { benchIncremental } from './bench-incremental.ts';
import { benchPatterns } from './bench-patterns.ts';
import { benchScaling } from './bench-scaling.ts';
import { compareReaders } from './bench-equal.ts';
import { benchLogs } from './bench-logs.ts';
import { confirmHistories } from './confirm.ts';
import { readPlantingArguments } from './planting/arguments.ts';
import { benchPlanting } from './planting/bench-planting.ts';

const cli = fileURLToPath(new URL('cli.js', import.meta.url));
const args = process.argv.slice(2);
const special: readonly string[] = ['incremental', 'scaling', 'equal', 'confirm'];
const names: readonly string[] = ['hook', 'patterns', 'history', 'logs', ...special];
const flags = {
  quick: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  gitleaks: { type: 'string' },
  noseyparker: { type: 'string' },
} as const;
if (args[0] === 'planting') {
  const { projects, options } = readPlantingArguments(args.slice(1));
  void benchPlanting(cli, projects, options).then((text) => process.stdout.write(`${text}\n`));
} else measureRatios();

function measureRatios(): void {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: flags });
  const { quick } = values;
  const named = positionals.filter((each) => names.includes(each));
  const repositories = positionals.filter((each) => !names.includes(each));
  /** What takes minutes, or says nothing of a generated history, is asked for by its name. */
  const wants = (name: string): boolean => named.includes(name) || (named.length === 0 && !special.includes(name));

  const sections = [`${describeMachine()}\n`];
  if (wants('hook')) sections.push('## Hook\n', `${benchHook(cli, { rounds: quick ? 5 : 25 })}\n`);
  if (wants('patterns')) sections.push('## Patterns\n', `${benchPatterns({ rounds: quick ? 3 : 9 })}\n`);
  if (wants('history')) {
    const peers = { gitleaks: values.gitleaks, noseyparker: values.noseyparker };
    const size = { rounds: quick ? 1 : 3, commits: quick ? 200 : 1500 };
    sections.push('## History\n', `${benchHistory(cli, repositories, { ...size, peers })}\n`);
  }
  if (wants('incremental')) {
    const size = { rounds: quick ? 3 : 9, commits: 100 };
    sections.push('## New commits\n', `${benchIncremental(cli, repositories, size)}\n`);
  }
  if (wants('scaling')) {
    const size = { rounds: quick ? 1 : 3, commits: quick ? 400 : 4000 };
    sections.push('## Scaling\n', `${benchScaling(cli, repositories, size)}\n`);
  }
  if (wants('logs'))
    sections.push('## Logs\n', `${benchLogs(cli, { rounds: quick ? 1 : 3, copies: quick ? 2 : 16 })}\n`);
  if (wants('equal')) sections.push('## Readers\n', `${compareReaders(cli, repositories)}\n`);
  if (wants('confirm')) sections.push('## Places\n', `${confirmHistories(cli, repositories)}\n`);
  const text = sections.join('\n');
  process.stdout.write(text);
  if (values.write) {
    const page = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
    writeFileSync(page, replaceSections(readFileSync(page, 'utf8'), text));
  }
}

/** The page with the sections of this run in the place of earlier ones; those that were not measured stay. */
function replaceSections(page: string, measured: string): string {
  const [machine = '', ...sections] = measured.split(/^(?=## )/m);
  const [, ...earlier] = page.split(/^(?=## )/m);
  const byHead = new Map([...earlier, ...sections].map((section) => [/^.*/.exec(section)![0], `${section.trim()}\n`]));
  const head = '# Benchmarks\n\nWritten by `npm run bench -- --write`: the ratios are what counts.';
  return [`${head}\n\n${machine.trim()}\n`, ...byHead.values()].join('\n');
}

function describeMachine(): string {
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.versions.node}, ${git}.`;
}
