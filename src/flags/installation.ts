/** The flags of `unleak init`; src/flags.ts checks their form. */

export const installationFlags = [
  {
    name: 'undo',
    type: 'boolean',
    default: false,
    commands: ['init'],
    help: 'take away what init wrote, and put back what was there',
  },
  {
    name: 'global',
    type: 'boolean',
    default: false,
    commands: ['init'],
    help: 'install where a global core.hooksPath leads: for all your repositories',
  },
  {
    name: 'ci',
    type: 'choice',
    choices: ['auto', 'github', 'none'],
    default: 'auto',
    commands: ['init'],
    help: 'add a configuration and a workflow, too; auto is github where .github is there',
  },
] as const;
