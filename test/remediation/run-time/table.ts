/** The matrix of docs/rewriters.md: written from what was seen, and read back to see whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { formNames, forms } from './forms.ts';
import type { FormName } from './forms.ts';
import type { Cell } from './run-cells.ts';

const page = 'docs/rewriters.md';
const [begin, end] = ['<!-- cells -->\n', '<!-- end of cells -->'];

/** By form, then by language: what the page says of a cell. */
export function readTable(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const [head = [], , ...rows] = tableOf(readFileSync(page, 'utf8'))
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim()),
    );
  return new Map(
    rows.map(([form = '', ...said]) => [form, new Map(said.map((text, at) => [head[at + 1] ?? '', text]))]),
  );
}

/** What the page is to say of a cell. */
export function describeCell({ outcome, problems }: Cell): string {
  if (problems.length > 0) return 'fails';
  return { running: 'proved', restart: 'proved, from its start' }[outcome] ?? `refused: \`${outcome}\``;
}

export function titleOf(form: FormName): string {
  return forms[form].title;
}

/** Puts the table of these cells into the page. */
export function writeTable(cells: readonly Cell[]): void {
  const text = readFileSync(page, 'utf8');
  const languages = [...new Set(cells.map(({ language }) => language))];
  const rows = formNames.map((form) => {
    const own = languages.map((language) => cells.find((cell) => cell.form === form && cell.language === language));
    return [titleOf(form), ...own.map((cell) => (cell === undefined ? '' : describeCell(cell)))];
  });
  const lines = [['form', ...languages], ['---', ...languages.map(() => '---')], ...rows];
  const table = lines.map((row) => `| ${row.join(' | ')} |\n`).join('');
  const at = text.indexOf(begin) + begin.length;
  writeFileSync(page, text.slice(0, at) + table + text.slice(at + tableOf(text).length));
}

function tableOf(text: string): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} has no place for the table`);
  return text.slice(from + begin.length, to);
}
