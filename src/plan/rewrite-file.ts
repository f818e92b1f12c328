/** One file's part of a plan: the rewriter's edits, believed only where the result parses and gives no value away. */
import type {
  CompanionFile,
  Dependency,
  Edit,
  ProjectView,
  Reader,
  Refusal,
  Rewrite,
  Rewriter,
} from '../remediation-types.ts';
import type { Secret } from '../secret.ts';
import { stepByHand } from './by-hand.ts';
import { isAcceptable, isThere } from './companions.ts';
import type { PlacedSite, SitesRequest } from './sites.ts';
import { findSites } from './sites.ts';
import { splice } from './splice.ts';
import { findOccurrences, holdsValue } from './value-forms.ts';

export interface FileRequest extends SitesRequest {
  readonly rewriters: readonly Rewriter[];
  readonly project: ProjectView;
  readonly reader: Reader;
  /** All files that the plan may edit. */
  readonly rewritten: ReadonlySet<string>;
}

export interface RefusedSite {
  readonly site: PlacedSite;
  readonly code: string;
  readonly manual: string;
}

export interface FileResult {
  readonly edits: readonly Edit[];
  readonly companions: readonly CompanionFile[];
  readonly dependencies: readonly Dependency[];
  readonly notes: readonly string[];
  readonly refusals: readonly RefusedSite[];
  /** Findings that the edits rewrite. */
  readonly findings: readonly string[];
}

export async function rewriteFile(request: FileRequest): Promise<FileResult> {
  const { sites, unusable } = findSites(request);
  const before = unusable.map(({ site, code }) => refuse(site, code));
  if (sites.length === 0) return nothing(before);
  const rewriter = request.rewriters.find((each) => each.matches(request.path));
  if (rewriter === undefined) return nothing([...before, ...sites.map((site) => refuseUnknown(site, request.path))]);
  if (!(await rewriter.parses(request.path, request.text)))
    return nothing([...before, ...sites.map((site) => refuse(site, 'does-not-parse'))]);
  const { path, text, project, reader } = request;
  const rewrite = await rewriter.rewrite({ path, text, sites, project, reader });
  const refused = rewrite.refusals.map((refusal) => toRefused(refusal, sites));
  const problem = await findProblem(rewrite, { request, rewriter, sites, refused: [...before, ...refused] });
  if (problem !== undefined) {
    const known = new Set(refused.map(({ site }) => site.start));
    const rest = sites.filter(({ start }) => !known.has(start)).map((site) => refuse(site, problem));
    return nothing([...before, ...refused, ...rest]);
  }
  const companions = rewrite.companions.filter((file) => !isThere(file, project));
  const left = new Set(refused.map(({ site }) => site.start));
  const findings = [...new Set(sites.filter(({ start }) => !left.has(start)).map(({ finding }) => finding))];
  return { ...rewrite, companions, findings, refusals: [...before, ...refused] };
}

interface Judged {
  readonly request: FileRequest;
  readonly rewriter: Rewriter;
  readonly sites: readonly PlacedSite[];
  readonly refused: readonly RefusedSite[];
}

/** Why a rewrite must not be applied: a code of a refusal. */
async function findProblem(
  rewrite: Rewrite,
  { request, rewriter, sites, refused }: Judged,
): Promise<string | undefined> {
  const { path, text, known, project } = request;
  const values = known.map(({ refs }) => refs.value);
  const written = [...rewrite.edits, ...rewrite.companions].map((each) => each.text).concat(rewrite.notes);
  if (written.some((each) => values.some((value) => holdsValue(each, value)))) return 'rewriter-keeps-value';
  const after = trySplice(text, rewrite.edits);
  if (after === undefined) return 'edits-overlap';
  if (remains(after, values) > refused.length) return 'value-remains';
  const left = sites.filter((site) => !rewrite.edits.some(({ start, end }) => start <= site.start && site.end <= end));
  if (left.some(({ start }) => !refused.some(({ site }) => site.start === start))) return 'value-remains';
  if (rewrite.edits.some((edit) => refused.some(({ site }) => edit.start < site.end && site.start < edit.end)))
    return 'edits-overlap';
  if (!rewrite.companions.every((file) => isAcceptable(file, project, request.rewritten))) return 'loader-exists';
  return (await rewriter.parses(path, after)) ? undefined : 'result-does-not-parse';
}

function trySplice(text: string, edits: readonly Edit[]): string | undefined {
  try {
    return splice(text, edits);
  } catch {
    return undefined;
  }
}

function remains(text: string, values: readonly Secret[]): number {
  return values.reduce((count, value) => count + findOccurrences(text, value).length, 0);
}

function toRefused({ site, code, manual }: Refusal, sites: readonly PlacedSite[]): RefusedSite {
  const own = sites.find(({ start }) => start === site.start);
  if (own === undefined) throw new Error('a rewriter refused a place that it was not asked about');
  // A rewriter's words may quote the source.
  return sites.some(({ value }) => holdsValue(`${code} ${manual}`, value))
    ? refuse(own, 'no-rewriter')
    : { site: own, code, manual };
}

function nothing(refusals: readonly RefusedSite[]): FileResult {
  return { edits: [], companions: [], dependencies: [], notes: [], refusals, findings: [] };
}

const reasons: Readonly<Record<string, string>> = {
  'no-rewriter': 'no rewriter for this kind of file yet',
  'does-not-parse': 'the file does not parse as it is',
  'unknown-encoding': 'the value is written in an encoding that cannot be undone for certain',
  'place-has-moved': 'the file has changed since it was scanned',
  allowed: 'a comment or the configuration allows it here',
  'rewriter-keeps-value': 'the rewriter would have kept the value',
  'value-remains': 'the rewriter would have left the value in the file',
  'edits-overlap': 'the places are too close to be rewritten one by one',
  'loader-exists': 'a file that the rewrite needs exists with other content, or is no plain file',
  'result-does-not-parse': 'the rewritten file would not parse',
  'not-a-file': 'it is a link, lies outside the project, is too large, or is no text in UTF-8 or UTF-16',
  'value-in-path': 'the value stands in the name of the file, too',
};

function refuseUnknown(site: PlacedSite, path: string): RefusedSite {
  return { site, code: 'no-rewriter', manual: `${reasons['no-rewriter']}: ${stepByHand(path, site.ref)}` };
}

export function refuse(site: PlacedSite, code: string): RefusedSite {
  const { name, key, env } = site.ref;
  const where = key === undefined ? name : `${name} (key ${key})`;
  const manual = `${reasons[code] ?? code}: read the variable ${env} instead, or load the secret ${where}`;
  return { site, code, manual };
}
