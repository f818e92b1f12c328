/** What is said of each way in which a value comes into a log: what happened, and how the job is to be changed. */
import type { LeakCause } from '../log-types.ts';

export interface LeakCauseText {
  /** Follows "printed by". */
  readonly title: string;
  /** One sentence without a stop. */
  readonly remedy: string;
}

export const leakCauses: Readonly<Record<LeakCause, LeakCauseText>> = {
  'shell-trace': {
    title: 'a shell trace (set -x)',
    remedy: 'turn the trace off (`set +x`) around commands that take secrets',
  },
  'command-echo': {
    title: 'the runner, which shows each command before it runs it',
    remedy: 'hand the value over in an environment variable, not in the text of the command',
  },
  'command-argument': {
    title: 'a command that shows its arguments',
    remedy: 'hand the value over on standard input or in an environment variable',
  },
  'docker-login': {
    title: 'a registry login with the password as an argument',
    remedy: 'pipe the password into `login --password-stdin`',
  },
  'environment-dump': {
    title: 'a dump of the environment (env, printenv, export, set)',
    remedy: 'print the names that you need and no values',
  },
  'http-trace': {
    title: 'an HTTP client that shows its headers (curl -v, debug logging)',
    remedy: 'leave out --verbose, or mask the value before the first request',
  },
  terraform: {
    title: 'Terraform, in a plan or an output',
    remedy: 'declare the variable and the output as `sensitive = true`',
  },
  'npm-log': {
    title: "a package manager's own log",
    remedy: 'keep the token in an environment variable that .npmrc refers to, and the log level at its default',
  },
  'stack-trace': {
    title: 'an error message or stack trace',
    remedy: 'keep connection strings out of error messages, and mask the value before the program starts',
  },
  'debug-log': { title: 'debug logging', remedy: 'log no configuration values, and leave debug logging off' },
  'build-argument': {
    title: 'a container build, which shows its arguments and layers',
    remedy: 'use `RUN --mount=type=secret` instead of ARG or ENV',
  },
  echo: {
    title: 'a command that prints it (echo, printf, cat)',
    remedy: 'print no secrets; encoding them only hides them from the mask',
  },
  output: { title: "a program's output", remedy: 'mask the value before the first program that could print it' },
};
