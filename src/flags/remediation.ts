/** The flags of `unleak fix` and its sisters; src/flags.ts checks their form. */

export const remediationFlags = [
  {
    name: 'apply',
    type: 'boolean',
    default: false,
    commands: ['fix'],
    help: 'store, read back, rewrite, check and stage; without it, only the plan is shown',
  },
  {
    name: 'store',
    type: 'choice',
    choices: ['auto', 'aws', 'local'],
    default: 'auto',
    commands: ['fix'],
    help: 'where secrets go; auto is aws where AWS variables are set, else the store in .git/unleak',
  },
  {
    name: 'prefix',
    type: 'text',
    value: 'NAME',
    commands: ['fix'],
    help: 'what the names of all secrets begin with',
  },
  {
    name: 'plan',
    type: 'text',
    value: 'FILE',
    commands: ['fix'],
    help: 'write the plan there; with --apply, apply it only if it is still the plan',
  },
  {
    name: 'prove',
    type: 'text',
    value: 'COMMAND',
    commands: ['fix'],
    help: 'run this after the rewrite, with canaries in a store of its own; it must fetch them, and fail without',
  },
  {
    name: 'kms-key',
    type: 'text',
    value: 'ARN',
    commands: ['fix'],
    help: 'encrypt the secrets with this KMS key instead of the one that AWS manages',
  },
  {
    name: 'restore',
    type: 'boolean',
    default: false,
    commands: ['fix', 'resume'],
    help: 'take back secrets of ours that are scheduled for deletion',
  },
  { name: 'json', type: 'boolean', default: false, commands: ['fix'], help: 'print the plan as JSON, without values' },
] as const;
