/** CI logs of real commands, plain and as services store them, against the processor time that the scan takes. */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeCommands, runCleanCommand } from '../proofs/logs/clean-commands.ts';
import { measureMemory } from './measure.ts';
import { renderTable } from './table.ts';

export interface LogsOptions {
  readonly rounds: number;
  /** How often the commands' output is stored; each copy has ids of its own. */
  readonly copies: number;
}

/** Kinds of logs that differ in what a scanner has to do: prose and paths; source code in messages; digests; encoded data. */
const kinds: readonly (readonly [name: string, ids: RegExp])[] = [
  ['compiler and listings', /^(?:TypeScript|listing|Node|npm)/],
  ['patches', /^git /],
  ['digests', /^(?:checksums|lock file)/],
  ['all of them', /./],
];

export function benchLogs(cli: string, { rounds, copies }: LogsOptions): string {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-bench-'));
  const root = fileURLToPath(new URL('..', import.meta.url));
  try {
    const outputs = nodeCommands.map((command) => ({ id: command.id, bytes: runCleanCommand(command, root) }));
    const empty = write(join(folder, 'empty.log'), [Buffer.from('ok\n')], { copies: 1 });
    const idle = leastSeconds(cli, empty, rounds);
    const rows = kinds.flatMap(([name, ids]) => {
      const bytes = outputs.filter(({ id }) => ids.test(id)).map((each) => each.bytes);
      const plain = write(join(folder, `${name}.log`), bytes, { copies });
      const github = write(join(folder, `${name}.txt`), bytes, { copies, isStamped: true });
      return [
        measure(cli, { name, file: plain, rounds, idle }),
        measure(cli, { name: `${name}, GitHub`, file: github, rounds, idle }),
      ];
    });
    return [
      `Logs of real commands, least processor time of ${rounds} runs, less the ${idle.user.toFixed(2)} s of an empty log:`,
      '',
      renderTable(['log', 'MB', 'user s', 'MB/s', 'peak MB', 'findings'], rows),
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly name: string;
  readonly file: string;
  readonly rounds: number;
  readonly idle: Seconds;
}

function measure(cli: string, { name, file, rounds, idle }: Measured): string[] {
  const { user, peakMb, findings } = leastSeconds(cli, file, rounds);
  const megabytes = statSync(file).size / 1e6;
  const seconds = user - idle.user;
  return [
    name,
    megabytes.toFixed(0),
    seconds.toFixed(2),
    (megabytes / seconds).toFixed(0),
    peakMb.toFixed(0),
    String(findings),
  ];
}

interface Seconds {
  readonly user: number;
  readonly peakMb: number;
  readonly findings: number;
}

function leastSeconds(cli: string, file: string, rounds: number): Seconds {
  const command = [process.execPath, cli, 'scan', '--logs', '--format', 'json', file];
  const runs = Array.from({ length: rounds }, () =>
    measureMemory({ name: file, command, cwd: tmpdir(), codes: [0, 1] }),
  );
  const best = runs.reduce((a, b) => (b.userSeconds < a.userSeconds ? b : a));
  const { findings } = JSON.parse(best.stdout) as { findings: unknown[] };
  return { user: best.userSeconds, peakMb: best.peakMb, findings: findings.length };
}

interface Stored {
  readonly copies: number;
  /** Whether each line has the time before it, as GitHub stores them. */
  readonly isStamped?: boolean;
}

/** Copies with other digits in long numbers and ids, as another run of the same job has them. */
function write(path: string, outputs: readonly Buffer[], { copies, isStamped = false }: Stored): string {
  const handle = openSync(path, 'w');
  for (let copy = 0; copy < copies; copy++) {
    for (const output of outputs) {
      const bytes = copy === 0 ? output : shiftDigits(output, copy);
      writeSync(handle, isStamped ? Buffer.from(stampLines(bytes.toString('latin1')), 'latin1') : bytes);
    }
  }
  closeSync(handle);
  return path;
}

function shiftDigits(bytes: Buffer, by: number): Buffer {
  const shifted = Buffer.from(bytes);
  for (let at = 0; at < shifted.length; at++) {
    const byte = shifted[at]!;
    if (byte >= 0x30 && byte <= 0x39) shifted[at] = 0x30 + ((byte - 0x30 + by) % 10);
  }
  return shifted;
}

function stampLines(text: string): string {
  return text.replaceAll(/^/gm, '2024-05-01T12:34:56.1234567Z ');
}
