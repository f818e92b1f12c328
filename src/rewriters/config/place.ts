/** A value in a configuration file as a format sees it: what a rewriter of the format finds, and what a consumer is judged by. */

export interface Place {
  /** UTF-16 offsets of the scalar, quotes included, and of its content. */
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** Names from the file's root to the scalar; items of a list count from 0. */
  readonly keys: readonly string[];
  /** Raw text of the scalar's content as a program reads it. */
  decode(raw: string): string;
}

/** `comment`: a remark; `key`: the name of something; `not-a-value`: none of the format's scalars. */
export type NoPlace = 'comment' | 'key' | 'not-a-value';

export interface Format {
  readonly id: string;
  /** Undefined text is never asked: the file has been parsed. */
  locate(text: string, start: number, end: number): Place | NoPlace;
  /** The scalar with new content; may need quotes that were not there. */
  write(place: Place, content: string): string;
  parses(text: string): boolean;
}
