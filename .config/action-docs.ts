/** Writes the README's tables of the Action, from action.yml. With --check only says whether they are current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Documented {
  readonly description: string;
  readonly default?: string;
}

const { inputs, outputs } = parse(readFileSync('action.yml', 'utf8')) as Record<
  'inputs' | 'outputs',
  Readonly<Record<string, Documented>>
>;
const current = readFileSync('README.md', 'utf8');
const inputRows = Object.entries(inputs).map(([name, { default: value = '', description }]) =>
  row(`\`${name}\``, value === '' ? '' : `\`${value}\``, description),
);
const outputRows = Object.entries(outputs).map(([name, { description }]) => row(`\`${name}\``, description));
const withInputs = replaceTable(current, '| input | default | |\n|---|---|---|', inputRows);
const text = replaceTable(withInputs, '| output | |\n|---|---|', outputRows);

if (!process.argv.includes('--check')) writeFileSync('README.md', text);
else if (text !== current) {
  process.stderr.write('the tables of README.md are not those of action.yml: npm run docs\n');
  process.exitCode = 1;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function replaceTable(page: string, head: string, rows: readonly string[]): string {
  const start = page.indexOf(head);
  const end = page.indexOf('\n\n', start);
  if (start < 0 || end < 0) throw new Error(`README.md has no table with the head ${head}`);
  return [page.slice(0, start), [head, ...rows].join('\n'), page.slice(end)].join('');
}
