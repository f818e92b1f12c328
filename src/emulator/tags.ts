/** Tags: keys are unique and not AWS's own, and there are fifty at most. */
import { invalidParameter } from './service-error.ts';
import type { Tag } from './record.ts';

const most = 50;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

type GivenTag = { readonly Key: string; readonly Value?: string | undefined };

/** `tags` with those given added; a key that is there gets the new value. Throws InvalidParameterException. */
export function mergeTags(tags: readonly Tag[], given: readonly GivenTag[]): Tag[] {
  const added = new Map<string, Tag>();
  for (const { Key, Value = '' } of given) {
    checkTag(Key, Value);
    if (added.has(Key)) throw invalidParameter('Duplicate tag keys are not allowed.');
    added.set(Key, { Key, Value });
  }
  const merged = new Map([...tags.map((tag) => [tag.Key, tag] as const), ...added]);
  if (merged.size > most) throw invalidParameter(`A secret can have at most ${most} tags.`);
  return [...merged.values()];
}

function checkTag(key: string, value: string): void {
  if (/^aws:/i.test(key)) throw invalidParameter('Tag keys that begin with aws: are reserved.');
  if (!allowed.test(key) || !allowed.test(value))
    throw invalidParameter('Tags hold letters, digits, spaces, or any of the following: _.:/=+-@');
}
