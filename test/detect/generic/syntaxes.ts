/** One line of a syntax: what must be found in it, and that its twin is silent. */
import { expect } from 'vitest';
import { fill, scanText } from '../../fixtures/scan-text.ts';

/** What stands for the password in a line, so that no line of the tests looks like one that gives a password away. */
const mark = '§';
/** One that a person chose, and one that a machine drew. */
const passwords = [fill('{pick:Falcon|Harbor|Copper}{digits:3}!'), fill('{an:11}!')];

/** At medium confidence or above, with nothing before or behind it. */
export function expectFound(path: string, line: string): void {
  for (const password of passwords) {
    const found = findLikely(path, line.replaceAll(mark, password));
    expect(found).toContain(password);
  }
}

export function expectSilent(path: string, line: string): void {
  expect(findLikely(path, line)).toEqual([]);
}

function findLikely(path: string, text: string): string[] {
  const likely = scanText(text, { path }).filter(({ confidence }) => confidence !== 'low');
  return likely.map(({ secret }) => secret.reveal());
}
