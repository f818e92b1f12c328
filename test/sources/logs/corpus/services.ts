/** How CI services store what a job printed: each takes output and gives the file that one downloads. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { makeZip } from '../../../fixtures/archives.ts';
import type { LeakRun } from './runs.ts';

export interface StoredLog {
  readonly file: string;
  readonly bytes: Buffer;
}

export interface LogService {
  readonly id: string;
  store(run: Pick<LeakRun, 'id' | 'script' | 'output'>): StoredLog;
}

export const logServices: readonly LogService[] = [
  {
    // docs.github.com, "Using workflow run logs": a zip with a file for each job and, in its folder, for each step.
    id: 'github',
    store(run) {
      const step = githubLines(run, '').join('\r\n');
      const mark = Buffer.from([0xef, 0xbb, 0xbf]);
      const content = Buffer.concat([mark, Buffer.from(`${step}\r\n`)]);
      return {
        file: 'logs.zip',
        bytes: makeZip([
          { name: '0_build.txt', content },
          { name: 'build/1_Set up job.txt', content: Buffer.from(`${stamp(0)} Current runner version: '2.317.0'\r\n`) },
          { name: 'build/3_Leak.txt', content },
        ]),
      };
    },
  },
  {
    // `gh run view --log`
    id: 'github-cli',
    store: (run) => ({ file: 'run.log', bytes: Buffer.from(`${githubLines(run, 'build\tLeak\t').join('\n')}\n`) }),
  },
  {
    // docs.gitlab.com, "Job logs": sections, and the control sequences of a terminal.
    id: 'gitlab',
    store: (run) => ({ file: 'trace.log', bytes: Buffer.from(gitlabLines(run).join('\n')) }),
  },
  {
    // With FF_TIMESTAMPS: a time, the stream, and a plus where a line goes on.
    id: 'gitlab-timestamps',
    store(run) {
      const lines = gitlabLines(run).flatMap((line, at) => {
        const time = stamp(at, 6);
        const cut = line.length > 60 && !line.includes('\u001b') ? 57 : line.length;
        const first = `${time} 01O ${line.slice(0, cut)}`;
        return cut === line.length ? [first] : [first, `${time} 01O+${line.slice(cut)}`];
      });
      return { file: 'trace.log', bytes: Buffer.from(`${lines.join('\n')}\n`) };
    },
  },
  {
    // hudson.console.ConsoleNote: hidden between ESC[8mha: and ESC[0m, before text; with the Timestamper's times.
    id: 'jenkins',
    store(run) {
      const note = (): string => `\u001b[8mha:////${randomBytes(120).toString('base64')}\u001b[0m`;
      const lines = linesOf(run.output).map((line, at) => `[${stamp(at, 3)}] ${line}`);
      const text = ['Started by user ', `${note()}[Pipeline] Start of Pipeline`, `${note()}[Pipeline] sh`, ...lines];
      return { file: 'log', bytes: Buffer.from(`${text.join('\n')}\nFinished: SUCCESS\n`) };
    },
  },
  {
    id: 'jenkins-text',
    store(run) {
      const text = [
        'Started by user ci',
        '[Pipeline] { (Leak)',
        '[Pipeline] sh',
        ...linesOf(run.output),
        'Finished: FAILURE',
      ];
      return { file: 'consoleText', bytes: Buffer.from(`${text.join('\n')}\n`) };
    },
  },
  {
    // Step output behind `output_url`: a list of messages, cut where the buffer was full.
    id: 'circleci',
    store(run) {
      const text = `#!/bin/bash -eo pipefail\n${run.script.join('\n')}\n\n\u001b[0m${run.output.replaceAll('\n', '\r\n')}`;
      const pieces = text.match(/[\s\S]{1,113}/gu) ?? [];
      const list = pieces.map((message, at) => ({ message, time: stamp(at, 6), type: 'out', truncated: false }));
      return { file: 'output.json', bytes: Buffer.from(JSON.stringify(list)) };
    },
  },
  {
    // Azure Pipelines: "Build - Get build logs", or the zip of the web page.
    id: 'azure',
    store(run) {
      const head = [
        '##[section]Starting: Leak',
        '==============================',
        'Task         : Command line',
        'Generating script.',
      ];
      const lines = [...head, ...linesOf(run.output), '##[section]Finishing: Leak'].map(
        (line, at) => `${stamp(at)} ${line}`,
      );
      return {
        file: 'azure.zip',
        bytes: makeZip([{ name: 'Job/5_Leak.txt', content: Buffer.from(`${lines.join('\n')}\n`) }]),
      };
    },
  },
  {
    // Buildkite: an APC with the time before each line, and headers of groups.
    id: 'buildkite',
    store(run) {
      const lines = ['~~~ Running script', ...linesOf(run.output)].map(
        (line, at) => `\u001b_bk;t=${1_714_567_000_000 + at}\u0007${line}`,
      );
      return { file: 'job.log', bytes: Buffer.from(`${lines.join('\r\n')}\r\n`) };
    },
  },
  { id: 'plain', store: ({ output }) => ({ file: 'build.log', bytes: Buffer.from(output) }) },
  { id: 'gzip', store: ({ output }) => ({ file: 'build.log.gz', bytes: gzipSync(output) }) },
];

function githubLines(run: Pick<LeakRun, 'script' | 'output'>, prefix: string): string[] {
  const [first = '', ...rest] = run.script;
  const head = [
    `##[group]Run ${first}`,
    ...[first, ...rest].map((line) => `\u001b[36;1m${line}\u001b[0m`),
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
  ];
  return [...head, ...linesOf(run.output)].map((line, at) => `${prefix}${stamp(at)} ${line}`);
}

function gitlabLines(run: Pick<LeakRun, 'script' | 'output'>): string[] {
  const reset = '\r\u001b[0K';
  return [
    `\u001b[0KRunning with gitlab-runner 16.11.0\u001b[0;m`,
    `section_start:1714567000:step_script${reset}\u001b[0K\u001b[36;1mExecuting "step_script" stage\u001b[0;m\u001b[0;m`,
    ...run.script.slice(0, 1).map((line) => `\u001b[32;1m$ ${line}\u001b[0;m`),
    ...linesOf(run.output),
    `section_end:1714567001:step_script${reset}\u001b[32;1mJob succeeded\u001b[0;m`,
    '',
  ];
}

function linesOf(output: string): string[] {
  return output.replace(/\n$/, '').split('\n');
}

/** A time of the runner's clock, `digits` behind the second. */
function stamp(at: number, digits = 7): string {
  const fraction = String(1_234_567 + at).slice(0, digits);
  return `2024-05-01T12:34:${String(10 + Math.floor(at / 10_000)).padStart(2, '0')}.${fraction}Z`;
}
