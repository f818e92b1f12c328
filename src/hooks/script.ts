/** Adds the call of unleak to a shell script that somebody else wrote; all their lines stay as they are. */
import type { HookName } from './survey.ts';

export interface Insertion {
  readonly text: string;
  readonly inserted: string;
}

export function isShellScript(text: string): boolean {
  return !text.startsWith('#!') || /^#!.*\b(sh|bash|dash|ash|ksh|zsh)\b/.test(text);
}

/**
 * At the end, so that formatters have run; at the beginning where the script leaves before its end, and for pre-push,
 * whose standard input is handed on.
 */
export function insertIntoScript(text: string, call: { name: HookName; command: string }): Insertion {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const lines = whole.split('\n').slice(0, -1);
  const early = call.name === 'pre-push' || lines.some((line) => /^(exec|exit)\b/.test(line));
  const added = call.name === 'pre-push' ? renderPushCall(call.command) : renderCall(call.name, call.command);
  const at = early ? headerLength(lines) : lines.length;
  const all = [...lines.slice(0, at), ...added, ...lines.slice(at)];
  // The line end that their last line lacked goes again with what is taken out.
  const lineEnd = whole === text || at < lines.length ? '' : '\n';
  return { text: `${all.join('\n')}\n`, inserted: `${lineEnd}${added.join('\n')}\n` };
}

function renderCall(name: HookName, command: string): string[] {
  return [`${command} hook ${name} "$@" || exit`];
}

/** Git's list of refs comes once, on standard input. */
function renderPushCall(command: string): string[] {
  return [
    'unleak_refs=$(cat)',
    `printf '%s\\n' "$unleak_refs" | ${command} hook pre-push "$@" || exit`,
    'exec <<REFS',
    '$unleak_refs',
    'REFS',
  ];
}

/** The shebang, the comments below it and husky's old preamble. */
function headerLength(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !/^\s*(#.*|\.\s.*husky\.sh.*|set\s.*)?$/.test(line));
  return first < 0 ? lines.length : first;
}
