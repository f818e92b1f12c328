/** Proves the matrix of docs/rewriters.md with all its languages, Python's packages from their registry; `--write` writes the table. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../remediation/run-time/forms.ts';
import { javascriptClock, javascriptLanguages } from '../../remediation/run-time/javascript.ts';
import { pythonClock, pythonLanguage } from '../../remediation/run-time/python.ts';
import { runCells } from '../../remediation/run-time/run-cells.ts';
import type { Cell } from '../../remediation/run-time/run-cells.ts';
import { describeCell, readTable, titleOf, writeTable } from '../../remediation/run-time/table.ts';

const packages = ['boto3==1.44.5', 'dynaconf==3.3.5', 'python-dotenv==1.2.1'];
const folder = mkdtempSync(join(tmpdir(), 'unleak-run-time-proof-'));
const cells: Cell[] = [];
let failed = 0;
try {
  writeFileSync(join(folder, 'clock.cjs'), javascriptClock);
  mkdirSync(join(folder, 'python'));
  writeFileSync(join(folder, 'python/sitecustomize.py'), pythonClock);
  for (const language of javascriptLanguages(join(folder, 'clock.cjs'))) await prove(language.title, () => language);
  await prove('Python 3.11', () => pythonLanguage(installPython(), join(folder, 'python')));
  if (failed === 0 && process.argv.includes('--write')) writeTable(cells);
  await compare();
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(failed === 0 ? 'run-time: all hold' : `run-time: ${failed} do not hold`);
process.exitCode = failed === 0 ? 0 : 1;

/** A tool that is missing is named, and the claim does not hold. */
async function prove(title: string, open: () => Language): Promise<void> {
  const began = performance.now();
  try {
    const own = await runCells(open());
    cells.push(...own);
    const problems = own.flatMap(({ form, problems: found }) => found.map((problem) => `${titleOf(form)}: ${problem}`));
    if (problems.length > 0) throw new Error(problems.join('\n'));
    const count = own.filter((cell) => describeCell(cell).startsWith('proved')).length;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`ok   ${title}: ${count} forms use the canary, fail without, and take a new value (${seconds} s)`);
  } catch (error) {
    fail(title, String(error instanceof Error ? error.message : error));
  }
}

async function compare(): Promise<void> {
  const table = readTable();
  const wrong = cells.filter((cell) => table.get(titleOf(cell.form))?.get(cell.language) !== describeCell(cell));
  if (wrong.length === 0) console.log(`ok   docs/rewriters.md says what was seen of ${cells.length} cells`);
  else fail('docs/rewriters.md', wrong.map(({ language, form }) => `${language}, ${titleOf(form)}`).join('\n'));
}

function fail(claim: string, what: string): void {
  failed++;
  console.log(`FAIL ${claim}\n${what.replaceAll(/^/gm, '     ')}`);
}

/** Python 3.11 with the packages that the programs need, in a folder of its own. */
function installPython(): string {
  const python = join(folder, 'venv/bin/python');
  for (const name of ['python3.11', 'python3']) {
    const { stdout } = spawnSync(name, ['--version'], { encoding: 'utf8' });
    if (!(stdout ?? '').startsWith('Python 3.11')) continue;
    spawnSync(name, ['-m', 'venv', join(folder, 'venv')]);
    const { status, stderr } = spawnSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`missing tool: pip cannot install ${packages.join(' ')}\n${stderr}`);
    return python;
  }
  throw new Error('missing tool: python3.11');
}
