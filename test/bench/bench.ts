/** `npm run bench [-- [hook] [patterns] [history] [logs] [confirm] [--quick] [--write] [REPOSITORY…]]`: ratios from one run on one machine; --write keeps them in the docs. `planting` takes arguments of its own. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { benchHistory } from './bench-history.ts';
import { benchHook } from './bench-hook.ts';
import { benchPatterns } from './bench-patterns.ts';
import { benchLogs } from './bench-logs.ts';
import { confirmHistories } from './confirm.ts';
import { readPlantingArguments } from './planting/arguments.ts';
import { benchPlanting } from './planting/bench-planting.ts';

const cli = fileURLToPath(new URL('cli.js', import.meta.url));
const args = process.argv.slice(2);
if (args[0] === 'planting') {
  const { projects, options } = readPlantingArguments(args.slice(1));
  void benchPlanting(cli, projects, options).then((text) => process.stdout.write(`${text}\n`));
} else measureRatios();

function measureRatios(): void {
  const quick = args.includes('--quick');
  const named: readonly string[] = args.filter((arg) =>
    ['hook', 'patterns', 'history', 'logs', 'confirm'].includes(arg),
  );
  const repositories = args.filter((arg) => !arg.startsWith('-') && !named.includes(arg));
  const wants = (name: string): boolean => named.length === 0 || named.includes(name);

  const sections = [`${describeMachine()}\n`];
  if (wants('hook')) sections.push('## Hook\n', `${benchHook(cli, { rounds: quick ? 5 : 25 })}\n`);
  if (wants('patterns')) sections.push('## Patterns\n', `${benchPatterns({ rounds: quick ? 3 : 9 })}\n`);
  if (wants('history')) {
    const options = { rounds: quick ? 1 : 3, commits: quick ? 200 : 1500 };
    sections.push('## History\n', `${benchHistory(cli, repositories, options)}\n`);
  }
  if (wants('logs'))
    sections.push('## Logs\n', `${benchLogs(cli, { rounds: quick ? 1 : 3, copies: quick ? 2 : 16 })}\n`);
  if (named.includes('confirm')) sections.push('## Places\n', `${confirmHistories(cli, repositories)}\n`);
  const text = sections.join('\n');
  process.stdout.write(text);
  if (args.includes('--write')) {
    const page = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));
    writeFileSync(
      page,
      `# Benchmarks\n\nWritten by \`npm run bench -- --write\`: the ratios are what counts.\n\n${text}`,
    );
  }
}

function describeMachine(): string {
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.versions.node}, ${git}.`;
}
