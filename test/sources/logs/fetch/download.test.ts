/** Downloads from a service that has no measure: lists without end, logs without end, logs that still grow, a disk that refuses. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, type ServiceClient } from '../../../../src/sources/logs/fetch/client.ts';
import { downloadLogs } from '../../../../src/sources/logs/fetch/download.ts';
import { nextLink, readPages } from '../../../../src/sources/logs/fetch/pages.ts';
import type { LogItem } from '../../../../src/sources/logs/fetch/service.ts';
import { type Answer, type CiService, type SeenRequest, serveCi } from '../../../fixtures/ci-service.ts';
import { temporaryFolder } from '../../../fixtures/repository.ts';

const services: CiService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

async function serve(answer: (request: SeenRequest, service: CiService) => Answer | undefined): Promise<{
  service: CiService;
  client: ServiceClient;
}> {
  const service = await serveCi({ answer });
  services.push(service);
  return { service, client: createClient({ base: service.base, headers: {}, note: () => {} }) };
}

async function* itemsOf(...items: readonly LogItem[]): AsyncGenerator<LogItem> {
  yield* items;
}

const log = (id: string, more: Partial<LogItem> = {}): LogItem => ({ id, path: `${id}/log`, url: `/${id}`, ...more });
const progress = (): void => {};

describe('a list', () => {
  const pageOf = ({ url }: SeenRequest): number => Number(/\d+$/.exec(url)?.[0]);
  const to = (base: string, page: number): Answer['headers'] => ({ link: `<${base}/list/${page}>; rel="next"` });

  async function readAll(
    answer: (request: SeenRequest, service: CiService) => Answer,
    most = 50,
  ): Promise<{ entries: unknown[]; requests: number; error: unknown }> {
    const { service, client } = await serve(answer);
    const entries: unknown[] = [];
    let error: unknown;
    try {
      for await (const each of readPages(client, { first: '/list/1', next: nextLink, most })) entries.push(each);
    } catch (thrown) {
      error = thrown;
    }
    return { entries, requests: service.seen.length, error };
  }

  it('ends with its last page, and may have empty ones between', async () => {
    const contents: Record<number, number[]> = { 1: [1, 2], 2: [], 3: [], 4: [3] };
    const { entries, error } = await readAll((request, { base }) => {
      const page = pageOf(request);
      return { body: contents[page], headers: page < 4 ? { ...to(base, page + 1) } : {} };
    });
    expect([entries, error]).toEqual([[1, 2, 3], undefined]);
  });

  it.each<[string, (request: SeenRequest, service: CiService) => Answer, { entries: unknown[]; requests: number }]>([
    [
      'whose page leads to itself',
      (_, { base }) => ({ body: [1], headers: { ...to(base, 1) } }),
      { entries: [1], requests: 2 },
    ],
    [
      'of two pages that lead to each other',
      (request, { base }) => ({ body: [pageOf(request)], headers: { ...to(base, 3 - pageOf(request)) } }),
      { entries: [1, 2], requests: 3 },
    ],
    [
      'that gives the same for each new address',
      (request, { base }) => ({ body: [1, 2], headers: { ...to(base, pageOf(request) + 1) } }),
      { entries: [1, 2], requests: 2 },
    ],
    [
      'of empty pages that lead to each other',
      (request, { base }) => ({ body: [], headers: { ...to(base, 3 - pageOf(request)) } }),
      { entries: [], requests: 4 },
    ],
  ])('%s leads in circles: what it held counts', async (_, answer, expected) => {
    const { entries, requests, error } = await readAll(answer);
    expect({ entries, requests }).toEqual(expected);
    expect(error).toMatchObject({ kind: 'remote', message: "the service's list leads in circles" });
  });

  it('that always has something new ends after the pages that there may be', async () => {
    const { entries, error } = await readAll(
      (request, { base }) => ({ body: [pageOf(request)], headers: { ...to(base, pageOf(request) + 1) } }),
      20,
    );
    expect(entries).toHaveLength(20);
    expect(error).toMatchObject({ kind: 'remote', message: "the service's list goes on after 20 pages" });
  });
});

describe('a log', () => {
  const largest = 2 ** 20;

  it.each([
    ['that tells its length', {}],
    ['that does not', { 'transfer-encoding': 'chunked' }],
  ])('larger than there may be, %s, is a gap and leaves nothing on the disk; the others go on', async (_, headers) => {
    const { client } = await serve(({ url }) => ({
      body: Buffer.alloc(url === '/a' ? 3 * largest : 10, 'x'),
      headers,
    }));
    const folder = join(temporaryFolder(), 'state');
    const { files, skipped } = await downloadLogs({
      ...{ client, folder, progress, largest },
      items: itemsOf(log('a'), log('b')),
    });
    expect(files.map(({ file }) => file)).toEqual(['b/log']);
    expect(skipped).toEqual([{ what: 'a/log', why: expect.stringContaining('larger than 1 MB') as string }]);
    expect(readdirSync(join(folder, 'a'))).toEqual([]);
  });

  it.each<[string, string, Answer, RegExp]>([
    ['a page to sign in', 'a/console.log', { body: '<html>', headers: { 'content-type': 'text/html' } }, /a page/],
    ['text for an archive', 'a/attempt-1.zip', { body: 'moved\n' }, /no archive/],
    ['nothing for an archive', 'a/attempt-1.zip', { body: '' }, /no archive/],
  ])('that is %s is a gap', async (_, path, answer, why) => {
    const { client } = await serve(() => answer);
    const items = itemsOf(log('a', { path }));
    const { files, skipped } = await downloadLogs({ client, folder: temporaryFolder(), progress, items });
    expect([files, skipped]).toEqual([[], [{ what: path, why: expect.stringMatching(why) as string }]]);
  });

  it('that is a page by its own name is one', async () => {
    const { client } = await serve(() => ({ body: '<html>', headers: { 'content-type': 'text/html; charset=utf-8' } }));
    const items = itemsOf(log('a', { path: '7/artifacts/0123456789ab-report.html' }));
    const { files, skipped } = await downloadLogs({ client, folder: temporaryFolder(), progress, items });
    expect([files.length, skipped]).toEqual([1, []]);
  });

  it('of just that size is whole', async () => {
    const { client } = await serve(() => ({ body: Buffer.alloc(largest, 'x') }));
    const folder = temporaryFolder();
    const { skipped } = await downloadLogs({ client, folder, progress, largest, items: itemsOf(log('a')) });
    expect(skipped).toEqual([]);
    expect(readFileSync(join(folder, 'a/log'))).toHaveLength(largest);
  });

  it('of a job that has not ended is scanned as far as it goes, is a gap, and is fetched again', async () => {
    let text = 'first\n';
    const { client } = await serve(() => ({ body: text }));
    const folder = temporaryFolder();
    const first = await downloadLogs({ client, folder, progress, items: itemsOf(log('a', { goesOn: true })) });
    expect(first).toMatchObject({ files: [{ file: 'a/log' }], skipped: [{ what: 'a/log' }] });
    expect(first.skipped[0]?.why).toContain('has not ended: only what it had printed');
    text = 'first\nsecond\n';
    const second = await downloadLogs({ client, folder, progress, items: itemsOf(log('a')) });
    expect(second).toMatchObject({ files: [{ file: 'a/log' }], skipped: [] });
    expect(readFileSync(join(folder, 'a/log'), 'utf8')).toBe(text);
  });

  it('that does not exist yet, as its job has not ended, is not told to be deleted', async () => {
    const { client } = await serve(() => undefined);
    const folder = temporaryFolder();
    const { skipped } = await downloadLogs({ client, folder, progress, items: itemsOf(log('a', { goesOn: true })) });
    expect(skipped).toEqual([{ what: 'a/log', why: 'its job has not ended, and the service does not give it yet' }]);
  });
});

it('a list without an end is a gap: what it had named until then is there', async () => {
  const { client } = await serve(({ url }, { base }) =>
    url === '/list' ? { body: ['a'], headers: { link: `<${base}/list>; rel="next"` } } : { body: 'ok\n' },
  );
  async function* items(): AsyncGenerator<LogItem> {
    for await (const id of readPages(client, { first: '/list', next: nextLink })) yield log(String(id));
  }
  const { files, skipped } = await downloadLogs({ client, folder: temporaryFolder(), progress, items: items() });
  expect(files.map(({ file }) => file)).toEqual(['a/log']);
  expect(skipped).toEqual([{ what: 'the list of logs', why: expect.stringContaining('leads in circles') as string }]);
});

it('a disk that refuses ends it with what to do, and keeps what is there', async () => {
  const { client, service } = await serve(() => ({ body: 'ok\n' }));
  const folder = temporaryFolder();
  // A file where a folder is to be made.
  writeFileSync(join(folder, 'b'), '');
  await expect(downloadLogs({ client, folder, progress, items: itemsOf(log('a'), log('b')) })).rejects.toMatchObject({
    name: 'UserError',
    kind: 'incomplete',
    message: expect.stringMatching(/cannot keep b\/log/),
  });
  expect(existsSync(join(folder, 'a/log'))).toBe(true);
  const before = service.seen.length;
  await downloadLogs({ client, folder, progress, items: itemsOf(log('a')) });
  expect(service.seen).toHaveLength(before);
});
