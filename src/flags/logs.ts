/** The flags of `unleak logs`; src/flags.ts checks their form. */

export const logFlags = [
  {
    name: 'run',
    type: 'text',
    value: 'ID',
    commands: ['logs'],
    help: 'fetch the logs of this run, pipeline or build',
  },
  {
    name: 'base-url',
    type: 'text',
    value: 'URL',
    commands: ['logs'],
    help: "address of the service's API, where it is not the public one",
  },
  { name: 'artifacts', type: 'boolean', default: false, commands: ['logs'], help: 'fetch and scan artifacts, too' },
  {
    name: 'state',
    type: 'text',
    value: 'PATH',
    commands: ['scan', 'logs'],
    help: 'a file that keeps what a sweep has read, for the next one; for logs, the folder that keeps the downloads',
  },
  {
    name: 'delete',
    type: 'boolean',
    default: false,
    commands: ['logs'],
    help: 'tell which logs with findings would be deleted; with --apply, delete them',
  },
] as const;
