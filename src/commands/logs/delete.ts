/** Deletes the logs in which open findings are: tells what it would do, and does it, and looks afterwards, only with --apply. */
import type { CommandContext } from '../../command.ts';
import { exitCodes } from '../../errors.ts';
import { countOf } from '../../report/measure.ts';
import type { ServiceClient } from '../../sources/logs/fetch/client.ts';
import type { Downloads } from '../../sources/logs/fetch/download.ts';
import type { Deletion, LogService } from '../../sources/logs/fetch/service.ts';
import type { ScanReport } from '../../types.ts';

export interface DeletionRequest {
  readonly report: ScanReport;
  readonly downloads: Downloads;
  readonly service: LogService;
  readonly client: ServiceClient;
  readonly context: CommandContext;
}

/** `clean` when there was nothing to do or all of it is done, `remote` when something is still there. */
export async function deleteLogs({ report, downloads, service, client, context }: DeletionRequest): Promise<number> {
  const paths = report.findings
    .filter(({ status }) => status === 'open')
    .flatMap(({ locations }) => locations.map(({ path }) => path));
  if (paths.length === 0) return exitCodes.clean;
  if (service.manualDeletion !== undefined) {
    context.note(service.manualDeletion);
    return exitCodes.remote;
  }
  const deletions = collectDeletions(downloads, paths);
  if (context.given.apply !== true) {
    for (const { what, method } of deletions) context.note(`would delete ${what} (${method})`);
    context.note('nothing has been deleted; --apply does it: rotate first, as whoever read the log keeps what it held');
    return exitCodes.clean;
  }
  let left = 0;
  for (const deletion of deletions) {
    const why = await deleteOne(client, deletion);
    if (why !== undefined) left++;
    context.note(why === undefined ? `deleted ${deletion.what}` : `${deletion.what} is still there: ${why}`);
  }
  if (left > 0) context.note(`${countOf(left, 'log')} could not be deleted`);
  return left === 0 ? exitCodes.clean : exitCodes.remote;
}

/** Each once, in the order of the download. */
function collectDeletions({ files }: Downloads, paths: readonly string[]): Deletion[] {
  const byUrl = new Map<string, Deletion>();
  for (const { item, file } of files) {
    const isHit = paths.some((path) => path === file || path.startsWith(`${file}!`));
    if (isHit && item.deletion !== undefined) byUrl.set(item.deletion.url, item.deletion);
  }
  return [...byUrl.values()];
}

/** Undefined once it is gone. What the service says of itself is not believed: the log is asked for again. */
async function deleteOne(client: ServiceClient, { url, method, proof }: Deletion): Promise<string | undefined> {
  const response = await client.ask(url, method);
  await response.body?.cancel();
  const isRefused = response.status >= 400 && response.status !== 404 && response.status !== 410;
  if (isRefused) return `the service answers ${response.status}`;
  const after = await client.ask(proof);
  const isEmpty = after.ok && (await after.text()) === '';
  if (!after.ok) await after.body?.cancel();
  return isEmpty || after.status === 404 || after.status === 410 ? undefined : 'it can still be read';
}
