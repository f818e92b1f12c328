/** What made a job print a value, told from the line that it stands in and the lines around that: the first cause that fits is it. */
import type { LeakCause } from '../../log-types.ts';

/** A value's surroundings in a log. Lines are cleaned. */
export interface Surroundings {
  /** The line that holds the value, up to 2,000 characters of it, and the lines before and behind it, nearest first. */
  readonly line: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The step's script, as far as the log shows it. */
  readonly script: readonly string[];
  /** The line belongs to that script: the runner printed it before it ran. */
  readonly inScript: boolean;
}

interface Cause {
  readonly cause: LeakCause;
  fits(around: Surroundings): boolean;
}

/** Of shells, with `set -x`: a plus for each level, perhaps behind the name of a parallel branch. */
export const tracePrefix = /^(?:\[[\w .:/-]{1,60}\] )?\++ (?=\S)/;
/** What runners print before each command: `$ make`, `##[command]git fetch`, `[command]/usr/bin/git`, `C:\build>npm ci`, `> npm ci`. */
export const commandPrefix =
  /^(?:\$ |##\[command\]|\[command\]|[A-Z]:\\[^<>|*?"]{0,200}>|PS [A-Z]:\\[^>]{0,200}> ?)(?=\S)/;

const login =
  /\b(?:docker|podman|nerdctl|buildah|skopeo|helm|crane|oras|az acr)\b.{0,80}\blogin\b.{0,300}?\s(?:-p|--password|--password[= ]\S)/;
const containerBuild =
  /^(?:#\d+ (?:\[[^\]]{1,100}\] (?:RUN|ENV|ARG)\b|\d+\.\d+ )|Step \d+\/\d+ : (?:RUN|ENV|ARG)\b|STEP \d+(?:\/\d+)?: (?:RUN|ENV|ARG)\b)|--build-arg/;
const httpHeader =
  /^(?:\S{1,40} )?[<>] [A-Za-z][\w-]*: |^[<>] (?:GET|POST|PUT|PATCH|DELETE|HEAD) |^[0-9a-f]{4}: [A-Za-z][\w-]*: /;
const httpDebug =
  /^(?:send|header|reply): |^=> Send |---request begin---|"?Authorization"?['"]?\s*[:=]>?\s*['"]?(?:Bearer|Basic|Token|token|AWS4)|^\* Server auth using|\bhttp\.?wire\b|urllib3\.connectionpool|HttpClient.{0,40}header/i;
const attribute = /^\s*(?:[~+-]|-\/\+|<=)?\s*"?[\w.-]+"?\s+=\s+(?:\(sensitive|"|jsonencode|<<)/;
const terraformFrame =
  /^Terraform |^OpenTofu |# \S+ (?:will|must) be |^Changes to Outputs|^Outputs:|^Plan: \d+ to add|^\s*[~+-]\s*resource "|^\s*(?:data|resource)\.\S+: (?:Creating|Refreshing|Modif)/;
const npm =
  /^(?:npm|yarn|pnpm)\s(?:verb|sill|info|http|notice|warn|WARN|ERR!|error|timing|debug)\b|^\d+ (?:verbose|silly|info|http|error|timing) /;
const variable = /^(?:declare -x |export |set |  )?[A-Za-z_][A-Za-z0-9_.]{0,80}=(?!=)/;
const frameLine =
  /^\s+at [\w$.<>[\]/ -]{1,200}[(:]|^\s*File "[^"]{1,300}", line \d+|^goroutine \d+ \[|^\s+\S{1,200}\.go:\d+|^\s*from \S{1,200}:\d+:in |^#\d+ \S{1,200}\(\d+\): /;
const failure =
  /^Traceback \(most recent|^Caused by: |^panic: |^E  {2}|(?:^|[\s.:])[A-Z]\w*(?:Error|Exception)\b|^(?:Fatal|fatal|FATAL) error/i;
const debug = /^##\[debug\]|^\[?(?:DEBUG|TRACE|debug|trace)\]?[ :]|\b(?:DEBUG|TRACE)\b|level=(?:debug|trace)/;
const prints =
  /(?:^|[;&|(]\s*|\s)(?:echo|printf|cat|print|println|puts|Write-Host|Write-Output|console\.log|base64|rev|xxd|od|tee)\b/;

const causes: readonly Cause[] = [
  { cause: 'docker-login', fits: ({ line }) => login.test(line) },
  { cause: 'build-argument', fits: ({ line }) => containerBuild.test(line) },
  { cause: 'shell-trace', fits: ({ line, before }) => tracePrefix.test(line) && !isDiff(line, before) },
  {
    cause: 'command-echo',
    fits: (around) => around.inScript || commandPrefix.test(around.line) || isNpmScript(around),
  },
  { cause: 'npm-log', fits: ({ line }) => npm.test(line) },
  { cause: 'http-trace', fits: ({ line }) => httpHeader.test(line) || httpDebug.test(line) },
  {
    cause: 'terraform',
    fits: ({ line, before }) => attribute.test(line) && before.some((each) => terraformFrame.test(each)),
  },
  { cause: 'environment-dump', fits: isEnvironmentDump },
  { cause: 'stack-trace', fits: isStackTrace },
  { cause: 'debug-log', fits: ({ line }) => debug.test(line) },
  {
    cause: 'command-argument',
    fits: ({ line }) => /(?:^|\s)--?[a-z-]*(?:password|token|secret|key|user)[= ]\S/i.test(line) && /^\S+ /.test(line),
  },
  { cause: 'echo', fits: ({ script }) => script.some((each) => prints.test(each)) },
];

export function causeOf(around: Surroundings): LeakCause {
  return causes.find(({ fits }) => fits(around))?.cause ?? 'output';
}

/** npm prints `> name@version script`, and then the command. */
function isNpmScript({ line, before: [previous = ''] }: Surroundings): boolean {
  return line.startsWith('> ') && /^> \S+@\S+ \S+/.test(previous);
}

/** Added lines of a patch look like a trace of the deepest level. */
function isDiff(line: string, before: readonly string[]): boolean {
  return line.startsWith('+') && before.slice(0, 20).some((each) => /^(?:@@ |diff --git )/.test(each));
}

/** A variable among variables. */
function isEnvironmentDump({ line, before, after }: Surroundings): boolean {
  if (!variable.test(line)) return false;
  return [...before.slice(0, 3), ...after.slice(0, 3)].filter((each) => variable.test(each)).length >= 2;
}

function isStackTrace({ line, before, after }: Surroundings): boolean {
  const near = [...before.slice(0, 6), ...after.slice(0, 6)];
  return (
    frameLine.test(line) ||
    (near.some((each) => frameLine.test(each)) && true) ||
    (failure.test(line) && near.some((each) => failure.test(each)))
  );
}
