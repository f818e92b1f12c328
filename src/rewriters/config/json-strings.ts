/** The strings of a JSON text with their offsets and keys; comments and commas at the end are read as .NET and editors read them. */

export interface JsonString {
  /** UTF-16 offsets, quotes included. */
  readonly start: number;
  readonly end: number;
  /** Names and indexes from the root; of a key, those of its value. */
  readonly keys: readonly string[];
  readonly isKey: boolean;
}

const token = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\/|[{}[\],:]/g;

interface Level {
  readonly isList: boolean;
  name: string;
  index: number;
  /** In an object: whether the next string is a key. */
  awaitsKey: boolean;
}

/** The text has been parsed: what is not JSON gives wrong keys, never an error. */
export function listJsonStrings(text: string): JsonString[] {
  const levels: Level[] = [];
  const found: JsonString[] = [];
  for (const { 0: sign, index } of text.matchAll(token)) {
    const level = levels.at(-1);
    if (sign.startsWith('"')) found.push(readString(sign, index, levels));
    else if (sign === '{' || sign === '[')
      levels.push({ isList: sign === '[', name: '', index: 0, awaitsKey: sign === '{' });
    else if (sign === '}' || sign === ']') levels.pop();
    else if (sign === ':' && level !== undefined) level.awaitsKey = false;
    else if (sign === ',' && level !== undefined) {
      level.index++;
      level.awaitsKey = !level.isList;
    }
  }
  return found;
}

/** Notes the name of a key for the strings below it. */
function readString(sign: string, start: number, levels: readonly Level[]): JsonString {
  const level = levels.at(-1);
  const isKey = level?.awaitsKey === true;
  if (isKey) level.name = readName(sign);
  const keys = levels.map(({ isList, index, name }) => (isList ? String(index) : name));
  return { start, end: start + sign.length, keys, isKey };
}

function readName(sign: string): string {
  try {
    return JSON.parse(sign) as string;
  } catch {
    return sign.slice(1, -1);
  }
}
