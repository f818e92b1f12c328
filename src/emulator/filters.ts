/** Which secrets a filter means: filters narrow each other, the values of one widen it, and `!` before a value turns it round. */
import type { Filter } from './members.ts';
import type { SecretRecord } from './record.ts';

/** Whether the secret passes every filter. */
export function passes(record: SecretRecord, filters: readonly Filter[]): boolean {
  return filters.every((filter) => {
    const refused = filter.Values.filter((value) => value.startsWith('!')).map((value) => value.slice(1));
    const wanted = filter.Values.filter((value) => !value.startsWith('!'));
    const matches = (value: string): boolean => matchers[filter.Key](record, value);
    return !refused.some(matches) && (wanted.length === 0 || wanted.some(matches));
  });
}

const matchers: Readonly<Record<Filter['Key'], (record: SecretRecord, value: string) => boolean>> = {
  name: ({ name }, value) => name.startsWith(value),
  description: ({ description = '' }, value) => hasAllWords(description, value),
  'tag-key': ({ tags }, value) => tags.some(({ Key }) => Key.startsWith(value)),
  'tag-value': ({ tags }, value) => tags.some(({ Value }) => Value.startsWith(value)),
  'primary-region': ({ primaryRegion = '' }, value) => value !== '' && primaryRegion.startsWith(value),
  // Nothing here is owned by another service.
  'owning-service': () => false,
  all: (record, value) => hasAnyWord(record, value),
};

/** Each word of the value begins a word of the description, in any order, whatever the case. */
function hasAllWords(description: string, value: string): boolean {
  const words = description.toLowerCase().split(/\s+/);
  return value
    .toLowerCase()
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function hasAnyWord({ name, description = '', tags }: SecretRecord, value: string): boolean {
  const words = [name, description, ...tags.flatMap(({ Key, Value }) => [Key, Value])].flatMap(splitWords);
  return splitWords(value).some((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** Words end where upper case begins, where letters and digits meet, and at anything else. */
function splitWords(text: string): readonly string[] {
  const words = text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}
