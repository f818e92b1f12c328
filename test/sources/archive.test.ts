import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { archiveLimits } from '../../src/sources/archive/limits.ts';
import { expandContent, expandStream } from '../../src/sources/archive.ts';
import type { Chunk } from '../../src/types.ts';
import { makeOverlappingZip, makeTar, makeZip } from '../fixtures/archives.ts';
import { collect, createContext, type RecordingContext, type SeenChunk } from '../fixtures/scan-context.ts';

const origin = { via: 'file' } as const;
const text = (content: string): Buffer => Buffer.from(content);

async function expand(
  bytes: Uint8Array,
  { path = 'a', limits = archiveLimits } = {},
): Promise<{ chunks: SeenChunk[]; skipped: RecordingContext['skipped'] }> {
  const context = createContext();
  const chunks = await collect(expandContent({ path, origin, bytes, context, limits }));
  return { chunks, skipped: context.skipped };
}

describe('expandContent of plain content', () => {
  it.each([
    ['text', text('key = value\n'), { text: 'key = value\n' }],
    ['UTF-8 with a mark', text('\ufeffkey'), { text: 'key', start: { offset: 3, line: 1, column: 1 } }],
    ['UTF-16', Buffer.from('\ufeffkey = é\n', 'utf16le'), { text: 'key = é\n' }],
    ['binary content', Buffer.from([0x7f, 1, 2, 0, 0, 3]), { text: '\x7f\x01\x02\0\0\x03', binary: true }],
    ['an xz file', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), { text: '\ufffd7zXZ\0', binary: true }],
  ])('makes one chunk of %s, at once', (_, bytes, chunk) => {
    const chunks = expandContent({ path: 'a', origin, bytes, context: createContext() });
    expect(Array.isArray(chunks)).toBe(true);
    return expect(collect(chunks)).resolves.toEqual([{ path: 'a', ...chunk }]);
  });

  it('hands plain text on without a copy', () => {
    const bytes = text('key = value\n');
    const [chunk] = expandContent({ path: 'a', origin, bytes, context: createContext() }) as readonly Chunk[];
    expect(chunk?.bytes).toBe(bytes);
  });

  it('makes no chunk of nothing', () => {
    expect(expandContent({ path: 'a', origin, bytes: Buffer.alloc(0), context: createContext() })).toEqual([]);
  });

  it('scans 20 MB in memory in segments, although their consumer overwrites the memory', async () => {
    const bytes = Buffer.alloc(20 * 2 ** 20, 'x\n');
    const context = createContext();
    let owned = 0;
    for await (const chunk of expandContent({ path: 'a', origin, bytes, context })) {
      expect(chunk.bytes[0]).not.toBe(0xaa);
      owned += (chunk.owned?.[1] ?? chunk.bytes.length) - (chunk.owned?.[0] ?? 0);
      bytes.fill(0xaa);
    }
    expect(owned).toBe(bytes.length);
  });
});

describe('expandContent of archives', () => {
  const inner = makeZip([{ name: 'deep.txt', content: text('deep') }]);

  it.each<[string, Uint8Array, [string, string][]]>([
    [
      'a zip',
      makeZip([
        { name: 'x/a.txt', content: text('one') },
        { name: 'b', content: text('two'), stored: true },
      ]),
      [
        ['a!x/a.txt', 'one'],
        ['a!b', 'two'],
      ],
    ],
    [
      'a tar',
      makeTar([
        { name: './a.txt', content: text('one') },
        { name: 'b', content: text('two') },
      ]),
      [
        ['a!a.txt', 'one'],
        ['a!b', 'two'],
      ],
    ],
    ['a gzip', gzipSync('one'), [['a', 'one']]],
    ['two gzips, one after the other', Buffer.concat([gzipSync('one'), gzipSync('two')]), [['a', 'onetwo']]],
    ['a tar.gz', gzipSync(makeTar([{ name: 'b', content: text('two') }])), [['a!b', 'two']]],
    ['a zip in a zip', makeZip([{ name: 'in.zip', content: inner }]), [['a!in.zip!deep.txt', 'deep']]],
    [
      'a zip in a tar.gz in a zip',
      makeZip([{ name: 't', content: gzipSync(makeTar([{ name: 'z', content: inner }])) }]),
      [['a!t!z!deep.txt', 'deep']],
    ],
    [
      'a zip with folders and empty files',
      makeZip([
        { name: 'd/', content: text(''), stored: true },
        { name: 'e', content: text(''), stored: true },
      ]),
      [],
    ],
    [
      'a tar with links and folders',
      makeTar([
        { name: 'd/', content: text(''), type: '5' },
        { name: 'l', content: text(''), type: '2' },
        { name: 'f', content: text('f') },
      ]),
      [['a!f', 'f']],
    ],
    [
      'a tar with empty files',
      makeTar([
        { name: 'e', content: text('') },
        { name: 'f', content: text('f') },
      ]),
      [['a!f', 'f']],
    ],
  ])('opens %s', async (_, bytes, expected) => {
    const { chunks, skipped } = await expand(bytes);
    expect(chunks.map((chunk) => [chunk.path, chunk.text])).toEqual(expected);
    expect(skipped).toEqual([]);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\x', 'line\nbreak', '\x1b[31mred', 'a/../../b'])(
    'shows the name %j as it is and opens nothing by it',
    async (name) => {
      const { chunks } = await expand(makeZip([{ name, content: text('x') }]));
      expect(chunks).toEqual([{ path: `a!${name}`, text: 'x' }]);
    },
  );

  it('reads names that are no UTF-8, and cuts long ones', async () => {
    const names = [Buffer.from('j\xfcrgen', 'latin1'), 'n'.repeat(60_000)];
    const { chunks } = await expand(makeZip(names.map((name) => ({ name, content: text('x') }))));
    expect(chunks.map(({ path }) => path)).toEqual(['a!jürgen', `a!${'n'.repeat(1_000)}…`]);
  });

  it('transcodes and classifies members as files', async () => {
    const members = [
      { name: 'u', content: Buffer.from('\ufeffkey', 'utf16le') },
      { name: 'x', content: Buffer.from([0, 1, 2, 0, 0, 0]) },
    ];
    const { chunks } = await expand(makeZip(members));
    expect(chunks).toEqual([
      { path: 'a!u', text: 'key' },
      { path: 'a!x', text: '\0\x01\x02\0\0\0', binary: true },
    ]);
  });

  it('streams a large member in segments', async () => {
    const content = Buffer.alloc(20 * 2 ** 20, randomBytes(4096).toString('base64'));
    const { chunks, skipped } = await expand(
      makeZip([
        { name: 'big', content },
        { name: 'after', content: text('x') },
      ]),
    );
    expect(chunks.map(({ path }) => path)).toEqual(['a!big', 'a!big', 'a!big', 'a!after']);
    expect(chunks[2]?.start).toMatchObject({ line: 1 });
    expect(skipped).toEqual([]);
  });
});

describe('what an archive hides', () => {
  const good = { name: 'good', content: text('good') };
  const tarGz = gzipSync(makeTar([good, { name: 'big', content: randomBytes(100_000) }]));

  it.each<[string, Uint8Array, { what: string; why: string }[], string[]]>([
    [
      'an encrypted member',
      makeZip([{ name: 'e', content: text('x'), flags: 1 }, good]),
      [{ what: 'a!e', why: 'encrypted' }],
      ['a!good'],
    ],
    [
      'an unknown compression',
      makeZip([{ name: 'e', content: text('x'), method: 93 }, good]),
      [{ what: 'a!e', why: 'compression method 93 is not supported' }],
      ['a!good'],
    ],
    [
      'a member that is broken',
      makeZip([{ name: 'e', content: text('x'), raw: Buffer.from([0xff, 0xff, 0xff]) }, good]),
      [{ what: 'a!e', why: 'broken data' }],
      ['a!good'],
    ],
    ['a zip without its end', makeZip([good, good]).subarray(0, 60), [{ what: 'a', why: 'broken zip data' }], ['a']],
    [
      'a zip in a zip without its end',
      makeZip([{ name: 'z', content: makeZip([good]).subarray(0, 40) }, good]),
      [{ what: 'a!z', why: 'broken zip data' }],
      ['a!z', 'a!good'],
    ],
    [
      'a gzip that ends too soon',
      gzipSync(randomBytes(9_000).toString('hex')).subarray(0, 5_000),
      [{ what: 'a', why: 'broken gzip data' }],
      ['a'],
    ],
    [
      'a tar.gz that ends too soon',
      tarGz.subarray(0, 50_000),
      [
        { what: 'a!big', why: 'broken data' },
        { what: 'a', why: 'broken gzip data' },
      ],
      ['a!good', 'a!big'],
    ],
    [
      'a tar that ends too soon',
      makeTar([good, { name: 'b', content: text('b'.repeat(2_000)) }]).subarray(0, 2_500),
      [
        { what: 'a!b', why: 'broken data' },
        { what: 'a', why: 'broken tar data' },
      ],
      ['a!good', 'a!b'],
    ],
  ])('is listed: %s', async (_, bytes, skipped, paths) => {
    const result = await expand(bytes);
    expect(result.skipped).toEqual(skipped);
    expect(result.chunks.map(({ path }) => path)).toEqual(paths);
  });
});

describe('archive bombs', () => {
  const zeros = Buffer.alloc(2 ** 20);

  it('stops at nesting without end', async () => {
    let nested = makeZip([{ name: 'leaf', content: text('x') }]);
    for (let i = 0; i < 9; i++)
      nested = makeZip([
        { name: 'z', content: nested },
        { name: `t${i}`, content: text('t') },
      ]);
    const { chunks, skipped } = await expand(nested);
    expect(skipped).toEqual([{ what: 'a!z!z!z!z!z', why: 'archives nested deeper than 5 are not opened' }]);
    expect(chunks.map(({ path }) => path)).toEqual(['a!z!z!z!z!t4', 'a!z!z!z!t5', 'a!z!z!t6', 'a!z!t7', 'a!t8']);
  });

  it('stops at nested gzip', async () => {
    let nested: Buffer = text('x');
    for (let i = 0; i < 6; i++) nested = gzipSync(nested);
    expect((await expand(nested)).skipped).toEqual([
      { what: 'a', why: 'archives nested deeper than 5 are not opened' },
    ]);
  });

  it.each<[string, Uint8Array]>([
    ['a gzip of zeros', gzipSync(Buffer.alloc(40 * 2 ** 20))],
    ['a gzip of a gzip of zeros', gzipSync(gzipSync(Buffer.alloc(40 * 2 ** 20)))],
    ['a zip of a gzip of zeros', makeZip([{ name: 'z', content: gzipSync(Buffer.alloc(40 * 2 ** 20)) }])],
    ['a tar.gz of zeros', gzipSync(makeTar([{ name: 'z', content: Buffer.alloc(40 * 2 ** 20) }]))],
    ['a zip whose members share their bytes', makeOverlappingZip(zeros, 5_000)],
    [
      'a zip of zips of zeros',
      makeZip([{ name: 'z', content: makeZip(Array.from({ length: 60 }, () => ({ name: 'z', content: zeros }))) }]),
    ],
  ])('stops at the compression ratio of %s', async (_, bytes) => {
    const { skipped } = await expand(bytes);
    expect(skipped.at(-1)).toEqual({
      what: 'a',
      why: 'expands to more than 200 times its size; the rest was not scanned',
    });
    expect(skipped.filter(({ what }) => what === 'a')).toHaveLength(1);
  });

  it('stops at the bytes that one file may expand to, and scans what it had', async () => {
    const noise = randomBytes(3 * 2 ** 20).toString('latin1');
    const { skipped, chunks } = await expand(gzipSync(noise), { limits: { ...archiveLimits, bytes: 2 ** 20 } });
    expect(skipped).toEqual([{ what: 'a', why: 'expands to more than 1 MB; the rest was not scanned' }]);
    expect(chunks).toHaveLength(1);
  });

  it('stops at the number of members, over all levels', async () => {
    const many = Array.from({ length: 8 }, (_, i) => ({ name: `${i}`, content: text('x') }));
    const bytes = makeZip([{ name: 't', content: makeTar(many) }, ...many]);
    const { skipped, chunks } = await expand(bytes, { limits: { ...archiveLimits, members: 12 } });
    expect(skipped).toEqual([{ what: 'a', why: 'has more than 12 members; the rest was not scanned' }]);
    expect(chunks).toHaveLength(11);
  });

  it('stops at the time that one file may take', async () => {
    const { skipped } = await expand(gzipSync('x'), { limits: { ...archiveLimits, seconds: 0 } });
    expect(skipped).toEqual([{ what: 'a', why: 'takes more than 0 seconds to open; the rest was not scanned' }]);
  });

  it('holds no zip in memory that is too large for it', async () => {
    const bytes = makeZip([
      { name: 'z', content: makeZip([{ name: 'n', content: randomBytes(5_000) }]) },
      { name: 't', content: text('t') },
    ]);
    const { skipped, chunks } = await expand(bytes, { limits: { ...archiveLimits, held: 6_000 } });
    expect(skipped).toEqual([]);
    expect(chunks).toHaveLength(2);
    expect((await expand(bytes, { limits: { ...archiveLimits, held: 4_000 } })).skipped).toEqual([
      { what: 'a', why: 'zip data larger than 0 MB' },
    ]);
  });
});

describe('expandStream', () => {
  async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }

  it.each<[string, Uint8Array, number, [string, string][]]>([
    ['text', text('key = value\n'), 5, [['a', 'key = value\n']]],
    [
      'UTF-16 whose characters are cut',
      Buffer.from('\ufeffké\u{1f600}y\n'.repeat(3), 'utf16le').subarray(0),
      3,
      [['a', 'ké\u{1f600}y\n\ufeffké\u{1f600}y\n\ufeffké\u{1f600}y\n']],
    ],
    ['a tar.gz', gzipSync(makeTar([{ name: 'b', content: text('two') }])), 7, [['a!b', 'two']]],
    ['a zip', makeZip([{ name: 'b', content: text('two') }]), 7, [['a!b', 'two']]],
    ['nothing', Buffer.alloc(0), 7, []],
  ])('reads %s piece by piece', async (_, bytes, size, expected) => {
    const chunks = await collect(
      expandStream({ path: 'a', origin, pieces: pieces(bytes, size), context: createContext() }),
    );
    expect(chunks.map(({ path, text: seen }) => [path, seen])).toEqual(expected);
  });

  it('scans what came before an error, then throws it', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield text('before');
      throw new Error('disk on fire');
    }
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { bytes } of expandStream({ path: 'a', origin, pieces: failing(), context: createContext() })) {
        seen.push(Buffer.from(bytes).toString());
      }
    };
    await expect(read()).rejects.toThrow('disk on fire');
    expect(seen).toEqual(['before']);
  });

  it('tells the producer when no more is wanted', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(2 ** 20, 'x');
      } finally {
        closed = true;
      }
    }
    for await (const _ of expandStream({ path: 'a', origin, pieces: endless(), context: createContext() })) break;
    expect(closed).toBe(true);
  });
});
