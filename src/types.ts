/** The nouns of unleak, and so its architecture: sources yield chunks, detect turns them into matches, group makes findings, report prints them. */
import type { RepositoryFacts } from './host-types.ts';
import type { CheckName } from './check-names.ts';
import type { Leak, LocatedLeak, LogText } from './log-types.ts';
import type { Recall, ToldFinding } from './recall-types.ts';
import type { Secret } from './secret.ts';

export type { CheckName };

export type Severity = 'low' | 'medium' | 'high' | 'critical';
export type Confidence = 'low' | 'medium' | 'high';
export type ScanMode = 'tree' | 'staged' | 'range' | 'history' | 'logs' | 'stdin';
/** How a place was reached. `merge` is a value that only a merge resolution brought in. */
export type Via = 'file' | 'commit' | 'merge' | 'message' | 'tag' | 'note' | 'stash' | 'unreachable' | 'log';
export type Status = 'open' | 'allowed' | 'baseline';

/** A rule as data: one vendor's credential, with the examples that prove it. No functions, so that users write the same in config. */
export interface Pattern {
  /** Kebab-case, begins with the vendor's name, unique, stable: baselines and allow comments name it. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** How sure a match is after all checks have passed. Default: high. */
  readonly confidence?: Confidence;
  /**
   * Portable JavaScript that RE2 reads too: no look-around, back-references or inline flags, only the flags `i` and `s`. Bounded: the longest
   * match is finite, or `longest` says where to stop. `secret` is the value, other named groups are parts; `context` and `beyond` are for checks.
   */
  readonly regex: RegExp;
  /** Cap in bytes on a match, for the few regexes without a bound of their own (armoured keys). */
  readonly longest?: number;
  /** At least one of these stands inside every match, at least 3 bytes each; compared without case. */
  readonly keywords: readonly string[];
  /** Least Shannon entropy of the secret, in bits a character. */
  readonly entropy?: number;
  /** Named checks (src/detect/checks.ts) that the secret must pass. */
  readonly checks?: readonly CheckName[];
  /** Companions of a multi-part credential, looked for around the match. */
  readonly parts?: Readonly<Record<string, PartPattern>>;
  /** Ids of patterns that may also match this pattern's examples; this one wins over them. */
  readonly overlaps?: readonly string[];
  /** What somebody can do with it: one sentence, for the person who must decide. */
  readonly why: string;
  /** The page where it is revoked or rotated. */
  readonly revoke: string;
  /** The vendor's own pages on the format. */
  readonly references: readonly string[];
  /** How the vendor tells whether a value still works: data for who wants to ask, as a scan asks nobody. */
  readonly verify?: VerifyRequest;
  /** Templates (src/catalogue/template.ts) of which each expansion must match, the secret being exactly the group. */
  readonly match: readonly string[];
  /** Templates that must never match: near misses first (wrong length, alphabet, checksum), then look-alikes. At least two. */
  readonly miss: readonly string[];
}

/** One companion: its group `secret` is the part's value. */
export interface PartPattern {
  readonly regex: RegExp;
  /** How far from the main match it may stand, in bytes on each side. At most 4,096. */
  readonly within: number;
  /** Without a required part there is no match. */
  readonly required?: boolean;
}

export interface VerifyRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  /** `bearer`, `basic`, `header:NAME`, `query:NAME`. */
  readonly auth: string;
  readonly live: readonly number[];
  readonly dead: readonly number[];
}

/** Where a chunk comes from. Git sources name the object; who brought it in is worked out later, and only for objects with matches. */
export interface Origin {
  readonly via: Via;
  /** Git object id of the blob, commit or tag that was read. */
  readonly object?: string;
}

/** A position in a text: line and column count from 1, columns in UTF-16 units; offset counts bytes from 0. */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Text to be scanned: a whole file or blob, or one segment of a large one. Valid until the next chunk is asked for. */
export interface Chunk {
  /** `/`-separated, relative to the scan's root; `archive.zip!inner/name` inside an archive. */
  readonly path: string;
  readonly origin: Origin;
  /** UTF-8 or Latin-1 text, or binary content. */
  readonly bytes: Uint8Array;
  /** A name of the file, of which only that is wanted now which nothing but this name tells: the rest was found before the name was known. */
  readonly name?: string;
  /** Binary content is matched only by patterns with an unmistakable form. */
  readonly binary?: boolean;
  /** No file, but what a commit or a tag says; its path is the name that this goes by in reports. */
  readonly isMessage?: boolean;
  /** Encoded data and nothing else: what it holds counts once it is decoded, what it happens to look like does not. */
  readonly encodedOnly?: boolean;
  /** A segment's place in the whole. Default: the beginning. */
  readonly start?: Position;
  /** Byte range of this segment, relative to `bytes`, in which matches must begin; the rest is context. Default: all. */
  readonly owned?: readonly [from: number, to: number];
  /** Its matches, where another thread has found them; then `bytes` is empty. */
  readonly found?: readonly Match[];
  /** For text that is not what was read, byte by byte: a log without its decoration. Default: places are counted in `bytes`. */
  readonly log?: LogText;
}

/** One hit of one pattern in a chunk. */
export interface Match {
  readonly pattern: string;
  readonly secret: Secret;
  /** Companions of a multi-part credential by name. */
  readonly parts: Readonly<Record<string, Secret>>;
  readonly confidence: Confidence;
  /** Span of the value (or of its encoded form) in the chunk's text. */
  readonly start: Position;
  readonly end: Position;
  /** Hash of the lines that the span touches: the same lines elsewhere in another version have the same hash. */
  readonly lineHash: string;
  /** The lines that the span touches (at most 400 bytes around it), every known secret in them still to be redacted. */
  readonly frame: Frame;
  /** Reason of an inline allow comment ('' when it gives none). */
  readonly allowed?: string;
  /** In a log: how it came there. */
  readonly leak?: Leak;
}

/** Source lines around a match, for the code frame. Never printed but through report/redact.ts. */
export interface Frame {
  readonly firstLine: number;
  /** Column of the text's first character, counted as in Position: above 1 where the line was cut. */
  readonly firstColumn: number;
  readonly text: Secret;
}

/** A match in a place, before findings are formed. `chunk` is dropped once the chunk has been scanned. */
export interface Sighting extends Match {
  readonly path: string;
  readonly origin: Origin;
}

export interface Location {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly commit: string | null;
  readonly author?: string;
  readonly email?: string;
  /** ISO 8601, of the author. */
  readonly date?: string;
  readonly via: Via;
  /** In a log: how the value came there, and the line of a workflow or script that printed it, where that is found. */
  readonly leak?: LocatedLeak;
  /** For text reports only; never serialised. */
  readonly frame?: Frame;
}

/** A credential, with every place it stands. */
export interface Finding {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly status: Status;
  /** Why it is not open: the allow comment's or config entry's reason. */
  readonly reason?: string;
  readonly liveness: 'unknown' | 'live' | 'dead';
  readonly secret: Secret;
  readonly parts: Readonly<Record<string, Secret>>;
  readonly why: string;
  readonly revoke: string;
  readonly locations: readonly Location[];
}

/** Something that should have been scanned and was not. One of these makes a scan incomplete. */
export interface Skipped {
  /** Path or object id. */
  readonly what: string;
  readonly why: string;
}

export interface ScanStats {
  files: number;
  commits: number;
  blobs: number;
  bytes: number;
  durationMs: number;
}

/** What a source is given besides its own options: where to put counts and gaps. */
export interface ScanContext {
  readonly stats: ScanStats;
  skip(what: string, why: string): void;
  /** An inbox of at least `size` bytes that the detector reads without a copy. Valid until the next call. */
  inbox(size: number): Uint8Array;
  /** All matches of a chunk, scanned aside: what an older version held. Not reported, not counted. */
  match(chunk: Chunk): readonly Match[];
  /** Set where matches come from our detector: then a source may rule out by itself what can hold none. */
  readonly sift?: SiftContext;
  /** Drops all matches, gaps and counts: the source begins again. Set where matches are kept until the end. */
  readonly startOver?: () => void;
  /** For a source that remembers findings. */
  readonly recall?: Recall;
  /**
   * Told once a source has given nearly all matches, and leaves other processors alone from then on. Returns the ids of the objects that
   * hold them.
   */
  readonly foundMost?: () => Promise<ReadonlySet<string>>;
  /** Told now and then how far along the source is; `total` is unknown at first. */
  progress(done: number, total: number | undefined, unit: 'files' | 'objects' | 'bytes'): void;
}

/** What it takes to come to the detector's conclusions elsewhere. */
export interface SiftContext {
  /** The user's patterns among the detector's. */
  readonly own: readonly Pattern[];
  /** Processors to use at most. Default: all. */
  readonly jobs?: number | undefined;
  /** What is below it is of use only where the same value is certain elsewhere. */
  readonly minConfidence: Confidence;
  /** Marks (detect/value-mark.ts) of the values that have been found somewhere with the least confidence or more. */
  certainMarks(): ReadonlySet<string>;
}

/** A place to scan. One object per mode. */
export interface Source {
  readonly mode: ScanMode;
  /** Absolute path of the repository or folder, or '-' for stdin. */
  readonly root: string;
  chunks(context: ScanContext): AsyncIterable<Chunk>;
  /** From matches to places; git sources drop what the range did not bring in. Default: each match stands where it was read. */
  locate?(sightings: readonly Sighting[], context: ScanContext): Promise<readonly LocatedSighting[]>;
  /** All findings, where an earlier scan made them and nothing that has come since changes them. Asked when all chunks are read. */
  recalled?(): readonly ToldFinding[] | undefined;
  /** Told of all matches, the uncertain ones included, and all findings, in the end of a scan without gaps: for a source that remembers. */
  remember?(found: readonly Sighting[], context: ScanContext, told: readonly ToldFinding[]): void;
}

export interface LocatedSighting {
  readonly sighting: Sighting;
  /** Oldest first. */
  readonly locations: readonly Location[];
}

/** Everything that a report format is given. */
export interface ScanReport {
  readonly tool: { readonly name: 'unleak'; readonly version: string };
  readonly scan: {
    readonly mode: ScanMode;
    readonly root: string;
    readonly complete: boolean;
    readonly stats: Readonly<ScanStats>;
    readonly skipped: readonly Skipped[];
    /** When it was begun: ISO 8601, UTC, whole seconds. Only formats that must name a time print it. */
    readonly began?: string;
    /** For formats that say they need it (report/formats.ts). */
    readonly repository?: RepositoryFacts;
  };
  readonly findings: readonly Finding[];
  /** The findings are from an earlier scan: they are told already, and have no values. */
  readonly recalled?: boolean;
  /** Suppressions that matched nothing in a complete scan: allow entries, baseline lines. */
  readonly unused: readonly string[];
}

export interface ReportOptions {
  readonly showSecrets: boolean;
  readonly color: boolean;
  readonly verbose: boolean;
}

/** A report format: one const object in one file of src/report/. Pure: pieces of text that the CLI writes. */
export interface Reporter {
  readonly id: string;
  readonly title: string;
  render(report: ScanReport, options: ReportOptions): Iterable<string>;
}
