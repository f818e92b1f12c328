/** What a commit of ten files of 1,000 lines costs, against the bare start of Node. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStagedRepository } from './generated-repositories.ts';
import { median, ratio, takeTurns, type Subject } from './measure.ts';
import { renderTable } from './table.ts';

export function benchHook(cli: string, { rounds }: { rounds: number }): string {
  const repository = createStagedRepository();
  try {
    const cwd = repository.path;
    const subjects: readonly Subject[] = [
      { name: '`node -e 0`', command: [process.execPath, '-e', '0'], cwd, codes: [0] },
      { name: '`unleak scan --staged`', command: [process.execPath, cli, 'scan', '--staged'], cwd, codes: [0] },
      { name: 'the installed hook', command: [installHook(cwd, cli)], cwd, codes: [0] },
    ];
    const times = takeTurns(subjects, rounds);
    const base = times[0] ?? [];
    const rows = subjects.map(({ name }, index) => {
      const each = times[index] ?? [];
      return [name, median(each).toFixed(0), (each[0] ?? 0).toFixed(0), ratio(base, each).toFixed(2)];
    });
    return [
      `Ten staged files of 1,000 lines, ${rounds} rounds in turns, milliseconds:`,
      '',
      renderTable(['', 'median', 'least', 'ratio'], rows),
    ].join('\n');
  } finally {
    repository.remove();
  }
}

function installHook(repository: string, cli: string): string {
  const hook = join(repository, '.git/hooks/pre-commit');
  const text = readFileSync(join(cli, '../../hooks/pre-commit'), 'utf8');
  writeFileSync(hook, text.replace("node='' cli=''", `node='${process.execPath}' cli='${cli}'`));
  chmodSync(hook, 0o755);
  return hook;
}
