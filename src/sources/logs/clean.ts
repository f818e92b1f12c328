/** Takes a log's decoration away, so that text is whole again: timestamps, colours, section marks, carriage returns, lines cut in two. */
import type { Position } from '../../types.ts';
import { cleanBlock, cleanFlags, countNewlines, lineStart } from './log-engine.ts';
import { type Jumps, passBy, PlaceMap } from './places.ts';

/** Text of a log that may be decorated. */
export interface LogBlock {
  readonly bytes: Buffer;
  /** The file's bytes, where the text was made of them, and the way back. */
  readonly raw?: Buffer;
  readonly jumps?: Jumps;
}

export interface CleanOptions {
  /** Lines begin with a time. */
  readonly prefixed: boolean;
  /** Lines begin with the names of job and step, as `gh run view --log` prints them. */
  readonly cli: boolean;
  /** Lines may go on with the line before. */
  readonly joins: boolean;
}

/** One file's cleaner. */
export class Cleaner {
  readonly places = new PlaceMap();
  readonly #flags: number;
  #state: number = lineStart;
  /** Bytes of clean text before the next block, and its place in the file. */
  #total = 0;
  #place: Position;

  constructor({ prefixed, cli, joins }: CleanOptions, start: Position) {
    this.#flags = (prefixed ? cleanFlags.prefixed : 0) | (cli ? cleanFlags.cli : 0) | (joins ? cleanFlags.joins : 0);
    this.#place = start;
  }

  /** The block's clean text; valid until the next call. */
  clean({ bytes, raw = bytes, jumps: decoded }: LogBlock): Uint8Array {
    const passed = raw === bytes ? undefined : countNewlines(raw);
    const { text, jumps, state, newlines } = cleanBlock(bytes, this.#flags, this.#state);
    const steps = [jumps, decoded].filter((step) => step !== undefined);
    this.places.add({ clean: this.#total, raw, start: this.#place, steps });
    this.#state = state;
    this.#total += text.length;
    this.#place = passBy(this.#place, raw, passed ?? newlines);
    return text;
  }
}
