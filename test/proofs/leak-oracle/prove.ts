/** Proves that no value gets out of a fix as the kernel sees it: strace shows every start and every write of every process. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { isolatedEnvironment } from '../../fixtures/isolated-environment.ts';
import { findForms, needlesOf } from '../../remediation/oracle/needles.ts';
import type { Needle } from '../../remediation/oracle/needles.ts';
import { createScenario } from '../../remediation/oracle/scenario.ts';
import type { Scenario, Step } from '../../remediation/oracle/scenario.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unleak-leak-proof-')));
const home = join(folder, 'home');
mkdirSync(home);
const environment = {
  ...Object.fromEntries(Object.entries(isolatedEnvironment(home)).filter(([name]) => !name.startsWith('AWS_'))),
  TMPDIR: home,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  // Writes that go through a ring shared with the kernel would not be seen.
  UV_USE_IO_URING: '0',
};
/** Each is written as a fault of the program would be, and gone when the program ends. */
const deliberate: readonly (readonly [what: string, program: string])[] = [
  ['an argument of a child', `child.spawnSync('true', ['--token', v]);`],
  ['a variable of a grandchild', `child.execSync('TOKEN=' + v + ' true');`],
  ['a temporary file that is gone', `fs.writeFileSync('x', v); fs.rmSync('x');`],
  [
    'base64 in a file that is written in pieces',
    `const h = fs.openSync('x', 'w'); for (const s of btoa('?' + v)) fs.writeSync(h, s); fs.rmSync('x');`,
  ],
  [
    'hexadecimal on a pipe between children',
    `child.execSync('echo ' + Buffer.from(v).toString('hex') + ' | cat > /dev/null');`,
  ],
];
let failed = 0;

try {
  const scenario = createScenario(folder);
  const needles = scenario.values.flatMap(needlesOf);
  const cli = resolve('dist/cli.js');
  for (const step of scenario.steps)
    prove(`${step.title}: the kernel sees no value written, printed or handed on`, () => {
      const { code, trace } = trial(scenario, step, [cli, ...step.args]);
      if (code !== step.code) throw new Error(`ended with ${code}`);
      const { events, leaks } = search(trace, scenario, needles);
      if (leaks.length > 0) throw new Error(leaks.join('\n'));
      return events;
    });
  for (const [what, program] of deliberate)
    prove(`the search finds ${what}`, () => {
      const script = `const fs = require('node:fs'), child = require('node:child_process');
        const v = fs.readFileSync('notes.md', 'utf8').match(/xoxb\\S+/)[0];\n${program}`;
      const step = { title: what, args: [], code: 0 };
      const { trace } = trial(scenario, step, ['-e', script]);
      const { events, leaks } = search(trace, scenario, needles);
      if (leaks.length === 0) throw new Error('nothing was found');
      return events;
    });
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(failed === 0 ? 'leak-oracle: all hold' : `leak-oracle: ${failed} do not hold`);
process.exitCode = failed === 0 ? 0 : 1;

function prove(claim: string, test: () => number): void {
  const began = performance.now();
  try {
    const events = test();
    console.log(`ok   ${claim} (${events} starts and writes, ${((performance.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${claim}\n${String(error instanceof Error ? error.message : error).replaceAll(/^/gm, '     ')}`);
  }
}

/** Runs node under strace: all arguments, variables and data in full, in hexadecimal, with the paths of what is written to. */
function trial(
  { root }: Scenario,
  { env = {} }: Step,
  args: readonly string[],
): { code: number | null; trace: string } {
  const log = join(folder, 'trace');
  const calls =
    'execve,execveat,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,symlink,symlinkat,rename,renameat,renameat2,link,linkat,mkdir,mkdirat';
  const options = ['-f', '-v', '-yy', '-xx', '-s', '100000000', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', log];
  const { status, signal, error } = spawnSync('strace', [...options, process.execPath, ...args], {
    cwd: root,
    env: { ...environment, ...env },
    encoding: 'utf8',
  });
  if (error !== undefined) throw new Error('missing tool: strace');
  return { code: signal === null ? status : null, trace: readFileSync(log, 'latin1') };
}

/** Data that goes to one place is searched as one. The store is spoken to on loopback; the files that held a value may hold it. */
function search(
  trace: string,
  { root, held }: Scenario,
  needles: readonly Needle[],
): { events: number; leaks: string[] } {
  const written = new Map<string, string>();
  const lines = trace.split('\n').filter((line) => /^\d+ +\w+\(/.test(line));
  for (const line of lines) {
    const [, call = '', rest = ''] = /^\d+ +(\w+)\((.*)$/.exec(line) ?? [];
    const [, target = ''] = /^\d+<(.*?)>, /.exec(rest) ?? [];
    const place = call.startsWith('exec') || target === '' ? call : unescape(target);
    const strings = [...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text = '']) => unescape(text));
    written.set(place, `${written.get(place) ?? ''}${strings.join(target === '' ? '\n' : '')}`);
  }
  const leaks = [...written].flatMap(([place, text]) => {
    const path = relative(root, place.replace(/\.unleak-[0-9a-f]{8}$/, ''));
    const isAllowed = held.includes(path) || /^TCP(v6)?:\[(127\.0\.0\.1|\[::1\])/.test(place);
    return isAllowed ? [] : findForms(text, needles).map((form) => `${place}: ${form}`);
  });
  return { events: lines.length, leaks };
}

function unescape(text: string): string {
  return text.replaceAll(/\\x([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
