import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/git.ts';
import { createLooseReader } from '../../../src/sources/git/loose.ts';
import { createRepository, type TestRepository } from '../../fixtures/repository.ts';

describe('the loose reader', () => {
  it('reads what git has just written, and what is packed', async () => {
    const repository = createRepository();
    const packed = addFile(repository, 'packed.txt', 'in a pack');
    repository.git('repack', '-adq');
    const loose = addFile(repository, 'loose.txt', 'on its own');
    expect(await readAll(repository, [packed, loose])).toEqual({ [packed]: 'in a pack', [loose]: 'on its own' });
  });

  it.each<[string, (file: string) => void]>([
    ['is no zlib stream', (file) => writeFileSync(file, 'rubbish')],
    ['has another length than it says', (file) => writeFileSync(file, deflateSync('blob 100\0short'))],
    ['is of no known type', (file) => writeFileSync(file, deflateSync('blub 5\0short'))],
    ['is a folder', (file) => mkdirSync(file)],
    ['is gone', () => {}],
  ])('leaves an object to git that %s, which says that it cannot be read', async (_, damage) => {
    const repository = createRepository();
    const good = addFile(repository, 'good.txt', 'good');
    const bad = addFile(repository, 'bad.txt', 'bad');
    const file = join(repository.path, '.git/objects', bad.slice(0, 2), bad.slice(2));
    chmodSync(dirname(file), 0o755);
    rmSync(file);
    damage(file);
    expect(await readAll(repository, [bad, good])).toEqual({ [bad]: undefined, [good]: 'good' });
  });
});

function addFile(repository: TestRepository, name: string, text: string): string {
  repository.write(name, text);
  repository.git('add', name);
  return repository.git('rev-parse', `:${name}`).trim();
}

/** Texts by id; undefined for what could not be read. */
async function readAll({ path }: TestRepository, oids: readonly string[]): Promise<Record<string, string | undefined>> {
  const texts: Record<string, string | undefined> = {};
  const reader = createLooseReader(openRepository(path), { inbox: (size) => Buffer.alloc(size) });
  for await (const object of reader.read([oids])) {
    texts[object.oid] = 'bytes' in object ? Buffer.from(object.bytes).toString() : undefined;
  }
  return texts;
}
