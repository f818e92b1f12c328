/** `unleak logs`: fetches the logs of a CI service, scans them, and on request deletes those in which something was found. */
import type { Command, CommandContext } from '../command.ts';
import { UserError } from '../errors.ts';
import type { GivenFlags } from '../flags.ts';
import { createClient } from '../sources/logs/fetch/client.ts';
import type { ServiceClient } from '../sources/logs/fetch/client.ts';
import { downloadLogs, removeDownloads } from '../sources/logs/fetch/download.ts';
import type { Downloads } from '../sources/logs/fetch/download.ts';
import type { LogRequest, LogService } from '../sources/logs/fetch/service.ts';
import { logServices } from '../sources/logs/fetch/services.ts';
import type { Source } from '../types.ts';
import { deleteLogs } from './logs/delete.ts';
import { stateFolder } from './logs/state-folder.ts';
import { createProgress } from './progress.ts';
import { scanAndReport } from './scan.ts';
import { placesHere } from './source.ts';

export const logs: Command = {
  async run(context) {
    if (context.paths[0] === 'harden')
      return (await import('./logs/harden.ts')).hardenJobs(context, context.paths.slice(1));
    const { service, request } = readRequest(context);
    const client = openClient(service, context);
    const folder = stateFolder({ service: service.id, base: baseOf(service, context), request }, context);
    const progress = createProgress(() => context.given.quiet !== true && context.interactive());
    const downloads = await downloadLogs({
      client,
      items: service.list(client, request),
      folder,
      progress: (done) => progress.report(done, undefined, 'files'),
    }).finally(progress.stop);
    if (downloads.files.length + downloads.skipped.length === 0) context.note('the service lists no logs for that');
    const places = placesHere(context.cwd);
    const source = await openDownloads(folder, downloads, places.top);
    const { report, code } = await scanAndReport(context, { ...places, source, whole: false });
    const deletion =
      context.given.delete === true ? await deleteLogs({ report, downloads, service, client, context }) : code;
    removeDownloads(folder);
    return Math.max(code, deletion);
  },
};

function readRequest({ given, paths }: CommandContext): { service: LogService; request: LogRequest } {
  const [name = '', target = '', ...rest] = paths;
  const service = logServices.find(({ id }) => id === name);
  if (service === undefined) {
    const known = logServices.map(({ id }) => id).join(', ');
    throw new UserError('usage', name === '' ? 'logs needs a CI service' : `unknown CI service ${name}`, {
      hint: `one of ${known}`,
    });
  }
  if (rest.length > 0 || !service.isTarget.test(target) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(target))
    throw new UserError('usage', `${service.title} needs one project, written ${service.target}`);
  if ((given.run === undefined) === (given.since === undefined))
    throw new UserError('usage', 'say which logs: --run ID or --since DATE, one of them');
  if (given.run !== undefined && !/^[\w-]{1,64}$/.test(given.run))
    throw new UserError('usage', '--run takes the id of one run');
  if (given.apply === true && given.delete !== true) throw new UserError('usage', '--apply needs --delete here');
  const artifacts = given.artifacts ?? false;
  return { service, request: { target, artifacts, run: given.run, since: parseSince(given) } };
}

const hours: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168 };

/** A date as JavaScript reads it, or `3d`, `12 hours ago`, `2 weeks`. */
function parseSince({ since }: GivenFlags): Date | undefined {
  if (since === undefined) return undefined;
  const [, count, unit] = /^(\d{1,4})\s*(h|d|w)(?:ours?|ays?|eeks?)?(?:\s+ago)?$/.exec(since) ?? [];
  const date =
    count === undefined
      ? new Date(since)
      : new Date(Date.now() - Number(count) * (hours[unit ?? 'd'] ?? 24) * 3_600_000);
  if (Number.isNaN(date.getTime()))
    throw new UserError('usage', `--since takes a date such as 2026-01-31, or 7d, not ${since}`);
  return date;
}

function baseOf(service: LogService, { given }: CommandContext): string {
  const fromJob = service.baseVariables
    .map((name) => process.env[name])
    .find((value) => value !== undefined && value !== '');
  const base = given['base-url'] ?? fromJob ?? service.base;
  if (base !== undefined) return base;
  throw new UserError('usage', `${service.title} has no public address`, {
    hint: `name yours with --base-url or in ${service.baseVariables.join(' or ')}`,
  });
}

/** The token comes from the environment only: arguments are in the list of processes and in the shell's history. */
function openClient(service: LogService, context: CommandContext): ServiceClient {
  const token = service.tokenVariables
    .map((name) => process.env[name])
    .find((value) => value !== undefined && value !== '');
  if (token === undefined)
    throw new UserError('usage', `${service.title} needs a token`, {
      hint: `set ${service.tokenVariables.join(' or ')}`,
    });
  return createClient({
    base: baseOf(service, context),
    headers: service.authorize(token, process.env),
    note: context.note,
  });
}

/** Logs that could not be had are gaps of the scan. */
async function openDownloads(folder: string, { files, skipped }: Downloads, repository: string): Promise<Source> {
  const { logsSource } = await import('../sources/logs.ts');
  const names = files.map(({ file }) => file);
  const source = logsSource({ root: folder, names, stdin: async function* () {}, repository });
  return {
    ...source,
    chunks(context) {
      for (const { what, why } of skipped) context.skip(what, why);
      return source.chunks(context);
    },
  };
}
