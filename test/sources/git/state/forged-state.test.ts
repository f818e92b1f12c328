/** A state with a right sum and anything else in it: a sweep is whole then, or is what the state lets it be, but never ends in an exception. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readState } from '../../../../src/sources/git/state/sweep-state.ts';
import { createPlant } from '../../../fixtures/random-history.ts';
import { createRepository, temporaryFolder, type TestRepository } from '../../../fixtures/repository.ts';
import { breakOff, sweepWhole, sweepWithState } from '../../../fixtures/state-sweep.ts';
import { stride } from '../../../fixtures/thorough.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

function createSwept(): { repository: TestRepository; file: string } {
  const repository = createRepository();
  repository.commit('one', { 'a.txt': createPlant('one'), 'b.txt': 'nothing\n' });
  repository.git('repack', '-adq');
  return { repository, file: join(temporaryFolder(), 'state') };
}

/** Each value of the state in turn, as something else. */
function* forge(value: Json, others: readonly Json[]): Generator<Json> {
  for (const other of others) if (typeof other !== typeof value || typeof value !== 'object') yield other;
  if (Array.isArray(value))
    for (const [i, one] of value.entries()) for (const forged of forge(one, others)) yield value.with(i, forged);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value))
      for (const forged of forge(one, others)) yield { ...value, [name]: forged };
}

function writeForged(file: string, json: Json, rest: Uint8Array): void {
  const body = Buffer.concat([Buffer.from(JSON.stringify(json)), rest]);
  writeFileSync(file, Buffer.concat([headOf(body), body]));
}

function headOf(body: string | Uint8Array): Buffer {
  return Buffer.from(`unleak-sweep 4 ${createHash('sha256').update(body).digest('hex')}\n`);
}

/** The ids come behind the JSON. */
function readBody(file: string): { json: Json; rest: Uint8Array } {
  const bytes = readFileSync(file);
  const from = bytes.indexOf(10) + 1;
  const end = bytes.indexOf(10, from);
  const at = end < 0 ? bytes.length : end;
  return { json: JSON.parse(bytes.toString('utf8', from, at)) as Json, rest: bytes.subarray(at) };
}

/** Told at once; a sweep would only tell it later. */
function isUseless(file: string, json: Json): boolean {
  return readState(file, (json as { key: string }).key).kind === 'useless';
}

/** In `npm test` every third: as there are seven others, each comes in turn for each value. */
function* someForged(json: Json): Generator<Json> {
  for (const [at, forged] of [...forge(json, others)].entries()) if (at % stride === 0) yield forged;
}

const others: readonly Json[] = [null, -1, 1e-7, 2 ** 60, '\u0000', [], {}];

describe('a forged state', () => {
  it('of a sweep ends no sweep', async () => {
    const { repository, file } = createSwept();
    await sweepWithState(repository.path, file);
    const whole = await sweepWhole(repository.path);
    const { json, rest } = readBody(file);
    const useless = { ...whole, notes: [`${file}: is damaged; everything is read again`] };
    for (const forged of someForged(json)) {
      writeForged(file, forged, rest);
      const { notes, text } = isUseless(file, json) ? useless : await sweepWithState(repository.path, file);
      if (notes.length > 0) expect(text).toBe(whole.text);
    }
    writeForged(file, { ...(json as object), tips: null }, rest);
    expect(await sweepWithState(repository.path, file)).toMatchObject({ text: useless.text, notes: useless.notes });
  });

  it('of a sweep that was broken off ends no sweep', async () => {
    const { repository, file } = createSwept();
    await breakOff(repository.path, file);
    const { json, rest } = readBody(file);
    for (const forged of someForged(json)) {
      writeForged(file, forged, rest);
      if (isUseless(file, json)) continue;
      expect((await sweepWithState(repository.path, file)).report.scan.mode).toBe('history');
    }
  });

  it.each(['', '{', 'null', '[]', '"swept"', '{"kind":"swept"}'])('that is %j is damaged', async (text) => {
    const { repository, file } = createSwept();
    writeFileSync(file, `${headOf(text).toString()}${text}`);
    const { notes } = await sweepWithState(repository.path, file);
    expect(notes).toEqual([expect.stringMatching(/is damaged/)]);
  });
});
