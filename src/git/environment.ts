/** The variables that git runs with: nothing that a user, a system or a hostile repository configured changes what it prints or makes it run something. */
import type { Repository } from './repository.ts';

/** Settings of command scope, which win over every file. Most undo one that runs a program, changes output or leaves the machine. */
const settings: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.pager': 'cat',
  'core.attributesFile': '/dev/null',
  'core.sshCommand': 'false',
  'core.askPass': '',
  'core.alternateRefsCommand': 'false',
  'core.useReplaceRefs': 'false',
  'core.quotePath': 'false',
  // A commit-graph is a cache of the parents; only the commits themselves are the truth.
  'core.commitGraph': 'false',
  // So is a multi-pack index: where it is damaged, git finds no object that it names, though the packs have them all.
  'core.multiPackIndex': 'false',
  'core.warnAmbiguousRefs': 'false',
  'credential.helper': '',
  'protocol.allow': 'never',
  'advice.graftFileDeprecated': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  // Large packs are looked at through small windows: as fast, and hundreds of megabytes less.
  'core.packedGitWindowSize': '16m',
  'core.packedGitLimit': '128m',
  'color.ui': 'false',
  'log.showSignature': 'false',
  'log.showRoot': 'true',
  'diff.renames': 'false',
  'diff.relative': 'false',
  'diff.orderFile': '/dev/null',
  'diff.ignoreSubmodules': 'none',
};

/** Variables that name a program for git to run. */
const programs = new Set('SSH_ASKPASS PAGER EDITOR VISUAL LESS LV PREFIX LANGUAGE'.split(' '));

/** All variables of a git process; without a repository those for questions about the machine. */
export function buildEnvironment(repository?: Repository): Record<string, string> {
  return {
    ...keepHarmless(),
    ...nameRepository(repository),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    // Git before 2.45 does not know the first; the second leaves no protocol to fetch with, whatever `protocol.*` says.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    LC_ALL: 'C',
    ...numberSettings(repository),
  };
}

/** The user's own variables, GIT_* and all: only to ask what the user has configured, never to read a repository. */
export function buildUserEnvironment(): Record<string, string> {
  const user = Object.entries(process.env).filter(([name]) => /^GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)$/.test(name));
  return { ...keepHarmless(), ...(Object.fromEntries(user) as Record<string, string>), LC_ALL: 'C' };
}

function keepHarmless(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env))
    // Where git's own programs are is the installation's business (bundled gits set it).
    if (value !== undefined && (name === 'GIT_EXEC_PATH' || !changesGit(name.toUpperCase()))) kept[name] = value;
  return kept;
}

/** Windows knows variables without case. */
function changesGit(name: string): boolean {
  return name.startsWith('GIT_') || name.startsWith('LC_') || programs.has(name);
}

/** Naming the directory spares git the search, and with it the question whose folder this is. */
function nameRepository(repository: Repository | undefined): Record<string, string> {
  if (repository === undefined) return {};
  const workTree = repository.bare ? undefined : { GIT_WORK_TREE: repository.root };
  return { GIT_DIR: repository.gitDir, ...workTree, ...repository.inherited };
}

function numberSettings(repository: Repository | undefined): Record<string, string> {
  const pairs = Object.entries(settings);
  if (repository !== undefined)
    for (const path of new Set([repository.root, repository.gitDir])) pairs.push(['safe.directory', path]);
  const numbered: Record<string, string> = { GIT_CONFIG_COUNT: String(pairs.length) };
  for (const [index, [key, value]] of pairs.entries()) {
    numbered[`GIT_CONFIG_KEY_${index}`] = key;
    numbered[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return numbered;
}
