/** Findings as a sweep remembers them: what the JSON report tells, and no value. */
import type { Finding, Location } from './types.ts';

/** A finding as the JSON report tells it: values are masked, also where they stand in paths and names. */
export interface ToldFinding extends Pick<
  Finding,
  'id' | 'rule' | 'title' | 'severity' | 'confidence' | 'status' | 'liveness'
> {
  readonly secret: { readonly redacted: string; readonly length: number };
  /** Masked, by name. */
  readonly parts: Readonly<Record<string, string>>;
  readonly locations: readonly Omit<Location, 'frame'>[];
}

/** What a source is told that may know the findings from an earlier scan. */
export interface Recall {
  /** Stands for all that shapes findings besides what the source reads. */
  readonly key: string;
  /** Whether nobody will ask for more than a ToldFinding tells. */
  readonly suffices: boolean;
  /** Works out ahead, on other threads, what is slow about the matches so far. */
  prepare(): Promise<void>;
  /** Whether the matches so far belong to none of these findings and make no others. `partial`: there may be values that are in none. */
  changesNothing(told: readonly ToldFinding[], partial: boolean): boolean;
}
