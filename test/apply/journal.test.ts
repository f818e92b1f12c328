/** A journal that something else has written into: nothing is done by half of it, and what is wrong is told with its line. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../src/apply/journal.ts';
import { temporaryFolder } from '../fixtures/repository.ts';

function withJournal(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'journal.jsonl'), text);
  return folder;
}

describe('a journal', () => {
  it.each([
    ['that is no JSON', 'storing /prod/x'],
    ['that is cut off in the middle', '{"kind":"stor'],
    ['of null', 'null'],
    ['of a number', '7'],
    ['of a list', '[]'],
    ['of a text', '"kind"'],
    ['without a kind', '{"name":"/prod/x"}'],
    ['whose kind is no text', '{"kind":{}}'],
    ['of NUL bytes, as a power cut leaves them', '\0\0\0\0'],
    ['with an end that is none', '{"kind":"end"}\u2028'],
  ])('with a line %s is told with its number, and stays as it is', (_, line) => {
    const text = `{"kind":"undone"}\n${line}\n{"kind":"end"}\n`;
    const folder = withJournal(text);
    expect(() => openJournal(folder)).toThrowError(
      expect.objectContaining({
        name: 'UserError',
        kind: 'incomplete',
        message: 'line 2 of the journal cannot be read',
      }),
    );
    expect(readFileSync(join(folder, 'journal.jsonl'), 'utf8')).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['half a line', '{"kind":"beg'],
    ['lines of no run', '{"kind":"end"}\n{"kind":"undone"}\n'],
    ['the way back to a run that is not there', '{"kind":"back","run":"x"}\n{"kind":"end"}\n'],
  ])('of %s has no run', (_, text) => {
    const journal = openJournal(withJournal(text));
    expect(journal.entries).toEqual([]);
    expect(journal.runs).toEqual([]);
    journal.close();
  });
});
