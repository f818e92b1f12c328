import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createObjectReader, largeSize, type OidBatches } from '../../../src/sources/git/objects.ts';
import { OidTable } from '../../../src/sources/git/oid-table.ts';
import { createRawDiffParser, showPath } from '../../../src/sources/git/raw-diff.ts';
import { createRepository, type TestRepository } from '../../fixtures/repository.ts';

function store(repository: TestRepository, input: Uint8Array): string {
  return repository.run(['hash-object', '-w', '--stdin'], { input }).toString().trim();
}

/** Every answer as text, with its content copied before the next one is asked for. */
async function readAll(repository: TestRepository, batches: OidBatches): Promise<(string | Buffer)[]> {
  const memory = Buffer.alloc(largeSize);
  const reader = createObjectReader(openRepository(repository.path), { inbox: (size) => memory.subarray(0, size) });
  const answers: (string | Buffer)[] = [];
  for await (const object of reader.read(batches)) {
    if ('why' in object) answers.push(object.why);
    else if ('bytes' in object) answers.push(Buffer.from(object.bytes));
    else {
      const pieces: Uint8Array[] = [];
      for await (const piece of object.pieces) pieces.push(Buffer.from(piece));
      answers.push(Buffer.concat(pieces));
    }
  }
  return answers;
}

describe('the object reader', () => {
  it('gives one answer for each id, in their order, whatever the sizes', async () => {
    const repository = createRepository();
    const sizes = [0, 1, 65_535, 3, 65_536, 65_487, 200_000, 7, largeSize, largeSize + 1, 12];
    const contents = sizes.map((size) => randomBytes(size));
    const oids = contents.map((content) => store(repository, content));
    const missing = 'ab'.repeat(20);
    const batches = [[], ...oids.map((oid) => [oid, missing]), []];
    const answers = await readAll(repository, batches);
    const expected = contents.flatMap((content) => [content, 'missing or damaged']);
    expect(answers.length).toBe(expected.length);
    // Not toEqual on all: the report of a difference would be megabytes.
    for (const [i, answer] of answers.entries())
      expect(Buffer.from(answer).equals(Buffer.from(expected[i]!))).toBe(true);
  });

  it('passes over content that nobody took', async () => {
    const repository = createRepository();
    const oids = [store(repository, Buffer.alloc(largeSize + 5)), store(repository, Buffer.from('next'))];
    const reader = createObjectReader(openRepository(repository.path), { inbox: (size) => Buffer.alloc(size) });
    const types: string[] = [];
    for await (const object of reader.read([oids])) types.push('bytes' in object ? String(object.bytes) : 'large');
    expect(types).toEqual(['large', 'next']);
  });

  it('throws what its ids threw, after the answers to those before', async () => {
    const repository = createRepository();
    const oid = store(repository, Buffer.from('x'));
    const seen: unknown[] = [];
    function* failing(): Generator<string[]> {
      yield [oid];
      throw new Error('no more ids');
    }
    const reader = createObjectReader(openRepository(repository.path), { inbox: (size) => Buffer.alloc(size) });
    const all = async (): Promise<void> => {
      for await (const object of reader.read(failing())) seen.push(object.oid);
    };
    await expect(all()).rejects.toThrow('no more ids');
    expect(seen).toEqual([oid]);
  });

  it('can be left early', async () => {
    const repository = createRepository();
    const oids = Array.from({ length: 50 }, (_, i) => store(repository, Buffer.alloc(100_000, i)));
    const reader = createObjectReader(openRepository(repository.path), { inbox: (size) => Buffer.alloc(size) });
    for await (const object of reader.read([oids])) {
      expect(object.oid).toBe(oids[0]);
      break;
    }
  });
});

describe('the id table', () => {
  it.each([40, 64])('keeps ids of %i digits apart, however many', (digits) => {
    const table = new OidTable(digits);
    const oids = Array.from({ length: 20_000 }, () => randomBytes(digits / 2).toString('hex'));
    const numbers = oids.map((oid) => table.addHex(oid));
    expect(new Set(numbers).size).toBe(oids.length);
    expect(oids.map((oid) => table.addHex(oid))).toEqual(numbers);
    expect(numbers.map((number) => table.hex(number))).toEqual(oids);
    expect(table.findHex('0'.repeat(digits))).toBe(0);
    expect(table.findHex(randomBytes(digits / 2).toString('hex'))).toBeUndefined();
    expect(table.findHex('abc')).toBeUndefined();
  });

  it('keeps ids apart that begin alike', () => {
    const table = new OidTable(40);
    const oids = Array.from({ length: 300 }, (_, i) => `deadbeef${'0'.repeat(28)}${i.toString(16).padStart(4, '0')}`);
    expect(new Set(oids.map((oid) => table.addHex(oid))).size).toBe(300);
    expect(oids.map((oid) => table.hex(table.addHex(oid)))).toEqual(oids);
  });
});

describe('the raw diff', () => {
  it('reads the same from pieces of any length', () => {
    const [a, b, c] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];
    const text = Buffer.from(
      `${c}\0:100644 120000 ${a} ${b} T\0one\n:two\0::100644 000000 100755 ${a} ${a} ${b} MA\0\xff\0${a}\0`,
      'latin1',
    );
    for (let size = 1; size <= text.length; size++) {
      const seen: unknown[] = [];
      const parse = createRawDiffParser({
        commit: (oid) => seen.push(oid.toString()),
        entry: ({ header, next, parents, path, status, mode }) =>
          seen.push([header.toString('latin1', next, next + 40), parents, showPath(path), status, mode]),
      });
      for (let at = 0; at < text.length; at += size) parse(text.subarray(at, at + size));
      expect(seen).toEqual([c, [b, 1, 'one\n:two', 'T', '120000'], [b, 2, '\ufffd', 'MA', '100755'], a]);
    }
  });
});
