/** A small repository with five credentials in five kinds of places. Values are made at run time and end with the folder. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { isolatedEnvironment } from '../fixtures/isolated-environment.ts';

export type Mode = 'tree' | 'staged' | 'range' | 'history';

export interface Planted {
  readonly where: string;
  readonly value: string;
  /** The modes that must see it; every other mode must not. */
  readonly seenBy: readonly Mode[];
}

export interface LeakyRepository {
  readonly folder: string;
  /** The first commit, which is clean. */
  readonly first: string;
  readonly planted: readonly Planted[];
  git(...args: readonly string[]): string;
  remove(): void;
}

/** Needs git, and neither a user's git configuration nor a network. Equal seeds give equal repositories, to the commit ids. */
export function createLeakyRepository(seed: string): LeakyRepository {
  const make = (template: string): string => expandTemplate(template, seed);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unleak-demo-')));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      env: { ...isolatedEnvironment(folder), GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const commit = (message: string): void => void git('commit', '--quiet', '--all', '--message', message);

  git('-c', 'init.defaultBranch=main', 'init', '--quiet');
  write('README.md', '# Shop\n');
  write('src/pay.py', 'import os\n\nSTRIPE = os.environ["STRIPE_KEY"]\n');
  write('.npmrc', 'save-exact=true\n');
  git('add', '.');
  commit('Begin the shop');
  const first = git('rev-parse', 'HEAD').trim();

  const old = make('sk_live_{an:99}');
  write('src/pay.py', `STRIPE = "${old}"\n`);
  commit('Take payments');
  write('src/pay.py', 'import os\n\nSTRIPE = os.environ["STRIPE_KEY"]\n');
  commit('Read the key from the environment');

  const inMessage = make('{github:ghp}');
  write('README.md', '# Shop\n\nOnline since today.\n');
  commit(`Deploy\n\nWorks with token ${inMessage}, to be rotated.`);

  const inMerge = make('{npm}');
  git('checkout', '--quiet', '-b', 'registry', first);
  write('.npmrc', 'save-exact=true\nregistry=https://npm.shop.example/\n');
  commit('Use the private registry');
  git('checkout', '--quiet', 'main');
  write('.npmrc', 'save-exact=true\nengine-strict=true\n');
  commit('Refuse old engines');
  mergeWithConflict(git);
  write('.npmrc', `save-exact=true\nengine-strict=true\n//npm.shop.example/:_authToken=${inMerge}\n`);
  commit('Merge registry');
  write('.npmrc', 'save-exact=true\nengine-strict=true\n');
  commit('Log in on the command line');

  const staged = make('xoxb-{digits:12}-{digits:12}-{an:24}');
  write('src/notify.mjs', notify(staged));
  git('add', 'src/notify.mjs');
  const inTree = make('SG.{b64url:22}.{b64url:43}');
  write('.env', `PORT=8080\nSENDGRID_API_KEY=${inTree}\n`);

  return {
    folder,
    first,
    git,
    planted: [
      { where: 'a file nobody added yet', value: inTree, seenBy: ['tree'] },
      { where: 'a staged file', value: staged, seenBy: ['tree', 'staged', 'history'] },
      { where: 'a commit long since undone', value: old, seenBy: ['range', 'history'] },
      { where: 'a merge resolution only', value: inMerge, seenBy: ['range', 'history'] },
      { where: 'a commit message', value: inMessage, seenBy: ['range', 'history'] },
    ],
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

const date = '2026-01-01T12:00:00Z';

/** Posts nothing: it tells which token it would have used. */
const notify = (token: string): string => `import { createHash } from 'node:crypto';

const slackToken = '${token}';

console.log('posts with the token whose SHA-256 is', createHash('sha256').update(slackToken).digest('hex'));
`;

function mergeWithConflict(git: LeakyRepository['git']): void {
  try {
    git('merge', '--quiet', '--no-commit', 'registry');
  } catch {
    return; // The conflict is what the demo is about.
  }
  throw new Error('the two branches were to conflict');
}
