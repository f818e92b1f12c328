/** Reads fields of what a service answered, which may be of any shape: what is missing is undefined, never an exception. */

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

export function textOf(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : undefined;
}

export function numberOf(value: unknown, name: string): number | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'number' && Number.isSafeInteger(field) ? field : undefined;
}

/** The list in that field, or the value itself where it is one; else empty. */
export function listOf(value: unknown, name?: string): readonly unknown[] {
  const field = name === undefined ? value : fieldOf(value, name);
  return Array.isArray(field) ? field : [];
}
