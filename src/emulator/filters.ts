/** Which secrets a filter means: filters narrow each other, the values of one widen it, and `!` before a value turns it round. */
import type { FilterInput } from './members.ts';
import { owningService } from './record.ts';
import type { SecretRecord } from './record.ts';
import { invalidParameter } from './service-error.ts';

type Filter = { readonly [K in keyof FilterInput]-?: NonNullable<FilterInput[K]> };

/** Throws InvalidParameterException for a filter that lacks its key or its values. */
export function checkFilters(filters: readonly FilterInput[]): readonly Filter[] {
  return filters.map(({ Key, Values }) => {
    if (Key === undefined) throw invalidParameter('Invalid filter key');
    if (Values === undefined) throw invalidParameter(`Invalid filter values for key: ${Key}`);
    return { Key, Values };
  });
}

/** Whether the secret passes every filter. */
export function passes(record: SecretRecord, filters: readonly Filter[]): boolean {
  return filters.every((filter) => {
    const matches = (value: string): boolean => matchers[filter.Key](record, value);
    return filter.Values.some((value) => (value.startsWith('!') ? !matches(value.slice(1)) : matches(value)));
  });
}

const matchers: Readonly<Record<Filter['Key'], (record: SecretRecord, value: string) => boolean>> = {
  name: ({ name }, value) => name.startsWith(value),
  description: ({ description = '' }, value) => hasAllWords(description, value),
  'tag-key': ({ tags = [] }, value) => tags.some(({ Key }) => Key.startsWith(value)),
  'tag-value': ({ tags = [] }, value) => tags.some(({ Value }) => Value.startsWith(value)),
  'primary-region': ({ primaryRegion = '' }, value) => value !== '' && primaryRegion.startsWith(value),
  'owning-service': (record, value) => owningService(record)?.startsWith(value) ?? false,
  all: (record, value) => hasWords(record, value),
};

/** Each word of the value begins a word of the description, in any order, whatever the case. */
function hasAllWords(description: string, value: string): boolean {
  const words = description.toLowerCase().split(/\s+/);
  return value
    .toLowerCase()
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** Each word of the value begins a word of the name, the description or the tags; a value without words finds nothing. */
function hasWords({ name, description = '', tags = [] }: SecretRecord, value: string): boolean {
  const words = [name, description, ...tags.flatMap(({ Key, Value }) => [Key, Value])].flatMap(splitWords);
  const wanted = splitWords(value);
  return wanted.length > 0 && wanted.every((each) => words.some((word) => word.startsWith(each)));
}

/** Words end where upper case begins, where digits follow letters, and at anything else. */
function splitWords(text: string): readonly string[] {
  const words = text.match(/\d*(?:[A-Z]+(?![a-z])|[A-Z]?[a-z]+)|\d+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}
