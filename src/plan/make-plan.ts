/** From findings to a plan: pure but for reading files; the same input gives the same plan, and no value stands in it. */
import type {
  Asked,
  Dependency,
  Keeping,
  Plan,
  PlannedSecret,
  ProjectView,
  Reader,
  Rewriter,
  SecretValues,
  Step,
} from '../remediation-types.ts';
import type { Secret } from '../secret.ts';
import type { Finding } from '../types.ts';
import { advisePast, adviseRotation } from './advise.ts';
import { listElsewhere } from './checklist.ts';
import { digestFile } from './digest.ts';
import { environmentNames } from './environment-names.ts';
import { groupSecrets } from './group.ts';
import { isIssued } from './credentials.ts';
import type { FindingRefs, Grouped } from './group.ts';
import { mergeEscaped } from './merge-escaped.ts';
import { kindOf, toVariable, vendorOf } from './naming.ts';
import type { Surroundings } from './naming.ts';
import { findNeighbours } from './neighbours.ts';
import { keyPolicy, readerPolicy, resourcePolicy, toolPolicy } from './policies.ts';
import { textAfter } from './companions.ts';
import { refuse, rewriteFile } from './rewrite-file.ts';
import type { FileResult, RefusedSite } from './rewrite-file.ts';
import { lineOf } from './sites.ts';
import type { Known } from './sites.ts';
import { splice } from './splice.ts';
import { encodeText } from './text-file.ts';
import type { TextFile } from './text-file.ts';
import { findInBase64, findOccurrences, holdsValue } from './value-forms.ts';

/** The project's files as a plan may read them. */
export interface ProjectFiles extends ProjectView {
  /** Undefined for what is no plain text file inside the project. */
  open(path: string): (TextFile & { readonly bytes: Uint8Array }) | undefined;
}

export interface PlanInput {
  /** Of the working tree, open. */
  readonly findings: readonly Finding[];
  /** What only the history or logs hold: nothing is rewritten for them. */
  readonly past: readonly Finding[];
  /** Ids of findings that the history holds, and logs. */
  readonly inHistory: ReadonlySet<string>;
  readonly inLogs: ReadonlySet<string>;
  readonly project: ProjectFiles;
  /** Whether the configuration lets a finding's value stand in a file. */
  isAllowed(finding: Finding, path: string): boolean;
  /** The repository's name. */
  readonly name: string;
  readonly prefix: string;
  readonly store: string;
  readonly keeping: Keeping;
  readonly reader: Reader;
  readonly rewriters: readonly Rewriter[];
  readonly region?: string | undefined;
  readonly asked: Asked;
  /** What the store asks of the reader: how its program gets there. */
  readonly storeNotes: readonly string[];
}

export interface MadePlan {
  readonly plan: Plan;
  /** What each secret is to hold, by name. In memory alone. */
  readonly values: ReadonlyMap<string, SecretValues>;
}

export async function makePlan(given: PlanInput): Promise<MadePlan> {
  const input = { ...given, findings: mergeEscaped(given.findings) };
  const { asked, keeping, region, past } = input;
  const grouped = groupSecrets({
    findings: [...input.findings, ...(asked.storeHistory ? past : [])],
    past: new Set(past.map(({ id }) => id)),
    project: input.name,
    prefix: input.prefix,
    keeping,
    surroundings: lookAround(input.project),
    environmentNames: environmentNames(input.project),
  });
  const files = await rewriteFiles(input, grouped);
  const names = grouped.secrets.map(({ name }) => name);
  const target = { names, region, ...asked, service: keeping.service };
  const key = keyPolicy(target);
  const plan: Plan = {
    schema: 1,
    store: input.store,
    prefix: input.prefix,
    steps: [
      ...grouped.secrets.map((secret): Step => ({ kind: 'store', secret: shareAs(asked, secret) })),
      ...files.steps,
      ...input.findings.map((finding) => adviseRotation(finding, input)),
      ...past.map((finding) => advisePast(finding, input, grouped.refs.get(finding.id)?.ref)),
    ],
    refusals: files.refusals,
    dependencies: uniqueDependencies(files.dependencies),
    notes: [...new Set([...files.notes, ...(names.length > 0 ? [...input.storeNotes, ...sharingNotes(asked)] : [])])],
    monthlyCost: Math.round(names.length * (1 + asked.replicaRegions.length) * keeping.price * 100) / 100,
    policies: { tool: toolPolicy(target), reader: readerPolicy(target), ...(key !== undefined && { key }) },
    elsewhere: listElsewhere({ project: input.project, variables: namesOf(input, grouped) }),
    asked,
  };
  return { plan, values: grouped.values };
}

function shareAs({ replicaRegions, readers }: Asked, secret: PlannedSecret): PlannedSecret {
  const policy = resourcePolicy(readers);
  return {
    ...secret,
    ...(replicaRegions.length > 0 && { replicaRegions }),
    ...(policy !== undefined && { resourcePolicy: policy }),
  };
}

function sharingNotes({ readers }: Asked): readonly string[] {
  if (readers.length === 0) return [];
  return [
    'a program in another account names a secret by its whole ARN, and its role needs the policy of the reader, too',
    'the KMS key must let the readers decrypt: `unleak fix --verbose` prints the statement for its policy (policies.key)',
  ];
}

interface Rewritten {
  readonly steps: readonly Step[];
  readonly refusals: Plan['refusals'];
  readonly dependencies: readonly Dependency[];
  readonly notes: readonly string[];
}

async function rewriteFiles(input: PlanInput, grouped: Grouped): Promise<Rewritten> {
  const known = input.findings.flatMap((finding): Known[] => {
    const refs = grouped.refs.get(finding.id);
    return refs === undefined ? [] : [{ finding, refs }, ...issuedWith(finding, refs)];
  });
  const steps: Step[] = [];
  const refusals: Plan['refusals'][number][] = [];
  const results: FileResult[] = [];
  const texts = new Map<string, string>();
  const paths = pathsWithValues(known, input.project);
  const rewritten = new Set(paths);
  for (const path of paths) {
    const { step, result, refused } = await rewriteOne(path, { input, known, texts, rewritten });
    if (step !== undefined) steps.push(step);
    results.push(result);
    refusals.push(...refused);
  }
  const dependencies = results.flatMap((result) => result.dependencies);
  return { steps, refusals, dependencies, notes: results.flatMap((result) => result.notes) };
}

/** A key's id changes with the key: source that kept it would not find the new one. */
function issuedWith(finding: Finding, { parts = {} }: FindingRefs): readonly Known[] {
  return Object.entries(finding.parts).flatMap(([part, value]) => {
    const ref = parts[part];
    return ref !== undefined && isIssued(finding, part)
      ? [{ finding: { ...finding, locations: [] }, refs: { ref, value, names: [] } }]
      : [];
  });
}

interface Whole {
  readonly input: PlanInput;
  readonly known: readonly Known[];
  /** Companion files as the steps so far leave them: the first file that needs one brings it. */
  readonly texts: Map<string, string>;
  readonly rewritten: ReadonlySet<string>;
}

interface One {
  readonly step: Step | undefined;
  readonly result: FileResult;
  readonly refused: Plan['refusals'];
}

async function rewriteOne(path: string, { input, known, texts, rewritten }: Whole): Promise<One> {
  const file = input.project.open(path);
  const inPath = known.some(({ refs }) => holdsValue(path, refs.value));
  if (file === undefined || inPath) return refuseWhole(path, known, inPath);
  const { text, encoding, bytes } = file;
  const { reader, rewriters } = input;
  const project: ProjectView = {
    read: (each) => texts.get(each) ?? input.project.read(each),
    list: input.project.list,
    exists: (each) => texts.has(each) || input.project.exists?.(each) === true,
  };
  const result = await rewriteFile({
    path,
    text,
    known,
    rewriters,
    project,
    reader,
    rewritten,
    isAllowed: input.isAllowed,
  });
  for (const each of result.companions) texts.set(each.path, textAfter(each, project.read(each.path)));
  const refused = result.refusals.map((each) => toRefusal(path, text, each));
  if (result.edits.length === 0) return { step: undefined, result, refused };
  const after = encodeText({ text: splice(text, result.edits), encoding });
  const { edits, findings, companions } = result;
  const digests = { digest: digestFile(bytes), after: digestFile(after) };
  return { step: { kind: 'rewrite', path, ...digests, edits, companions, findings }, result, refused };
}

/** Nothing of the file is shown: neither its text nor, where the value stands in it, its name. */
function refuseWhole(path: string, known: readonly Known[], inPath: boolean): One {
  const refused = known.flatMap(({ finding, refs }) =>
    finding.locations
      .filter((place) => place.path === path)
      .map((place) => {
        const site = { start: 0, end: 0, finding: finding.id, ref: refs.ref, value: refs.value };
        const { code, manual } = refuse(site, inPath ? 'value-in-path' : 'not-a-file');
        return { finding: finding.id, path: inPath ? '****' : path, line: place.line, code, manual };
      }),
  );
  const result = { edits: [], companions: [], dependencies: [], notes: [], refusals: [], findings: [] };
  return { step: undefined, result, refused };
}

function toRefusal(path: string, text: string, { site, code, manual }: RefusedSite): Plan['refusals'][number] {
  return { finding: site.finding, path, line: lineOf(text, site.start), code, manual };
}

/** Those that were reported, and all others that hold one of the values. */
function pathsWithValues(known: readonly Known[], project: ProjectFiles): readonly string[] {
  const paths = new Set(known.flatMap(({ finding }) => finding.locations.map(({ path }) => path)));
  for (const path of project.list()) {
    const text = paths.has(path) ? undefined : project.open(path)?.text;
    if (text !== undefined && known.some(({ refs }) => standsIn(text, refs.value))) paths.add(path);
  }
  return [...paths].sort();
}

/** Short values are looked for only where the scan has seen them. */
function standsIn(text: string, value: Secret): boolean {
  return findOccurrences(text, value).length > 0 || findInBase64(text, value).length > 0;
}

/** Each file is read once, however many places it has. */
function lookAround(project: ProjectFiles): (finding: Finding) => readonly Surroundings[] {
  const files = new Map<string, readonly string[]>();
  const rowsOf = (path: string): readonly string[] => {
    const rows = files.get(path) ?? project.open(path)?.text.split('\n') ?? [];
    files.set(path, rows);
    return rows;
  };
  return ({ locations }) =>
    locations.map(({ path, line, column, via }) => {
      // Old lines stand elsewhere by now, or nowhere.
      if (via !== 'file') return { path, before: '' };
      const lines = rowsOf(path);
      const beside = findNeighbours({ path, lines, at: line - 1 });
      return { path, before: lines[line - 1]?.slice(0, column - 1) ?? '', beside };
    });
}

/** By what variables each is looked for elsewhere; one that is not stored goes by its rule. */
function namesOf({ findings, past }: PlanInput, { refs }: Grouped): ReadonlyMap<string, readonly string[]> {
  const fallback = (finding: Finding): string => toVariable(vendorOf(finding) ?? 'app', kindOf(finding));
  return new Map([...findings, ...past].map((each) => [each.id, refs.get(each.id)?.names ?? [fallback(each)]]));
}

function uniqueDependencies(all: readonly Dependency[]): readonly Dependency[] {
  const seen = new Map(all.map((each) => [`${each.ecosystem} ${each.name}`, each]));
  return [...seen.values()];
}
