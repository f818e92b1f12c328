/** Proves the reading of CI logs: values that real tools print are found as every service stores them, and nothing in 500 MB of clean logs. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { createDetector } from '../../../src/detect/detector.ts';
import { logsSource } from '../../../src/sources/logs.ts';
import { checkLog } from '../../sources/logs/corpus/check.ts';
import { leakScripts, runLeak, type LeakRun } from '../../sources/logs/corpus/runs.ts';
import { logServices } from '../../sources/logs/corpus/services.ts';
import { type CleanCommand, nodeCommands, runCleanCommand, toolCommands } from './clean-commands.ts';
import { toolScripts } from './tool-scripts.ts';

const root = resolve('.');
const folder = mkdtempSync(join(tmpdir(), 'unleak-log-proof-'));
const detector = createDetector();
const server = spawn(
  process.execPath,
  [
    '-e',
    "const s = require('http').createServer((q, r) => { r.writeHead(401); r.end(); }); s.listen(0, '127.0.0.1', () => console.log(s.address().port))",
  ],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const port = await new Promise<string>((done) =>
  createInterface({ input: server.stdout }).once('line', (line) => done(line)),
);
/** Bytes of clean logs. */
const wanted = 500e6;
/** The same output with other things around it. */
const cleanServices = logServices.filter(({ id }) =>
  ['plain', 'github-cli', 'gitlab', 'gitlab-timestamps', 'jenkins-text'].includes(id),
);
const nothing = {
  script: [],
  planted: [],
  cause: 'output',
  values: { TOKEN: '\0', STRIPE: '\0', PASSWORD: '\0', KEY: '\0' },
} as const;
let failed = 0;

try {
  for (const { id, needs } of [...toolScripts, ...toolCommands])
    if (!isHere(needs)) fail(`${id}: needs ${needs}, which is not here`);
  const runs = [
    ...leakScripts.map((script) => runLeak(script)),
    ...toolScripts.filter(({ needs }) => isHere(needs)).map((script) => runLeak(script, { PORT: port })),
  ];
  for (const run of runs) if (!showsValues(run)) fail(`${run.id}: the command did not print what it was given`);
  await proveRecall(runs.filter(showsValues));
  await proveClean();
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
process.exitCode = failed === 0 ? 0 : 1;

function fail(line: string): void {
  failed++;
  console.log(`FAIL ${line}`);
}

function isHere(program: string): boolean {
  return spawnSync('bash', ['-c', 'command -v "$0"', program]).status === 0;
}

/** A value that is not in the output, in this form or an encoded one, was not leaked. */
function showsValues({ planted, values, output, encoded }: LeakRun): boolean {
  return encoded === true || planted.every((name) => output.replaceAll('\\', '').includes(values[name]));
}

async function proveRecall(runs: readonly LeakRun[]): Promise<void> {
  let planted = 0;
  let found = 0;
  let causes = 0;
  for (const [at, run] of runs.entries()) {
    for (const service of logServices) {
      const place = join(folder, `${at}-${service.id}`);
      mkdirSync(place);
      const { file, bytes } = service.store(run);
      writeFileSync(join(place, file), bytes);
      const source = logsSource({ root: place, names: [file], stdin: async function* () {} });
      const seen = await checkLog({ source, detector, run, folder: place });
      planted += run.planted.length;
      found += run.planted.length - seen.missing.length;
      if (seen.causes.includes(run.cause) || (run.cause === 'echo' && seen.causes.includes('output'))) causes++;
      else console.log(`     ${service.id}, ${run.id}: printed by ${seen.causes.join(', ')}, not ${run.cause}`);
      if (seen.missing.length > 0) console.log(`     ${service.id}, ${run.id}: ${seen.missing.join(', ')} not found`);
      if (seen.misplaced.length > 0) fail(`${service.id}, ${run.id}: not at ${seen.misplaced.join(', ')}`);
      if (seen.skipped.length > 0) fail(`${service.id}, ${run.id}: ${seen.skipped[0]?.why}`);
    }
  }
  const logs = runs.length * logServices.length;
  const written = runs.filter(({ documented }) => documented === true).length;
  const line = `${logs} logs: ${runs.length} commands (${written} by documented output), ${logServices.length} ways to store them; ${found} of ${planted} values found, the cause right in ${causes}`;
  if (found / planted >= 0.99 && causes / logs >= 0.95 && logs >= 60) console.log(`ok   ${line}`);
  else fail(line);
}

async function proveClean(): Promise<void> {
  let bytes = 0;
  let commands = 0;
  const findings: string[] = [];
  const all: readonly (CleanCommand & { readonly needs?: string })[] = [...nodeCommands, ...toolCommands];
  for (const command of all) {
    if (command.needs !== undefined && !isHere(command.needs)) continue;
    const output = runCleanCommand(command, root).toString('latin1');
    commands++;
    for (const service of cleanServices) {
      const place = mkdtempSync(join(folder, 'clean-'));
      const { file, bytes: stored } = service.store({ id: command.id, script: ['make all'], output });
      writeFileSync(join(place, file), stored);
      bytes += stored.length;
      const source = logsSource({ root: place, names: [file], stdin: async function* () {} });
      const seen = await checkLog({ source, detector, run: { ...nothing, id: command.id, output }, folder: place });
      findings.push(...seen.surplus.map((where) => `${service.id}, ${command.id}: ${where}`));
      rmSync(place, { recursive: true });
    }
  }
  const line = `${(bytes / 1e6).toFixed(0)} MB of clean logs of ${commands} commands as ${cleanServices.length} services store them: ${findings.length} findings`;
  for (const each of findings.slice(0, 40)) console.log(`     ${each}`);
  if (findings.length === 0 && bytes >= wanted) console.log(`ok   ${line}`);
  else fail(line);
}
