/** The nouns of remediation: a plan is data without values, rewriters and stores are plug-ins, only src/apply/ acts. */
import type { Policy, ResourcePolicy } from './policy-types.ts';
import type { VersionedStore } from './rotation-types.ts';
import type { Secret } from './secret.ts';

/** Where a value is kept once it is out of the source. Never the value itself. */
export interface SecretRef {
  /** Valid in Secrets Manager: `/env/service/name`. */
  readonly name: string;
  /** Key inside a JSON secret; undefined for a secret that is one plain text. */
  readonly key?: string;
  /** Environment variable that overrides the store: tests and local work need no AWS. Upper snake case, valid in every shell. */
  readonly env: string;
}

/** One place of a value in a file of the working tree. */
export interface Site {
  /** UTF-16 offsets of the value (or of its encoded form) in the file's text. */
  readonly start: number;
  readonly end: number;
  readonly ref: SecretRef;
  /** The value as stored, so that a rewriter can tell quoting and encoding. Never kept in what it returns. */
  readonly value: Secret;
  /** A connection URL or string is stored as its parts; then this names the part which the site is (`password`), and `parts` the others. */
  readonly part?: string;
  readonly parts?: Readonly<Record<string, SecretRef>>;
}

/** Replaces [start, end) of the original text, UTF-16 offsets. Edits of one file ascend and do not overlap. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Not a place that can be rewritten safely: a value, not an exception. */
export interface Refusal {
  readonly site: Site;
  /** Kebab-case, stable: `compile-time-constant`, `browser-bundle`, `comment`, `no-consumer`, … */
  readonly code: string;
  /** What to do by hand, with the reference filled in: one or two lines. */
  readonly manual: string;
}

/** A file that the rewritten source needs: the loader, `.env.example`, an entry of `.gitignore`. */
export interface CompanionFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  /** `create` refuses an existing file of other content; `append` adds the lines that are missing. */
  readonly mode: 'create' | 'append';
}

/** A package that the project's manifest must list, and the command that adds it. */
export interface Dependency {
  readonly ecosystem: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
}

export interface Rewrite {
  readonly edits: readonly Edit[];
  readonly refusals: readonly Refusal[];
  readonly companions: readonly CompanionFile[];
  readonly dependencies: readonly Dependency[];
  /** Steps for a person that the edits imply: `git rm --cached .env`, a start command with --import. */
  readonly notes: readonly string[];
}

/** What a rewriter may know of the project around a file. Read-only. */
export interface ProjectView {
  /** Text of a file relative to the project's root; undefined where there is none. */
  read(path: string): string | undefined;
  /** Files that exist, relative, `/`-separated. */
  list(): readonly string[];
  /** Whether anything stands there: a folder, a link, a file that `read` does not give. Default: what `read` gives. */
  exists?(path: string): boolean;
}

export interface RewriteRequest {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  /** Ascending, not overlapping. */
  readonly sites: readonly Site[];
  readonly project: ProjectView;
  readonly reader: Reader;
}

/** A language or format: one const object in one file of src/rewriters/. Pure; the same request gives the same rewrite. */
export interface Rewriter {
  readonly id: string;
  readonly title: string;
  /** Whether files of this path are its business. */
  matches(path: string): boolean;
  rewrite(request: RewriteRequest): Promise<Rewrite>;
  /** Whether the text parses in the language: asked before and after. */
  parses(path: string, text: string): Promise<boolean>;
}

/** How a program reads a store at run time: what a store tells the rewriters, language by language. */
export interface Reader {
  readonly store: string;
  readonly javascript: LanguageReader;
  readonly python: LanguageReader;
}

export interface LanguageReader {
  readonly dependency: Dependency;
  /**
   * Body of the loader file: exports `secret(name, key?)`, cached with a time to live in seconds, which throws errors that name the
   * secret and never its value. `kind` is the module system or flavour. JavaScript: `esm` (`.mjs`, `secret` gives a promise), `cjs-sync`
   * (`.cjs`, `secretSync`; `module.exports = { secretSync }` literally, so that ES modules may import the name), and for TypeScript
   * projects, typed, `esm-ts` (`secret`) and `sync-ts` (`secretSync`; import and export syntax that compiles to either module system, so
   * no import.meta and no top-level await). Python: `python`.
   */
  loader(kind: string): string;
}

/** A group of sites of one value or of one credential's parts: what becomes one secret, or one key of a batched one. */
export interface PlannedSecret {
  readonly name: string;
  /** `json` secrets hold keys, each of a finding or of a part. */
  readonly shape: 'text' | 'json';
  /** Key ('' for text) → fingerprint of the finding and the part of it that is stored there. */
  readonly keys: Readonly<Record<string, { readonly finding: string; readonly part?: string }>>;
  /** Key → environment variable that overrides the store. */
  readonly variables: Readonly<Record<string, string>>;
  /** Keys that say what the credential belongs to and come from no finding: `engine`. */
  readonly constants: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly description: string;
  /** Regions that get a copy. Default: none. */
  readonly replicaRegions?: readonly string[];
  /** Who may read it from other accounts. Default: nobody. */
  readonly resourcePolicy?: ResourcePolicy;
}

export type Step =
  | { readonly kind: 'store'; readonly secret: PlannedSecret }
  | {
      readonly kind: 'rewrite';
      readonly path: string;
      /** Of the file that was planned for (src/plan/digest.ts): apply refuses another one. */
      readonly digest: string;
      /** Of the file after the edits. */
      readonly after: string;
      readonly edits: readonly Edit[];
      readonly companions: readonly CompanionFile[];
      readonly findings: readonly string[];
    }
  | {
      readonly kind: 'rotate';
      readonly finding: string;
      readonly title: string;
      /** What the credential opens, and the page where it is revoked: the pattern's. */
      readonly why: string;
      readonly revoke: string;
      readonly advice: readonly string[];
    };

/** Reviewable JSON: no values, only fingerprints, names and new text. */
export interface Plan {
  readonly schema: 1;
  readonly store: string;
  /** What all names begin with, '' for nothing. */
  readonly prefix: string;
  readonly steps: readonly Step[];
  readonly refusals: readonly {
    readonly finding: string;
    readonly path: string;
    readonly line: number;
    readonly code: string;
    readonly manual: string;
  }[];
  readonly dependencies: readonly Dependency[];
  readonly notes: readonly string[];
  /** US dollars a month, at the list price. */
  readonly monthlyCost: number;
  /**
   * Least-privilege IAM policies: for whoever applies the plan, for the program that reads, and what the KMS key's own policy must
   * have for readers in other accounts.
   */
  readonly policies: { readonly tool: Policy; readonly reader: Policy; readonly key?: ResourcePolicy };
  /** A checklist for a person: where the same secrets are likely to be besides the repository. */
  readonly elsewhere: readonly Elsewhere[];
  readonly asked: Asked;
}

/** Where one finding's value may stand outside of the repository. */
export interface Elsewhere {
  readonly finding: string;
  /** Names that it goes by there. */
  readonly variables: readonly string[];
  readonly sites: readonly {
    /** Kebab-case, stable: `lambda`, `github-actions`, … */
    readonly site: string;
    readonly title: string;
    /** The file that speaks for it; null for what every repository has. */
    readonly because: string | null;
    /** A command a variable, or where to look by hand. None prints a value. */
    readonly look: readonly string[];
  }[];
}

/** What a plan was made for beside the store and the names, so that `resume` makes the same one. */
export interface Asked {
  /** ARN of the key that encrypts the secrets. */
  readonly kmsKey?: string;
  readonly replicaRegions: readonly string[];
  /** ARNs of principals in other accounts. */
  readonly readers: readonly string[];
  /** Whether the history was scanned, too, and which CI logs: relative to the project's root, as files or globs. */
  readonly history: boolean;
  readonly logs: readonly string[];
  /** Whether what only they hold is stored. */
  readonly storeHistory: boolean;
}

/** What a service keeps, at what price: the facts that a plan is made by. */
export interface Keeping {
  /** As IAM names it. */
  readonly service: 'secretsmanager' | 'ssm';
  /** US dollars a secret and month. */
  readonly price: number;
  /** Bytes of one secret. */
  readonly largest: number;
  /** Whether keys of one service and environment are kept together, as each secret costs. */
  readonly shares: boolean;
  /** Every name matches it. */
  readonly names: RegExp;
}

/** A place to keep secrets: one const object in one file of src/stores/. */
export interface SecretStore {
  readonly id: string;
  readonly title: string;
  readonly keeping: Keeping;
  readonly reader: Reader;
  connect(options: StoreOptions): Promise<StoreSession>;
}

export interface StoreOptions {
  /** Where a local store keeps its file. Absolute; exists. */
  readonly folder: string;
  readonly region?: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly kmsKey?: string;
  /** Consent to take secrets back that are scheduled for deletion. */
  readonly restore?: boolean;
}

export interface StoreSession {
  /** Who acts where, to be shown before acting. `account` is 'unknown' where only the service could tell. */
  readonly identity: { readonly account: string; readonly region: string; readonly endpoint: string };
  /** Whether the session itself acts with this value: a leaked key must not be what moves itself. */
  usesCredential(value: Secret): boolean;
  /**
   * Creates the secret; idempotent for one token. One of the same name is adopted where it is ours and holds exactly these values, and
   * refused in any other case. Throws UserError('remote').
   */
  put(secret: PlannedSecret, values: SecretValues, token: string): Promise<StoredVersion>;
  /** The current value's keys ('' for text). Throws UserError('remote'). */
  get(name: string): Promise<SecretValues>;
  /** Waits for the secret's replicas and puts its resource policy; can be called again. Throws UserError('remote'). */
  share?(version: StoredVersion, secret: PlannedSecret): Promise<void>;
  /**
   * Takes away what `put` created and leaves what it adopted: where the service can, so that it can be taken back for seven days.
   * `replicaRegions` are those that the plan names; they go first.
   */
  remove(version: StoredVersion, replicaRegions?: readonly string[]): Promise<void>;
  /** Absent where the store keeps no versions. */
  readonly versions?: VersionedStore;
  close(): Promise<void>;
}

/** By key, '' for text. */
export type SecretValues = Readonly<Record<string, Secret>>;

export interface StoredVersion {
  readonly name: string;
  readonly arn: string;
  readonly version: string;
  /** False where the secret existed already. */
  readonly created: boolean;
}
