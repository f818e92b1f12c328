/** Memories of what texts led to: versions of a file repeat their lines, and to know a text again is quicker than to search it again. */

/** Characters of texts that all memories of a thread keep together; then all are forgotten. */
const most = 4 * 1024 * 1024;

const memories: Map<string, unknown>[] = [];
let size = 0;

export interface Memory<T> {
  get(text: string): T | undefined;
  set(text: string, outcome: T): void;
}

export function createMemory<T>(): Memory<T> {
  const known = new Map<string, T>();
  memories.push(known);
  return {
    get: (text) => known.get(text),
    set(text, outcome) {
      size += text.length;
      if (size > most) {
        for (const memory of memories) memory.clear();
        size = text.length;
      }
      known.set(text, outcome);
    },
  };
}
