/** The commands that exist: name, help and where the code is. Nothing is loaded before it runs. */
import type { CommandEntry } from '../command.ts';

export const commands: readonly CommandEntry[] = [
  {
    name: 'scan',
    usage: [
      'unleak scan [path…]',
      'unleak scan --staged [repository]',
      'unleak scan --range A..B [repository]',
      'unleak scan --history [repository]',
      'unleak scan --logs FILE…',
      'unleak scan --stdin',
    ],
    help: 'find credentials in files, the index, commits, the whole history, CI logs or standard input',
    load: async () => (await import('./scan.ts')).scan,
  },
  {
    name: 'ci',
    usage: ['unleak ci [repository]', 'unleak ci --base COMMIT [repository]', 'unleak ci --logs FILE…'],
    help: 'scan what a job of GitHub, GitLab, CircleCI, Jenkins, Azure or Bitbucket was started for',
    load: async () => (await import('./ci.ts')).ci,
  },
  {
    name: 'logs',
    usage: [
      'unleak logs github OWNER/REPO --run ID|--since DATE',
      'unleak logs gitlab GROUP/PROJECT --run PIPELINE|--since DATE',
      'unleak logs jenkins FOLDER/JOB --run BUILD|--since DATE',
      'unleak logs circleci gh/OWNER/REPO --run PIPELINE|--since DATE',
      'unleak logs SERVICE PROJECT --run ID --delete [--apply]',
      'unleak logs harden FILE…',
    ],
    help: 'fetch the logs of a CI service, scan them, delete those that hold credentials, and mend the jobs that printed them',
    load: async () => (await import('./logs.ts')).logs,
  },
  {
    name: 'fix',
    usage: [
      'unleak fix [finding…]',
      'unleak fix --apply [--prove COMMAND] [finding…]',
      'unleak fix --plan FILE [--apply]',
      'unleak fix --history [--store-history] [--apply]',
      'unleak fix --logs FILE… [--store-history] [--apply]',
    ],
    help: 'move credentials from the source into a secret store, and make the source load them',
    load: async () => (await import('./fix.ts')).fix,
  },
  {
    name: 'rotate',
    usage: [
      'unleak rotate [finding…|secret…]',
      'unleak rotate --apply --deployed [finding…|secret…]',
      'unleak rotate --apply --deployed --rotate-lambda ARN [--rotate-days N] secret',
      'unleak rotate --retire [--apply]',
    ],
    help: 'end what leaked: a new value at the provider, then the old one out of use',
    load: async () => (await import('./rotate.ts')).rotate,
  },
  {
    name: 'resume',
    usage: ['unleak resume'],
    help: 'go on with a fix or a rotation that was interrupted',
    load: async () => (await import('./resume.ts')).resume,
  },
  {
    name: 'undo',
    usage: ['unleak undo'],
    help: 'take back the last fix or rotation: files, index and secrets, or the old key',
    load: async () => (await import('./undo.ts')).undo,
  },
  {
    name: 'baseline',
    usage: ['unleak baseline [path…]', 'unleak baseline --history --prune', 'unleak baseline --import FILE'],
    help: 'accept what a scan finds now, so that only new findings are reported',
    load: async () => (await import('./baseline.ts')).baseline,
  },
  {
    name: 'patterns',
    usage: [
      'unleak patterns [list]',
      'unleak patterns check [FILE]',
      'unleak patterns explain ID',
      'unleak patterns explain FILE:LINE',
    ],
    help: 'list the patterns, check your own, or tell why a line did or did not match',
    load: async () => (await import('./patterns.ts')).patterns,
  },
  {
    name: 'init',
    usage: ['unleak init [repository]', 'unleak init --undo'],
    help: 'install the git hooks beside what is there, and a configuration and workflow where .github is',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'doctor',
    usage: ['unleak doctor [repository]'],
    help: 'prove with a planted canary that the hooks stop a credential',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'emulate',
    usage: ['unleak emulate [--port N] [--data FILE]'],
    help: 'serve AWS Secrets Manager on this machine, for AWS_ENDPOINT_URL',
    load: async () => (await import('./emulate.ts')).emulate,
  },
  {
    name: 'hook',
    usage: [
      'unleak hook pre-commit',
      'unleak hook commit-msg FILE',
      'unleak hook pre-push [remote] [address]',
      'unleak hook pre-receive',
    ],
    help: 'scan what git is about to do: the hooks call this',
    load: async () => (await import('./hook.ts')).hook,
  },
];
