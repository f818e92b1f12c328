/** A program under test, told line by line what to do; the time that it sees can be moved. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { createInterface } from 'node:readline';
import { formNames } from './forms.ts';
import type { FormName, Language } from './forms.ts';

/** By form: a hash of the value that is used, or `failed` and the message. */
export interface Told extends ReadonlyMap<FormName, string> {
  hash(value: string): string;
}

export interface Program {
  readonly told: Told;
  /** Every form once more. */
  again(): Promise<Told>;
  /** From now on. */
  passTime(seconds: number): void;
  end(): Promise<void>;
}

export interface Running {
  readonly language: Language;
  readonly folder: string;
  /** The file that says by how many seconds the program's clock is ahead. */
  readonly clock: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The environment holds nothing that could name a store, but what is given. */
export async function openProgram({ language, folder, clock, env }: Running): Promise<Program> {
  writeFileSync(clock, '0');
  const [file = '', ...args] = language.start(folder);
  const child = spawn(file, [...args, ...formNames], {
    cwd: folder,
    env: { ...nowhere, ...language.clock, CLOCK: clock, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (errors += text));
  const ended = new Promise<number | null>((done) => void child.on('close', done));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const listen = async (): Promise<Told> => {
    const told = new Map<FormName, string>();
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${language.title} ended too soon: ${errors}`);
      if (value === 'ready') return Object.assign(told, { hash });
      const [, name = '', rest = ''] = /^(\S+) (.*)$/.exec(value) ?? [];
      told.set(name as FormName, rest);
    }
  };
  return {
    told: await listen(),
    again() {
      child.stdin.write('\n');
      return listen();
    },
    passTime: (seconds) => writeFileSync(clock, String(seconds)),
    async end() {
      child.stdin.end();
      const code = await ended;
      if (code !== 0) throw new Error(`${language.title} ended with ${code}: ${errors}`);
    },
  };
}

const nowhere = {
  PATH: process.env['PATH'] ?? '',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  NO_PROXY: '127.0.0.1',
};

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
