/** The configuration and the workflow that `unleak init` adds to a project: shown in full, never in place of a file that is there. */
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configNames } from '../config.ts';
import { version } from '../version.build.ts';
import type { InstallPlan } from './plan.ts';
import { combine } from './plan.ts';
import { readText } from './survey.ts';

/** For a project that has a `.github` folder, or where `ci` says so. */
export function planProjectFiles(root: string, ci: 'auto' | 'github' | 'none'): InstallPlan {
  const nothing: InstallPlan = { changes: [], notes: [] };
  if (ci === 'none' || (ci === 'auto' && !isFolder(join(root, '.github')))) return nothing;
  return combine([planConfig(root), planWorkflow(root)]);
}

function planConfig(root: string): InstallPlan {
  const present = configNames.find((name) => isThere(join(root, name)));
  if (present !== undefined) return { changes: [], notes: [`${present} is in place`] };
  return add(root, 'unleak.config.yaml', config);
}

const folder = '.github/workflows';

function planWorkflow(root: string): InstallPlan {
  const outside = ['.github', folder].find((path) => isThere(join(root, path)) && !isFolder(join(root, path)));
  if (outside !== undefined)
    return { changes: [], notes: [`${outside} is no folder of its own: no workflow is added`] };
  const path = `${folder}/unleak.yml`;
  const running = listWorkflows(root).find((name) => /\bunleak\b/.test(readText(join(root, folder, name))));
  if (running !== undefined) return { changes: [], notes: [`${folder}/${running} runs unleak`] };
  if (isThere(join(root, path))) return { changes: [], notes: [`${path} is there, and left as it is`] };
  return add(root, path, workflow);
}

function add(root: string, path: string, text: string): InstallPlan {
  const lines = text.trimEnd().split('\n');
  return {
    changes: [{ kind: 'write', path: join(root, path), text, mode: 0o644 }],
    notes: [`adds ${path}:\n${lines.map((line) => `    ${line}`.trimEnd()).join('\n')}`],
  };
}

function listWorkflows(root: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).filter((name) => /\.ya?ml$/.test(name));
}

/** Not through a link: what it leads to may lie in another project. */
function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

const config = `# What unleak goes by in this repository. Paths are patterns as in .gitignore.
# To accept what stands here today, so that only new findings count: npx unleak baseline
minConfidence: medium
failOn: low
exclude: []
allow: []
`;

/** What the Action does, by the package: nobody knows here where the Action is kept that its users name. */
const workflow = `name: unleak
on:
  pull_request:
  push:
  merge_group:
  workflow_dispatch:
permissions:
  contents: read
jobs:
  unleak:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - run: npx --yes unleak@${version} ci --format github --format markdown --output "$GITHUB_STEP_SUMMARY"
`;
