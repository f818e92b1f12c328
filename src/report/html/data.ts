/** What the page of the HTML report is given, as JSON: redacted and escaped here, so that the page shows every text as it is. */
import type { Finding, Location, ReportOptions, ScanReport } from '../../types.ts';
import { describeLeak } from '../describe-leak.ts';
import { escapeCodeLine, escapeLine, toLink } from '../escape.ts';
import { pathFromTop } from '../place.ts';
import type { Redactor } from '../redact.ts';
import { showValue } from '../shown-value.ts';
import type { FindingData, PlaceData, RuleData } from './page-data.ts';

/** Numbers the texts that many findings share, in the order in which they first occur. */
export interface Dictionary {
  indexOf(text: string): number;
  readonly texts: readonly string[];
}

export function createDictionary(): Dictionary {
  const indexes = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    indexOf(text) {
      const known = indexes.get(text);
      if (known !== undefined) return known;
      indexes.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}

export interface DataContext {
  readonly report: ScanReport;
  readonly options: ReportOptions;
  readonly redactor: Redactor;
  readonly paths: Dictionary;
  readonly authors: Dictionary;
  readonly rules: RuleTable;
}

/** A page of thousands of places for one secret helps nobody; the other formats have all of them. */
const mostPlaces = 100;
/** Lines of a snippet. */
const mostLines = 8;

export function describeFinding(finding: Finding, context: DataContext): FindingData {
  const { id, severity, confidence, status, liveness, reason = '', secret, locations } = finding;
  const places = locations.slice(0, mostPlaces).map((location) => describePlace(location, context));
  const snippet = describeSnippet(locations[0], context.redactor);
  const text = escapeLine(context.redactor.line(reason));
  return {
    ...{ id, severity, confidence, status, liveness },
    rule: context.rules.indexOf(finding),
    secret: escapeLine(showValue(secret, context.options)),
    length: secret.length,
    places,
    ...(locations.length > places.length && { more: locations.length - places.length }),
    ...(text !== '' && { reason: text }),
    ...(snippet !== undefined && { snippet }),
  };
}

function describePlace(location: Location, { report, redactor, paths, authors }: DataContext): PlaceData {
  const { line, column, commit, date, author, email, via, leak } = location;
  const path = paths.indexOf(escapeLine(pathFromTop(location, report.scan, redactor)));
  const name = [author, email === undefined || email === '' ? undefined : `<${email}>`].filter(Boolean).join(' ');
  const how = leak === undefined ? '' : describeLeak(leak, redactor);
  const who = name === '' ? -1 : authors.indexOf(escapeLine(redactor.line(name)));
  return [path, line, column, escapeLine((commit ?? '').slice(0, 12)), isDate(date) ? date : '', who, via, how];
}

function isDate(date: string | undefined): date is string {
  return date !== undefined && !Number.isNaN(Date.parse(date));
}

function describeSnippet(location: Location | undefined, redactor: Redactor): FindingData['snippet'] {
  if (location?.frame === undefined) return undefined;
  const rows = redactor.frame(location.frame, location).slice(0, mostLines);
  const [first] = rows;
  return first === undefined ? undefined : [first.line, ...rows.map(({ text }) => escapeCodeLine(text))];
}

export interface RuleTable {
  indexOf(finding: Finding): number;
  readonly rules: readonly RuleData[];
}

export function createRuleTable(): RuleTable {
  const indexes = new Map<string, number>();
  const rules: RuleData[] = [];
  return {
    rules,
    indexOf(finding) {
      const known = indexes.get(finding.rule);
      if (known !== undefined) return known;
      indexes.set(finding.rule, rules.length);
      return rules.push(describeRule(finding)) - 1;
    },
  };
}

function describeRule({ rule, title, why, revoke }: Finding): RuleData {
  const page = toLink(revoke);
  const texts = { id: rule, title: escapeLine(title), why: escapeLine(why) };
  return { ...texts, ...(page === undefined ? { revoke: escapeLine(revoke) } : { page }) };
}
