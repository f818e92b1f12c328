/** Plants credentials into clones of real projects, fixes them with the real command, and lets each project's own tests judge. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findBroken } from './check-files.ts';
import { fixPlanted } from './fix-planted.ts';
import type { Fixed, Outcome } from './fix-planted.ts';
import { choosePlaces, plantInto } from './plant.ts';
import type { Planting } from './plant.ts';
import { renderPlanting } from './render-planting.ts';
import type { PlantingResult } from './render-planting.ts';
import { runShell, runTests } from './run-tests.ts';
import type { Passing, Project, Variables } from './run-tests.ts';

export interface PlantingOptions {
  readonly seed: string;
  readonly count: number;
  /** Prints what each site became. */
  readonly verbose: boolean;
  /** Leaves the clones where they are, fixed, each beside the variables that its tests were given, and says where. */
  readonly keep: boolean;
}

export async function benchPlanting(
  cli: string,
  projects: readonly Project[],
  options: PlantingOptions,
): Promise<string> {
  const results: PlantingResult[] = [];
  for (const project of projects) results.push(await plantProject(cli, project, options));
  return renderPlanting(results, options.verbose);
}

async function plantProject(
  cli: string,
  project: Project,
  { seed, count, keep }: PlantingOptions,
): Promise<PlantingResult> {
  const name = nameOf(project.path);
  const folder = mkdtempSync(join(tmpdir(), 'unleak-planting-'));
  const cwd = join(folder, name);
  try {
    execFileSync('git', ['clone', '--quiet', resolve(project.path), cwd]);
    writeFileSync(join(cwd, '.git/info/exclude'), 'node_modules\n.venv\n__pycache__\n');
    if (project.install !== undefined) install(project.install, cwd);
    const planting = await choosePlaces(cwd, `${seed}:${name}`, count);
    const test = (variables?: Variables): Passing =>
      project.test === undefined ? new Map() : runTests(project.test, cwd, variables);
    const types = (): number =>
      project.types === undefined ? 0 : runShell(project.types, cwd).output.split(/\berror\b/).length - 1;

    const before = test();
    plant(cwd, planting);
    const brokenBefore = findBroken(cwd, touched(planting));
    const typesBefore = types();
    const fixed = fixPlanted(cli, cwd, planting.sites);
    const broken = findBroken(cwd, touched(planting)).filter((path) => !brokenBefore.includes(path));
    addDependencies(fixed, cwd);
    const typesAfter = types();
    takeBack(fixed, cwd, planting);
    const variables = variablesFor(fixed);
    if (keep) writeFileSync(join(folder, 'variables.json'), JSON.stringify(variables));
    const after = test(variables);
    const checked = project.types === undefined ? undefined : ([typesBefore, typesAfter] as const);
    return { name, planting, fixed, broken, before, after, types: checked };
  } finally {
    if (keep) process.stderr.write(`${cwd}\n`);
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function nameOf(path: string): string {
  const parts = resolve(path)
    .split('/')
    .filter((part) => part !== 'repo' && part !== '.git');
  return (parts.at(-1) ?? 'project').replace(/^.*\+/, '').replace(/\.git$/, '');
}

function install(command: string, cwd: string): void {
  const { status, output } = runShell(command, cwd);
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${output.slice(-2000)}`);
}

function touched({ sites }: Planting): readonly string[] {
  return [...new Set(sites.map(({ path }) => path))];
}

function plant(cwd: string, { sites, texts }: Planting): void {
  for (const path of new Set(sites.map((site) => site.path))) {
    const text = plantInto(
      texts.get(path) ?? '',
      sites.filter((site) => site.path === path),
    );
    writeFileSync(join(cwd, path), text);
  }
  const author = ['-c', 'user.name=planter', '-c', 'user.email=planter@localhost', '-c', 'core.hooksPath=/dev/null'];
  execFileSync('git', [...author, 'commit', '--quiet', '--all', '--message', 'planted'], { cwd });
}

/** What was refused holds a credential where the program wants its own text: it gets that back, or no test would say anything. */
function takeBack({ outcomes }: Fixed, cwd: string, { texts }: Planting): void {
  for (const path of new Set(outcomes.map(({ site }) => site.path))) {
    const file = join(cwd, path);
    const own = outcomes.filter(({ site }) => site.path === path);
    const original = texts.get(path) ?? '';
    const isUntouched = own.every(({ state }) => state === 'refused');
    writeFileSync(file, isUntouched ? original : takeBackWhole(readFileSync(file, 'utf8'), own, original));
  }
}

/** Where a file was fixed in part, what was put beside a text, or is new, stays: only texts that were replaced come back. */
function takeBackWhole(text: string, outcomes: readonly Outcome[], original: string): string {
  const replaced = outcomes.filter(({ site, state }) => state !== 'fixed' && site.whole);
  return replaced.reduce((result, { site: { edits } }) => {
    const [edit] = edits;
    return edit === undefined ? result : result.replace(edit.text, () => original.slice(edit.start, edit.end));
  }, text);
}

/** What the plan names, as a person would. Python's loader needs its package only where it asks the store. */
function addDependencies({ plan }: Fixed, cwd: string): void {
  const names = plan.dependencies
    .filter(({ ecosystem }) => ecosystem === 'npm')
    .map((each) => `${each.name}@${each.version}`);
  if (names.length > 0)
    install(`npm install --no-save --no-audit --no-fund --legacy-peer-deps '${names.join("' '")}'`, cwd);
}

/** The original text where the credential took all of its place, otherwise the credential. */
function variablesFor({ outcomes }: Fixed): Variables {
  const known = outcomes.flatMap(({ site, variable }) =>
    variable === undefined ? [] : [[variable, site.original ?? site.credential.value] as const],
  );
  return Object.fromEntries(known);
}
