/** Objects that git itself would not write: circles, names that pass for folders, folders without end. A sweep ends, and tells what it could not see. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { idOf, writePack } from '../../fixtures/handmade-pack.ts';
import { createRepository, type TestRepository } from '../../fixtures/repository.ts';
import { fill } from '../../fixtures/scan-text.ts';
import { printReport, sweepReport, type SweepReport } from '../../fixtures/sweep-report.ts';

const value = fill('sk_live_{an:24}');
const signed = 'author A <a@b.c> 1700000000 +0000\ncommitter A <a@b.c> 1700000000 +0000\n\nforged\n';
const [one, two] = ['a'.repeat(40), 'b'.repeat(40)] as const;

/** Paths of the one value in it. */
async function sweepPaths(repository: TestRepository): Promise<{ paths: readonly string[]; report: SweepReport }> {
  const report = await sweepReport(repository.path, 'packs');
  return { paths: report.located.flatMap(({ locations }) => locations.map(({ path }) => path)), report };
}

function createVictim(): { repository: TestRepository; blob: string } {
  const repository = createRepository();
  repository.commit('one', { 'a.txt': `${value}\n` });
  return { repository, blob: repository.git('rev-parse', 'HEAD:a.txt') };
}

/** An object in a file of its own; its id is what it is said to be. */
function forge(
  { path }: TestRepository,
  { oid, type, content }: Record<'oid' | 'type', string> & { content: Uint8Array | string },
): void {
  const folder = join(path, '.git/objects', oid.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  const body = Buffer.from(content);
  writeFileSync(
    join(folder, oid.slice(2)),
    deflateSync(Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body])),
  );
}

function entry(mode: string, name: string, oid: string): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
}

/** The branch `odd` with one commit of this tree. */
function commitTree(repository: TestRepository, tree: string): void {
  repository.git('update-ref', 'refs/heads/odd', repository.git('commit-tree', '-m', 'odd', tree));
}

describe('ids that are not those of what they name', () => {
  it('a tree that contains itself is a gap, and no endless walk', async () => {
    const { repository, blob } = createVictim();
    const content = Buffer.concat([entry('100644', 'f', blob), entry('40000', 'sub', one)]);
    forge(repository, { oid: one, type: 'tree', content });
    forge(repository, { oid: two, type: 'commit', content: `tree ${one}\n${signed}` });
    repository.write('.git/refs/heads/odd', `${two}\n`);
    const { paths, report } = await sweepPaths(repository);
    expect(paths).toContain('a.txt');
    expect(report.skipped).toContainEqual({
      what: two,
      why: expect.stringMatching(/^its files cannot all be listed: /),
    });
  });

  it('commits that are one another’s parents are as old as they say', async () => {
    const { repository, blob } = createVictim();
    for (const [oid, parent, name] of [
      [one, two, 'f'],
      [two, one, 'g'],
    ] as const) {
      const input = `100644 blob ${blob}\t${name}\n`;
      const tree = repository.run(['mktree'], { input }).toString().trim();
      forge(repository, { oid, type: 'commit', content: `tree ${tree}\nparent ${parent}\n${signed}` });
    }
    repository.write('.git/refs/heads/odd', `${one}\n`);
    const { paths } = await sweepPaths(repository);
    expect(paths.toSorted()).toEqual(['a.txt', 'f', 'g']);
  });

  it('tags that are one another’s targets are a gap', async () => {
    const { repository } = createVictim();
    for (const [oid, target] of [
      [one, two],
      [two, one],
    ] as const)
      forge(repository, {
        oid,
        type: 'tag',
        content: `object ${target}\ntype tag\ntag t\ntagger A <a@b.c> 1700000000 +0000\n\nforged\n`,
      });
    repository.write('.git/refs/tags/t', `${one}\n`);
    const { paths, report } = await sweepPaths(repository);
    expect(paths).toEqual(['a.txt']);
    expect(report.skipped).not.toEqual([]);
  });
});

describe.each(['in files of their own', 'in a pack'])('trees that anybody can push, %s', (form) => {
  const pack = (repository: TestRepository): void => {
    if (form === 'in a pack') repository.git('repack', '-adq');
  };

  it.each(['x/', '/', 'x/y'])('a file called %s is a file', async (name) => {
    const { repository, blob } = createVictim();
    const input = entry('100644', name, blob);
    const tree = repository.run(['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'], { input });
    commitTree(repository, tree.toString().trim());
    pack(repository);
    const { paths, report } = await sweepPaths(repository);
    expect(paths).toEqual(['a.txt', name]);
    expect(printReport(report)).toBe(printReport(await sweepReport(repository.path, 'git')));
  });
});

it('folders may be nested deeper than functions can call themselves', async () => {
  const { repository, blob } = createVictim();
  const depth = 20_000;
  let tree = entry('100644', 'f', blob);
  const trees = [tree];
  while (trees.length <= depth) trees.push((tree = entry('40000', 's', idOf('tree', tree))));
  repository.run(['index-pack', '--stdin'], { input: writePack(trees.map((content) => ({ type: 'tree', content }))) });
  commitTree(repository, idOf('tree', tree));
  const { paths } = await sweepPaths(repository);
  expect(paths).toEqual(['a.txt', `${'s/'.repeat(depth)}f`]);
});
