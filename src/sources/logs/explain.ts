/** How a value came into a log: its line, the lines around it, and the header of the step that it stands in. */
import { Secret } from '../../secret.ts';
import type { Leak, LogText } from '../../log-types.ts';
import { causeOf, commandPrefix, type Surroundings, tracePrefix } from './causes.ts';

/** Bytes of a line, and lines around it, that are looked at. */
const longestLine = 2_000;
const linesBefore = 40;
const linesAfter = 8;
/** How far back the header of a step is looked for. */
const headerReach = 256 * 1024;
const longestScript = 60;

/** `path` tells job and step where the service's archive names its files for them. */
export function createExplainer(path: string): (text: Buffer) => LogText['explain'] {
  const named = nameInPath(path);
  return (text) => {
    const steps = new StepFinder(text);
    return (start) => explain(text, { start, steps, named });
  };
}

interface Place {
  readonly start: number;
  readonly steps: StepFinder;
  readonly named: string | undefined;
}

function explain(text: Buffer, { start, steps, named }: Place): Leak {
  const from = start === 0 ? 0 : text.lastIndexOf(10, start - 1) + 1;
  const header = steps.find(from);
  const line = readLine(text, from);
  const around: Surroundings = {
    line,
    before: linesBackward(text, from, linesBefore),
    after: linesForward(text, from, linesAfter),
    script: header?.script ?? [],
    inScript: header !== undefined && from < header.end,
  };
  const command = /^(?:.*?)$/.exec(line)?.[0] ?? '';
  const printed = tracePrefix.test(line) || commandPrefix.test(line) || around.inScript ? [command] : [];
  const previous = around.before.find((each) => tracePrefix.test(each) || commandPrefix.test(each));
  const commands = [...printed, ...(previous === undefined ? [] : [previous]), ...around.script].map(plainCommand);
  const step = named ?? header?.name;
  return {
    cause: causeOf(around),
    ...(step !== undefined && { step }),
    commands: commands.filter((each) => each !== '').map((each) => new Secret(each)),
  };
}

function plainCommand(line: string): string {
  return line.replace(tracePrefix, '').replace(commandPrefix, '').trim();
}

/** GitHub and Azure name files for jobs and steps: `logs.zip!build/3_Run tests.txt`, `logs.zip!0_build.txt`. */
function nameInPath(path: string): string | undefined {
  return /[!/][^!/]+\/\d+_([^!/]{1,200})\.(?:txt|log)$/.exec(path)?.[1];
}

function readLine(text: Buffer, from: number): string {
  const newline = text.indexOf(10, from);
  const end = newline < 0 ? text.length : newline;
  return text.toString('utf8', from, Math.min(end, from + longestLine)).trimEnd();
}

function linesBackward(text: Buffer, before: number, most: number): string[] {
  const lines: string[] = [];
  for (let end = before - 1; end > 0 && lines.length < most && before - end < headerReach;) {
    const from = text.lastIndexOf(10, end - 1) + 1;
    lines.push(text.toString('utf8', from, Math.min(end, from + longestLine)).trimEnd());
    end = from - 1;
  }
  return lines;
}

function linesForward(text: Buffer, line: number, most: number): string[] {
  const lines: string[] = [];
  let from = text.indexOf(10, line) + 1;
  while (from > 0 && from < text.length && lines.length < most) {
    lines.push(readLine(text, from));
    from = text.indexOf(10, from) + 1;
  }
  return lines;
}

interface Header {
  readonly name: string;
  readonly script: readonly string[];
  /** Where the script ends and the output begins. */
  readonly end: number;
}

/** A line that begins a step: what it begins with, and where its name is. */
const headers: readonly (readonly [mark: string, name: RegExp])[] = [
  ['##[group]Run ', /^##\[group\]Run (.{1,200})/],
  ['##[section]Starting: ', /^##\[section\]Starting: (.{1,200})/],
  ['[Pipeline] { (', /^\[Pipeline\] \{ \((.{1,200})\)$/],
  ['$ ', /^\$ (.{1,200})/],
  ['--- ', /^--- (?!a\/|\/)(.{1,200})/],
  ['#!/bin/', /^(#!\/bin\/.{1,60})/],
];

/** One look at a line's first byte tells most that are no header. */
const firstBytes = new Set(headers.map(([mark]) => mark.charCodeAt(0)));

function readHeader(line: string): string | undefined {
  for (const [mark, name] of headers) if (line.startsWith(mark)) return name.exec(line)?.[1];
  return undefined;
}

/** Finds the step that a line stands in. What lies between two values of a chunk is searched once. */
class StepFinder {
  readonly #text: Buffer;
  #searched = 0;
  #last: Header | undefined;

  constructor(text: Buffer) {
    this.#text = text;
  }

  find(line: number): Header | undefined {
    const low = Math.max(this.#searched, line - headerReach);
    const found = this.#findLast(low, line);
    if (found !== undefined) this.#last = { name: found.name, ...this.#readScript(found.at) };
    this.#searched = Math.max(this.#searched, line);
    return this.#last;
  }

  /** The last header that begins in [low, line]. */
  #findLast(low: number, line: number): { at: number; name: string } | undefined {
    for (let at = line; at >= low;) {
      const name = firstBytes.has(this.#text[at]!) ? readHeader(readLine(this.#text, at)) : undefined;
      if (name !== undefined) return { at, name };
      // Before the newline that ends the line before.
      at = at < 2 ? at - 1 : this.#text.lastIndexOf(10, at - 2) + 1;
    }
    return undefined;
  }

  /** The lines of the script that the runner prints before it runs it. */
  #readScript(at: number): Pick<Header, 'script' | 'end'> {
    const first = readLine(this.#text, at);
    const script = [first.replace('##[group]Run ', '').replace(commandPrefix, '')];
    const endsScript = scriptEnd(first);
    let from = this.#text.indexOf(10, at) + 1;
    if (endsScript === undefined) return { script, end: from > 0 ? from : this.#text.length };
    while (from > 0 && from < this.#text.length && script.length < longestScript) {
      const line = readLine(this.#text, from);
      if (endsScript(line)) break;
      script.push(line);
      from = this.#text.indexOf(10, from) + 1;
    }
    return { script, end: from > 0 ? from : this.#text.length };
  }
}

/** What ends a script of several lines; undefined where a header is all that is shown. */
function scriptEnd(header: string): ((line: string) => boolean) | undefined {
  if (header.startsWith('##[group]Run ')) return (line) => line.startsWith('##[endgroup]');
  return header.startsWith('#!') ? (line) => line === '' : undefined;
}
