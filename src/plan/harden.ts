/** Changes a job's script so that it prints no secrets, where that is safe to say from one step's text; else the step for a person. Pure. */
import type { LeakCause } from '../log-types.ts';
import type { Edit } from '../remediation-types.ts';

export interface Printing {
  /** Text of the workflow or script. */
  readonly text: string;
  /** The line that printed the value, from 1. */
  readonly line: number;
  readonly cause: LeakCause;
  /** The file is a workflow of GitHub Actions. */
  readonly github: boolean;
}

/** Edits ascend; empty where nothing can be changed safely. */
export type Hardening = readonly Edit[];

type Harden = (lines: Lines, at: number) => Hardening;

/** Lines of a text with the offset of each. */
interface Lines {
  readonly count: number;
  row(at: number): string;
  offset(row: number): number;
}

export function hardenScript({ text, line, cause, github }: Printing): Hardening {
  const lines = splitLines(text);
  const at = line - 1;
  if (at < 0 || at >= lines.count) return [];
  const own = hardeners[cause]?.(lines, at) ?? [];
  const trace = cause === 'docker-login' ? dropTrace(lines, at) : [];
  const edits = [...trace, ...own].toSorted((a, b) => a.start - b.start);
  return edits.length > 0 || !github ? edits : maskBefore(lines, at);
}

const hardeners: Partial<Record<LeakCause, Harden>> = {
  'shell-trace': dropTrace,
  'docker-login': pipePassword,
  'http-trace': quietCurl,
  'environment-dump': namesOnly,
};

function splitLines(text: string): Lines {
  const rows = text.split('\n');
  const offsets = [0];
  for (const [at, row] of rows.entries()) offsets.push((offsets[at] ?? 0) + row.length + 1);
  return {
    count: rows.length,
    row: (at) => rows[at] ?? '',
    offset: (row) => Math.min(offsets[row] ?? text.length, text.length),
  };
}

/** The lines of the step before `at`, nearest first: as far as no line stands further left than the script does. */
function* stepBefore(lines: Lines, at: number): Iterable<number> {
  const indent = indentOf(lines.row(at));
  for (let row = at; row >= 0; row--) {
    const text = lines.row(row);
    if (text.trim() !== '' && indentOf(text) < indent) return;
    yield row;
  }
}

function indentOf(text: string): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}

/** `set -x`, `set -eux`, `set -exo pipefail` and `set -o xtrace`, and `bash -x` on the line itself: without the trace. */
function dropTrace(lines: Lines, at: number): Hardening {
  for (const row of stepBefore(lines, at)) {
    const text = lines.row(row);
    const base = lines.offset(row);
    if (/^\s*set \+\w*x/.test(text)) return [];
    const shell = /\b(?:ba|da|z|k)?sh (?:-\w+ )*?(-(\w*)x(\w*)) /.exec(row === at ? text : '');
    if (shell !== null) return [replaceFlag(shell, base)];
    const found = /^\s*set (?:-\w+ )*?(-(\w*)x(\w*))(?= |$)/.exec(text);
    if (/^\s*set -x\s*$/.test(text)) return [dropLine(lines, row)];
    if (found !== null) return [replaceFlag(found, base)];
    if (/^\s*set -o xtrace\s*$/.test(text)) return [dropLine(lines, row)];
  }
  return [];
}

function dropLine(lines: Lines, row: number): Edit {
  return { start: lines.offset(row), end: lines.offset(row + 1), text: '' };
}

/** The option without its x; with the blank before it where nothing is left. */
function replaceFlag(found: RegExpExecArray, base: number): Edit {
  const [whole, flag = '', before = '', after = ''] = found;
  const start = base + found.index + whole.indexOf(flag);
  return before + after === ''
    ? { start: start - 1, end: start + flag.length, text: '' }
    : { start, end: start + flag.length, text: `-${before}${after}` };
}

/** A variable in quotes or without: what may be moved in front of the command as it is. */
const variable = String.raw`"\$\{?\w+\}?"|\$\{?\w+\}?`;
const login = new RegExp(
  String.raw`^(\s*(?:-\s+)?(?:(?:run|script):\s+)?)((?:docker|podman|nerdctl|helm registry|buildah|skopeo|oras)\s+login\b[^|;&]*?)\s(?:-p|--password)[ =](${variable})(?=\s|$)`,
);

/** `docker login -p "$TOKEN"` reads the password from standard input instead. */
function pipePassword(lines: Lines, at: number): Hardening {
  const text = lines.row(at);
  const found = login.exec(text);
  // A command that goes on, or that another one feeds, is for a person.
  if (found === null || /\\\s*$|\|\s*docker|'/.test(text)) return [];
  const [whole, lead = '', command = '', value = ''] = found;
  const quoted = value.startsWith('"') ? value : `"${value}"`;
  const start = lines.offset(at) + found.index;
  return [{ start, end: start + whole.length, text: `${lead}printf '%s' ${quoted} | ${command} --password-stdin` }];
}

/** `curl -v` without its -v. */
function quietCurl(lines: Lines, at: number): Hardening {
  const text = lines.row(at);
  if (!/\bcurl\b/.test(text)) return [];
  const long = /\s--verbose(?=\s|$)/.exec(text);
  if (long !== null)
    return [{ start: lines.offset(at) + long.index, end: lines.offset(at) + long.index + long[0].length, text: '' }];
  const short = /(?<=\bcurl(?:\s+-\w+)*\s)-([a-zA-Z]*)v([a-zA-Z]*)\s/.exec(text);
  if (short === null) return [];
  const rest = `${short[1]}${short[2]}`;
  const start = lines.offset(at) + short.index;
  return [{ start, end: start + short[0].length, text: rest === '' ? '' : `-${rest} ` }];
}

/** `env` and `printenv` as a command of their own, sorted or not, print names. */
function namesOnly(lines: Lines, at: number): Hardening {
  const found = /^(\s*(?:-\s+)?(?:(?:run|script):\s+)?(?:env|printenv))(?=\s*(?:\|\s*sort\s*)?$)/.exec(lines.row(at));
  if (found === null) return [];
  const end = lines.offset(at) + found[0].length;
  return [{ start: end, end, text: ' | cut -d= -f1' }];
}

/** In a script of several lines GitHub is told to mask the variable before the first line that uses it. */
function maskBefore(lines: Lines, at: number): Hardening {
  const names = [...lines.row(at).matchAll(/\$\{?([A-Za-z_]\w*)\}?/g)].map(([, name = '']) => name);
  const [name] = names.filter((each) => /pass|token|secret|key|cred|auth|url|dsn/i.test(each));
  if (name === undefined) return [];
  let first = at;
  for (const row of stepBefore(lines, at)) if (new RegExp(String.raw`\$\{?${name}\b`).test(lines.row(row))) first = row;
  const isBlock = /^\s*(?:-\s+)?run:\s*[|>]/.test(lines.row(blockStart(lines, first)));
  if (!isBlock || isMasked(lines, blockStart(lines, first), at)) return [];
  const start = lines.offset(first);
  return [{ start, end: start, text: `${' '.repeat(indentOf(lines.row(first)))}echo "::add-mask::$${name}"\n` }];
}

function isMasked(lines: Lines, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (lines.row(row).includes('::add-mask::')) return true;
  return false;
}

/** The line that stands before the step's script. */
function blockStart(lines: Lines, at: number): number {
  return Math.min(...stepBefore(lines, at)) - 1;
}
