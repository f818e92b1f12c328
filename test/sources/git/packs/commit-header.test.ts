/** What is read of a commit's head in one go: the same as what is found when it is taken apart, however it is made. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findParents, findTree, readClock, readHeaderField } from '../../../../src/sources/git/commits.ts';
import { CommitHeader, mostParents } from '../../../../src/sources/git/packs/commit-header.ts';

const id = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 });
const clock = fc
  .tuple(fc.nat(2_000_000_000), fc.constantFrom('+0000', '-0730', '+12', ''))
  .map((parts) => parts.join(' '));
const person = fc.tuple(fc.constantFrom('A B', '', 'Ä <', '1 2'), clock).map(([name, when]) => `${name} <a@b> ${when}`);
const line = fc.oneof(
  id.map((oid) => `tree ${oid}`),
  id.map((oid) => `parent ${oid}`),
  person.map((one) => `author ${one}`),
  person.map((one) => `committer ${one}`),
  fc.constantFrom('encoding latin-1', 'gpgsig x', ' encoding', ' ', '', 'parent 12', 'tree', 'committer', 'text'),
);
const usual = fc
  .tuple(id, fc.array(id, { maxLength: 3 }), person, person, fc.array(line, { maxLength: 4 }))
  .map(([tree, parents, author, committer, rest]) =>
    [
      `tree ${tree}`,
      ...parents.map((oid) => `parent ${oid}`),
      `author ${author}`,
      `committer ${committer}`,
      ...rest,
    ].join('\n'),
  );
const commit = fc
  .tuple(
    fc.oneof(
      usual,
      fc.array(line, { maxLength: 7 }).map((lines) => lines.join('\n')),
    ),
    fc.constantFrom('', '\n', '\n\n', '\n\nsays\n'),
  )
  .map((parts) => Buffer.from(parts.join('')));

const header = new CommitHeader(40);

function readAt(raw: Buffer, from: number): unknown {
  // What stands behind it must not matter.
  header.read(
    Buffer.concat([Buffer.alloc(from, 10), raw, Buffer.from('author x\ncommitter y <z> 1 +0000\nencoding ')]),
    from,
    from + raw.length,
  );
  const idAt = (at: number): string => header.bytes.toString('latin1', at, at + 40);
  const parents = Array.from(header.parents.subarray(0, header.parentCount), idAt);
  return { tree: idAt(header.tree), parents, clock: header.clock, hasEncoding: header.hasEncoding };
}

it('says the same of every commit', () => {
  fc.assert(
    fc.property(commit, fc.nat(9), fc.nat(300), (whole, from, cut) => {
      const raw = cut < 200 ? whole : whole.subarray(0, Math.max(0, whole.length - cut + 200));
      const idAt = (at: number): string => raw.toString('latin1', at, at + 40);
      expect(readAt(raw, from)).toEqual({
        tree: idAt(findTree(raw)),
        parents: Array.from(findParents(raw), idAt),
        clock: readClock(raw, 'committer'),
        hasEncoding: readHeaderField(raw, 'encoding') !== undefined,
      });
    }),
    { numRuns: 3000 },
  );
});

it('counts more parents than it lists', () => {
  const parent = `parent ${'1'.repeat(40)}\n`;
  const people = 'author a <b> 1 +0000\ncommitter a <b> 7 +0000\n\n';
  const raw = Buffer.from(`tree ${'2'.repeat(40)}\n${parent.repeat(mostParents + 1)}${people}`);
  header.read(raw, 0, raw.length);
  expect(header.parentCount).toBe(mostParents + 1);
  expect(header.clock).toBe(7);
});
