/** The flags that say what a scan reads; src/flags.ts checks their form. */

const scans = ['scan', 'baseline'] as const;

export const sourceFlags = [
  {
    name: 'staged',
    type: 'boolean',
    default: false,
    commands: scans,
    help: 'scan what the next commit would add, read from the index',
  },
  {
    name: 'range',
    type: 'text',
    value: 'A..B',
    commands: scans,
    help: 'scan what the commits of a range add: A..B, A...B or one commit',
  },
  {
    name: 'history',
    type: 'boolean',
    default: false,
    commands: [...scans, 'fix'],
    help: 'scan all that the repository keeps: refs, stashes, notes, tags, messages, unreachable objects',
  },
  {
    name: 'since',
    type: 'text',
    value: 'DATE',
    commands: [...scans, 'logs'],
    help: 'only what is newer than that date: with --history commits, with logs runs',
  },
  {
    name: 'branch',
    type: 'text',
    value: 'NAME',
    commands: scans,
    help: 'with --history: only what that branch reaches',
  },
  {
    name: 'reachable-only',
    type: 'boolean',
    default: false,
    commands: scans,
    help: 'with --history: leave out unreachable objects',
  },
  {
    name: 'paths',
    type: 'text',
    value: 'PATTERNS',
    commands: ['ci'],
    help: 'only findings in these files, as in .gitignore, a pattern a line; messages always count',
  },
  {
    name: 'review',
    type: 'boolean',
    default: false,
    commands: ['ci'],
    help: 'comment on the lines of a GitHub pull request, with the rewrite to accept; GITHUB_TOKEN must be able to write',
  },
  {
    name: 'base',
    type: 'text',
    value: 'COMMIT',
    commands: ['ci'],
    help: 'the commit before, where the CI service does not tell it; zeros say that there is none',
  },
  {
    name: 'logs',
    type: 'boolean',
    default: false,
    commands: [...scans, 'ci', 'fix'],
    help: 'scan CI logs: files, archives, folders, globs, and - for standard input',
  },
  { name: 'stdin', type: 'boolean', default: false, commands: scans, help: 'scan standard input' },
  {
    name: 'stdin-filename',
    type: 'text',
    value: 'NAME',
    commands: scans,
    help: 'with --stdin: the path to report and to judge by',
  },
] as const;
