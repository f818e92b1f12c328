/** The flags of `unleak rotate`, and of `fix --rotate`; src/flags.ts checks their form. */

const rotations = ['rotate', 'fix'] as const;

export const rotationFlags = [
  {
    name: 'rotate',
    type: 'boolean',
    default: false,
    commands: ['fix'],
    help: 'rotate what was moved, once it is; needs --before-deploy',
  },
  {
    name: 'deployed',
    type: 'boolean',
    default: false,
    commands: ['rotate'],
    help: 'confirm that the rewritten source runs everywhere: only then is anything rotated',
  },
  {
    name: 'before-deploy',
    type: 'boolean',
    default: false,
    commands: rotations,
    help: 'rotate all the same: programs that hold the old value stop working',
  },
  {
    name: 'retire',
    type: 'boolean',
    default: false,
    commands: ['rotate'],
    help: 'delete what earlier rotations have made inactive',
  },
  {
    name: 'own-key',
    type: 'boolean',
    default: false,
    commands: rotations,
    help: 'rotate even the access key that this session signs in with',
  },
  {
    name: 'overlap',
    type: 'text',
    value: 'SECONDS',
    default: '300',
    commands: rotations,
    help: 'how long old and new work side by side, where they can; 300 is what programs keep a value for',
  },
  {
    name: 'timeout',
    type: 'count',
    value: 'SECONDS',
    default: 300,
    commands: rotations,
    help: 'how long to wait for a rotation function, or for a new key to work',
  },
  {
    name: 'rotate-lambda',
    type: 'text',
    value: 'ARN',
    commands: rotations,
    help: 'rotate by this function of AWS Lambda; default: the one that the secret has',
  },
  {
    name: 'rotate-days',
    type: 'count',
    value: 'N',
    commands: rotations,
    help: 'with a function: rotate every N days from now on, 1000 at most',
  },
  {
    name: 'rotate-schedule',
    type: 'text',
    value: 'EXPRESSION',
    commands: rotations,
    help: 'the same as rate(…) or cron(…), in UTC',
  },
  {
    name: 'rotate-window',
    type: 'text',
    value: 'HOURS',
    commands: rotations,
    help: 'how long a scheduled rotation may take to begin: 3h',
  },
  {
    name: 'test-only',
    type: 'boolean',
    default: false,
    commands: ['rotate'],
    help: 'with a function: set it up and let it run its test; no value changes',
  },
] as const;
