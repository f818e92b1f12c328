/** What a CI service is to us: how it is asked, which logs it has, and how one is deleted. One const object in one file each. */
import { createHash } from 'node:crypto';
import type { ServiceClient } from './client.ts';

export interface LogRequest {
  /** The project as the user names it; checked by `isTarget`. */
  readonly target: string;
  /** One run, pipeline or build; else all since the date. */
  readonly run?: string | undefined;
  readonly since?: Date | undefined;
  readonly artifacts: boolean;
}

/** One thing to download. */
export interface LogItem {
  /** Unique in the project, the same at each listing. */
  readonly id: string;
  /** Where it is kept and shown: `RUN/NAME`, of letters that every file system takes. */
  readonly path: string;
  /** A path of the API, or an address. */
  readonly url: string;
  /** Whoever prints it has not ended: what there is of it is not all. */
  readonly goesOn?: boolean;
  /** How its log is deleted, where the service can do that. Items of one run may share it. */
  readonly deletion?: Deletion;
}

export interface Deletion {
  /** Names the log for a person. */
  readonly what: string;
  readonly method: 'DELETE' | 'POST';
  readonly url: string;
  /** Where its absence shows afterwards. */
  readonly proof: string;
}

export interface LogService {
  readonly id: string;
  readonly title: string;
  /** What stands for the project in the usage. */
  readonly target: string;
  readonly isTarget: RegExp;
  /** Of the API; undefined where everybody has their own. */
  readonly base: string | undefined;
  /** Environment variables of which one holds the address, such as those that the service itself sets in jobs. */
  readonly baseVariables: readonly string[];
  /** Environment variables of which the first that is set holds the token. */
  readonly tokenVariables: readonly string[];
  /** Headers that carry the token. */
  authorize(token: string, environment: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>>;
  list(client: ServiceClient, request: LogRequest): AsyncIterable<LogItem>;
  /** Said where there is no `deletion`. */
  readonly manualDeletion?: string;
}

/** A name as a file may have it. */
export function fileName(text: string): string {
  return (
    text
      .replaceAll(/[^\w.+-]+/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, 120) || '_'
  );
}

/** One for each path of an artifact: paths that differ in what a file's name cannot hold, or in its case, stay apart. */
export function artifactName(path: string): string {
  return `${createHash('sha256').update(path).digest('hex').slice(0, 12)}-${fileName(path)}`;
}
