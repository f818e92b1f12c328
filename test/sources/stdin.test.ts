import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { stdinSource } from '../../src/sources/stdin.ts';
import { makeZip } from '../fixtures/archives.ts';
import { collect, createContext } from '../fixtures/scan-context.ts';

describe('stdinSource', () => {
  it('reads text under the name it is given', async () => {
    const context = createContext();
    const source = stdinSource({ stream: Readable.from([Buffer.from('ke'), Buffer.from('y\n')]), filename: 'a/b.env' });
    expect(await collect(source.chunks(context))).toEqual([{ path: 'a/b.env', text: 'key\n' }]);
    expect(context.stats).toMatchObject({ files: 1, bytes: 4 });
  });

  it('is called stdin without a name, and has no root', async () => {
    const source = stdinSource({ stream: Readable.from([Buffer.from('x')]) });
    expect(source).toMatchObject({ mode: 'stdin', root: '-' });
    expect((await collect(source.chunks(createContext())))[0]?.path).toBe('stdin');
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16', Buffer.from('\ufeffkey\n', 'utf16le')],
    ['a gzip', gzipSync('key\n')],
  ])('reads %s', async (_, bytes) => {
    const [chunk] = await collect(stdinSource({ stream: Readable.from([bytes]) }).chunks(createContext()));
    expect(chunk?.text).toBe('key\n');
  });

  it('opens a zip', async () => {
    const zip = makeZip([{ name: 'a', content: Buffer.from('one') }]);
    const [chunk] = await collect(stdinSource({ stream: Readable.from([zip]) }).chunks(createContext()));
    expect(chunk).toEqual({ path: 'stdin!a', text: 'one' });
  });

  it('yields nothing for an empty stream', async () => {
    expect(await collect(stdinSource({ stream: Readable.from([]) }).chunks(createContext()))).toEqual([]);
  });

  it('cuts a long stream into segments', async () => {
    const pieces = Array.from({ length: 40 }, () => Buffer.alloc(2 ** 19, 'x'));
    const chunks = await collect(stdinSource({ stream: Readable.from(pieces) }).chunks(createContext()));
    expect(chunks).toHaveLength(3);
    expect(chunks[2]?.start?.column).toBe((chunks[2]?.start?.offset ?? 0) + 1);
  });

  it('scans what came before the stream broke, and says that it broke', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('key\n');
      throw Object.assign(new Error('read'), { code: 'EIO' });
    }
    const context = createContext();
    const chunks = await collect(stdinSource({ stream: broken() }).chunks(context));
    expect(chunks.map(({ text }) => text)).toEqual(['key\n']);
    expect(context.skipped).toEqual([{ what: 'stdin', why: 'reading ended with an error (EIO)' }]);
  });
});
