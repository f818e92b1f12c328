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
import { type Measured, renderPage, renderSection, sectionNames, type SectionName, special } from './page.ts';
import { readPlantingArguments } from './planting/arguments.ts';
import { benchPlanting } from './planting/bench-planting.ts';

const cli = fileURLToPath(new URL('cli.js', import.meta.url));
const args = process.argv.slice(2);
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
  const isName = (text: string): text is SectionName => (sectionNames as readonly string[]).includes(text);
  const named = positionals.filter(isName);
  const repositories = positionals.filter((each) => !isName(each));
  const wanted = sectionNames.filter((name) => (named.length === 0 ? !special.includes(name) : named.includes(name)));
  const peers = { gitleaks: values.gitleaks, noseyparker: values.noseyparker };
  const machine = describeMachine();
  const measured: Measured[] = [];
  for (const name of wanted) {
    const one = { name, text: measureSection(name, { quick, repositories, peers }) };
    process.stdout.write(`${renderSection(one, machine)}\n`);
    measured.push(one);
  }
  if (!values.write) return;
  const page = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
  writeFileSync(page, renderPage(readFileSync(page, 'utf8'), measured, machine));
}

interface Size {
  readonly quick: boolean;
  readonly repositories: readonly string[];
  readonly peers: { readonly gitleaks: string | undefined; readonly noseyparker: string | undefined };
}

function measureSection(name: SectionName, { quick, repositories, peers }: Size): string {
  switch (name) {
    case 'hook':
      return benchHook(cli, { rounds: quick ? 5 : 25 });
    case 'history':
      return benchHistory(cli, repositories, { rounds: quick ? 1 : 5, commits: quick ? 200 : 1500, peers });
    case 'logs':
      return benchLogs(cli, { rounds: quick ? 1 : 3, copies: quick ? 2 : 16 });
    case 'patterns':
      return benchPatterns({ rounds: quick ? 3 : 9 });
    case 'incremental':
      return benchIncremental(cli, repositories, { rounds: quick ? 3 : 9, commits: 100 });
    case 'scaling':
      return benchScaling(cli, repositories, { rounds: quick ? 1 : 3, commits: quick ? 400 : 4000 });
    case 'equal':
      return compareReaders(cli, repositories);
    case 'confirm':
      return confirmHistories(cli, repositories);
  }
}

function describeMachine(): string {
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.versions.node}, ${git}`;
}
