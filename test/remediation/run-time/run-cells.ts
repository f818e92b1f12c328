/** One language's program: run as it is, fixed by the real command, and run again with canaries, with other values, and with none. */
import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import type { Plan } from '../../../src/remediation-types.ts';
import { isolatedEnvironment } from '../../fixtures/isolated-environment.ts';
import { formNames, forms } from './forms.ts';
import type { Form, FormName, Language } from './forms.ts';
import { openProgram } from './program.ts';
import type { Program, Told } from './program.ts';
import { openStore } from './store.ts';
import type { Store } from './store.ts';

/** What was seen of a form; `problems` is empty where everything held. */
export interface Cell {
  readonly language: string;
  readonly form: FormName;
  /** `running`: the program that runs on uses a new value; `restart`: the next start does; else the code of the refusal. */
  readonly outcome: string;
  readonly problems: readonly string[];
}

type Values = Readonly<Record<FormName, string>>;

/** Uses dist/cli.js, git, and what the language is run with. */
export async function runCells(language: Language): Promise<readonly Cell[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unleak-cells-')));
  try {
    return await runIn(folder, language);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runIn(folder: string, language: Language): Promise<readonly Cell[]> {
  const leaked = mapForms(({ value }) => expandTemplate(value, randomUUID()).trim());
  const project = layOut(folder, language, leaked);
  const problems = new Map<FormName, string[]>(formNames.map((name) => [name, []]));
  const blame = (name: FormName, what: string): void => void problems.get(name)?.push(what);
  const program = (env: Readonly<Record<string, string>>): Promise<Program> =>
    openProgram({ language, folder: project.root, clock: join(folder, 'clock'), env });

  language.prepare?.(project.root);
  const before = await program({});
  compare(before.told, { values: leaked, when: 'before', blame });
  await before.end();

  const plan = fix(project);
  const refused = refusedForms(plan, language);
  language.prepare?.(project.root);
  checkFormatting(project, plan, blame);
  const store = await openStore(join(project.root, '.git/unleak/secrets'), leaked, plan);
  try {
    await runFixed({ program, store, leaked, refused: new Set(refused.keys()), blame });
  } finally {
    await store.close();
  }
  return formNames.map((form) => ({
    language: language.title,
    form,
    outcome: refused.get(form) ?? ('fromEnvironment' in forms[form] ? 'restart' : 'running'),
    problems: problems.get(form) ?? [],
  }));
}

interface Fixed {
  readonly program: (env: Readonly<Record<string, string>>) => Promise<Program>;
  readonly store: Store;
  readonly leaked: Values;
  readonly refused: ReadonlySet<FormName>;
  readonly blame: (name: FormName, what: string) => void;
}

async function runFixed({ program, store, leaked, refused, blame }: Fixed): Promise<void> {
  const [canary, next] = [mapForms(makeCanary), mapForms(makeCanary)];
  const kept = (values: Values): Values => mapForms((_, name) => (refused.has(name) ? leaked[name] : values[name]));
  // A variable stays as it was for as long as a program runs.
  const running = (values: Values): Values =>
    mapForms((form, name) => (form.fromEnvironment === undefined ? kept(values)[name] : kept(canary)[name]));

  const stored = await store.replace(canary);
  for (const name of formNames)
    if (!refused.has(name) && stored[name] !== leaked[name]) blame(name, 'the store does not hold the leaked value');
  const first = await program(await store.environment());
  compare(first.told, { values: kept(canary), when: 'with a canary', blame });
  compare(await first.again(), { values: kept(canary), when: 'in a function, with a canary', blame });
  await store.replace(next);
  compare(await first.again(), { values: running(canary), when: 'before its time to live has passed', blame });
  first.passTime(301);
  compare(await first.again(), { values: running(next), when: 'after a change and its time to live', blame });
  await first.end();

  const second = await program(await store.environment());
  compare(second.told, { values: kept(next), when: 'started anew after a change', blame });
  await second.end();

  await store.empty();
  const last = await program({ ...store.access });
  for (const name of formNames.filter((each) => !refused.has(each))) {
    const told = last.told.get(name) ?? '';
    const { fromEnvironment }: Form = forms[name];
    if (!told.startsWith('failed') || (fromEnvironment !== true && !told.includes(store.nameOf(name))))
      blame(name, `runs without the secret: ${told}`);
    if ([leaked, canary, next].some((values) => told.includes(values[name]))) blame(name, 'an error tells the value');
  }
  await last.end();
}

interface Expectation {
  readonly values: Values;
  readonly when: string;
  readonly blame: (name: FormName, what: string) => void;
}

function compare(told: Told, { values, when, blame }: Expectation): void {
  for (const name of formNames)
    if (told.get(name) !== told.hash(values[name])) blame(name, `${when}: ${told.get(name) ?? 'says nothing'}`);
}

interface Project {
  readonly root: string;
  readonly files: Readonly<Record<string, string>>;
  readonly values: Values;
  run(...command: readonly string[]): { readonly code: number | null; readonly out: string };
}

function layOut(folder: string, { files }: Language, values: Values): Project {
  const root = join(folder, 'shop');
  const filled = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      text.replaceAll(/§([\w-]+)§/g, (_, name: string) => values[name as FormName]),
    ]),
  );
  for (const [path, text] of Object.entries(filled)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  writeFileSync(join(folder, 'clock'), '0');
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', AWS_EC2_METADATA_DISABLED: 'true' };
  const env = { ...isolatedEnvironment(folder), ...quiet };
  const run: Project['run'] = (program = '', ...args) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' });
    if (status === null || status > 3) throw new Error(`${program} ${args.join(' ')} ended with ${status}: ${stderr}`);
    return { code: status, out: stdout };
  };
  run('git', 'init', '--quiet');
  run('git', 'add', '--all');
  run('git', 'commit', '--quiet', '--message', 'Begin');
  return { root, files: filled, values, run };
}

function fix({ run }: Project): Plan {
  const cli = resolve('dist/cli.js');
  const plan = JSON.parse(run(process.execPath, cli, 'fix', '--store', 'local', '--json').out) as Plan;
  const { code } = run(process.execPath, cli, 'fix', '--store', 'local', '--apply', '--quiet');
  if (code !== (plan.refusals.length > 0 ? 3 : 0)) throw new Error(`fix --apply ended with ${code}`);
  return plan;
}

function refusedForms({ refusals }: Plan, { files }: Language): ReadonlyMap<FormName, string> {
  return new Map(
    formNames.flatMap((name) => {
      const found = refusals.find(({ path }) => files[path]?.includes(`§${name}§`));
      return found === undefined ? [] : [[name, found.code] as const];
    }),
  );
}

/** What stands on disk is what stood there, but for the planned edits; and each of them is in the lines of a value, or adds. */
function checkFormatting({ root, files, values }: Project, { steps }: Plan, blame: Fixed['blame']): void {
  for (const { path, edits } of steps.flatMap((step) => (step.kind === 'rewrite' ? [step] : []))) {
    const before = files[path] ?? '';
    let [expected, from] = ['', 0];
    let isNear = true;
    for (const { start, end, text } of edits) {
      expected += before.slice(from, start) + text;
      from = end;
      const replaced = Object.values(values).reduce((rest, value) => rest.replace(value, ''), before.slice(start, end));
      isNear &&= !replaced.includes('\n') && (start === end || replaced.length < end - start);
    }
    const after = readFileSync(join(root, path), 'utf8');
    if (after !== expected + before.slice(from) || !isNear)
      blame(formIn(before, values), `bytes of ${path} have changed that are not of a value`);
  }
}

function formIn(text: string, values: Values): FormName {
  return formNames.find((name) => text.includes(values[name])) ?? 'constant';
}

/** Signs that every way to put a text together must survive. */
function makeCanary(): string {
  return `canary "${randomBytes(8).toString('hex')}" /@:%\\'$\{ä}\``;
}

function mapForms(make: (form: Form, name: FormName) => string): Values {
  return Object.fromEntries(formNames.map((name) => [name, make(forms[name], name)])) as Values;
}
