/** Which line of a workflow or script printed a value: the one whose words the command in the log has, variables aside. */
import type { LeakCause } from '../../log-types.ts';
import type { ScriptLine } from './scripts.ts';

export interface Printed {
  readonly cause: LeakCause;
  readonly step: string | undefined;
  /** Commands that the log shows, the likeliest first. */
  readonly commands: readonly string[];
}

/** Programs that print what a cause is about. */
const programs: Partial<Record<LeakCause, RegExp>> = {
  'docker-login': /\blogin\b.{0,300}(?:-p|--password)\b/,
  'environment-dump':
    /(?:^|[\s;&|])(?:env|printenv|export -p|export|declare -x|set)\s*(?:$|[|;&>])|Get-ChildItem Env:/i,
  'http-trace': /\b(?:curl|wget|http)\b.{0,200}(?:\s-\w*v|--verbose|--trace|--debug|-i\b)/,
  terraform: /\b(?:terraform|tofu|terragrunt)\s+(?:-\S+\s+)*(?:plan|apply|show|output|destroy)\b/,
  'npm-log': /\b(?:npm|npx|yarn|pnpm)\b/,
  echo: /(?:^|[\s;&|(])(?:echo|printf|cat|print|Write-Host|Write-Output)\b/,
  'build-argument': /\b(?:docker|podman|buildah)\b.{0,80}\bbuild\b|^\s*(?:RUN|ENV|ARG)\s/i,
};

const leastShare = 0.75;

/** Undefined where no line fits, or where too many do. */
export function findPrinter(
  { cause, step, commands }: Printed,
  scripts: readonly ScriptLine[],
): ScriptLine | undefined {
  if (scripts.length === 0) return undefined;
  const program = programs[cause];
  // A command that is no such program printed something else.
  const likely = program === undefined ? commands : commands.filter((each) => program.test(each));
  const near = scripts.filter((each) => step !== undefined && each.step === step);
  for (const command of likely) {
    const best = bestOf(command, near) ?? bestOf(command, scripts);
    if (best !== undefined) return best;
  }
  return onlyOne(program, near) ?? onlyOne(program, scripts) ?? near[0];
}

function bestOf(command: string, scripts: readonly ScriptLine[]): ScriptLine | undefined {
  const spoken = new Set(wordsOf(command));
  let best: ScriptLine | undefined;
  let most = 0;
  for (const script of scripts) {
    const words = wordsOf(withoutSyntax(script.text));
    const common = words.filter((word) => spoken.has(word)).length;
    if (words.length === 0 || common / words.length < leastShare || !spoken.has(words[0]!)) continue;
    // More words in common say more; a workflow says more than a script that happens to hold the same words.
    const score = common + (script.workflow ? 0.5 : 0);
    if (score > most) [best, most] = [script, score];
  }
  return best;
}

/** Keys and quotes of YAML, Groovy's and Dockerfile's words before a command, comments, and variables in any of their forms. */
function withoutSyntax(text: string): string {
  return text
    .replace(/^\s*#.*$/, '')
    .replace(/^\s*(?:-\s+)?(?:(?:run|script|command|bash|pwsh|powershell):\s*[|>]?[-+]?\s*)?(?:(?:sh|bat|RUN)\s+)?/, '')
    .replaceAll(/\$\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+|%\w+%/g, ' ');
}

function wordsOf(text: string): string[] {
  return text.match(/[A-Za-z0-9_./:@-]*[A-Za-z0-9][A-Za-z0-9_./:@-]*/g)?.slice(0, 60) ?? [];
}

function onlyOne(program: RegExp | undefined, scripts: readonly ScriptLine[]): ScriptLine | undefined {
  const found = program === undefined ? [] : scripts.filter(({ text }) => !/^\s*#/.test(text) && program.test(text));
  return found.length === 1 ? found[0] : undefined;
}
