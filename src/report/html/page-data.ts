/** The JSON that stands in the HTML report: the one contract between the reporter, which writes it, and the page, which shows it. */
import type { Confidence, Finding, ScanMode, Severity, Status, Via } from '../../types.ts';

export interface PageData {
  readonly mode: ScanMode;
  /** The day of the scan, YYYY-MM-DD; '' where that is not known. No time: the same scan on the same day gives the same file. */
  readonly began: string;
  readonly findings: readonly FindingData[];
  readonly rules: readonly RuleData[];
  readonly paths: readonly string[];
  /** `Name <address>`. */
  readonly authors: readonly string[];
}

export interface FindingData {
  readonly id: string;
  /** Index into `rules`. */
  readonly rule: number;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly status: Status;
  readonly liveness: Finding['liveness'];
  readonly reason?: string;
  readonly secret: string;
  readonly length: number;
  readonly places: readonly PlaceData[];
  /** Places that are left out. */
  readonly more?: number;
  /** The number of the first line, then the lines. */
  readonly snippet?: readonly [number, ...string[]];
}

/** Path and author as indexes (-1: none), the first 12 digits of the commit and the date, '' where there is none. */
export type PlaceData = readonly [
  path: number,
  line: number,
  column: number,
  commit: string,
  date: string,
  author: number,
  via: Via,
  /** How it came into a log, '' for any other place. */
  how: string,
];

export interface RuleData {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  /** Where it is revoked: a page, or words. */
  readonly page?: string;
  readonly revoke?: string;
}
