/** SARIF results: a secret in a file, known again by what it is and never by where it stands in the file. */
import type { Finding, Location, ScanReport } from '../../types.ts';
import { levels } from '../alerts.ts';
import type { Level } from '../alerts.ts';
import { describeLeak } from '../describe-leak.ts';
import { escapeLine } from '../escape.ts';
import { countOf } from '../measure.ts';
import { describePlace, isInFile, pathFromTop, placesByPath, toUri } from '../place.ts';
import type { Redactor } from '../redact.ts';

/** A result as JSON; its level says what was cut where there are too many. */
export interface Result extends Readonly<Record<string, unknown>> {
  readonly level: Level;
}

export interface ResultContext {
  readonly report: ScanReport;
  readonly redactor: Redactor;
  indexOf(rule: string): number;
}

export function* describeResults(findings: readonly Finding[], context: ResultContext): Iterable<Result> {
  for (const finding of findings) {
    for (const places of placesByPath(finding)) yield describeResult(finding, places, context);
  }
}

/** A host shows a hundred at most; more than a few help nobody. */
const mostRelated = 20;

function describeResult(finding: Finding, places: readonly [Location, ...Location[]], context: ResultContext): Result {
  const [first] = places;
  const { id, rule, severity, confidence, status, reason, liveness, locations } = finding;
  const printed = first.leak?.printedBy === undefined ? [] : [first];
  const others = [...printed, ...places.slice(1), ...locations.filter(({ path }) => path !== first.path)].slice(
    0,
    mostRelated,
  );
  return {
    ruleId: rule,
    ruleIndex: context.indexOf(rule),
    level: levels[severity],
    message: { text: describeFinding(finding, first, context) },
    locations: [describePrimary(finding, first, context)],
    ...(others.length > 0 && {
      relatedLocations: others.map((other, at) => ({
        id: at + 1,
        physicalLocation: describePhysical(other, context),
        ...describeLogical(other),
        message: {
          text: plainMessage(describePlace(other, pathFromTop(other, context.report.scan, context.redactor))),
        },
      })),
    }),
    // GitHub joins the first with rule and path; the second says that it is one secret in several files.
    partialFingerprints: { primaryLocationLineHash: `${id}:1`, 'unleakSecret/v1': id },
    ...(status !== 'open' && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: justify(status, reason, context.redactor),
        },
      ],
    }),
    properties: { severity, confidence, liveness, places: locations.length, ...describeOrigin(first) },
  };
}

/** For a value in a log the line that printed it, which is what is to be changed; the log itself then stands beside it. */
function describePrimary(finding: Finding, first: Location, context: ResultContext): object {
  const printed = first.leak?.printedBy;
  if (printed === undefined)
    return { physicalLocation: describePhysical(first, context, finding), ...describeLogical(first) };
  const uri = toUri(context.redactor.line(printed.path));
  const artifactLocation = { uri, uriBaseId: '%SRCROOT%' };
  return { physicalLocation: { artifactLocation, region: { startLine: printed.line } } };
}

function describeFinding(
  { title, secret, why, locations }: Finding,
  first: Location,
  { report, redactor }: ResultContext,
): string {
  const place = describePlace(first, pathFromTop(first, report.scan, redactor));
  const printed = first.leak === undefined ? '' : `, ${describeLeak(first.leak, redactor)}`;
  const more = locations.length > 1 ? `, and in ${countOf(locations.length - 1, 'other place')}` : '';
  return plainMessage(
    `${escapeLine(title)} ${secret.redacted} in ${place}${printed}${more}. ${escapeLine(why)}`.trim(),
  );
}

/** A path must not become a link (SARIF 2.1.0, 3.11.6). Brackets that make none stay as they are, as many paths have them. */
function plainMessage(text: string): string {
  return text.includes('](') ? text.replaceAll(/[[\]\\]/g, '\\$&') : text;
}

function describePhysical(location: Location, { report, redactor }: ResultContext, finding?: Finding): object {
  const { line, column, endLine, endColumn } = location;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  const uri = toUri(pathFromTop(location, report.scan, redactor));
  return {
    artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
    region: finding === undefined ? region : { ...region, snippet: { text: finding.secret.redacted } },
    ...(finding !== undefined && describeContext(location, redactor)),
  };
}

/** The lines around the value, with every known value in them redacted. */
function describeContext(location: Location, redactor: Redactor): object {
  if (location.frame === undefined) return {};
  const rows = redactor.frame(location.frame, location);
  const text = rows.map((row) => row.text).join('\n');
  return {
    contextRegion: {
      startLine: Math.min(location.frame.firstLine, location.line),
      endLine: Math.max(location.endLine, rows.at(-1)?.line ?? 0),
      snippet: { text },
    },
  };
}

/** For what is no file, where it stands besides its name. */
function describeLogical(location: Location): object {
  if (isInFile(location) || location.commit === null) return {};
  const { commit, via } = location;
  return { logicalLocations: [{ name: `${via} ${commit}`, fullyQualifiedName: commit, kind: via }] };
}

function describeOrigin({ commit, date }: Location): object {
  return { ...(commit !== null && { commit }), ...(date !== undefined && { date }) };
}

function justify(status: Finding['status'], reason: string | undefined, redactor: Redactor): string {
  const by = status === 'baseline' ? 'in the baseline' : 'allowed';
  return reason === undefined || reason === '' ? by : `${by}: ${redactor.line(reason)}`;
}
