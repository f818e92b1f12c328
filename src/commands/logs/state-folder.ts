/** Where downloads are kept until they are scanned: one folder for each request, which only its owner may read. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommandContext } from '../../command.ts';
import type { LogRequest } from '../../sources/logs/fetch/service.ts';

export interface FetchKey {
  readonly service: string;
  readonly base: string;
  readonly request: LogRequest;
}

/** The same request has the same folder, so that it goes on where it was stopped; `3 days ago` is the same for an hour. */
export function stateFolder({ service, base, request }: FetchKey, { cwd, given }: CommandContext): string {
  const { target, run, artifacts } = request;
  const since = given.since === undefined ? undefined : request.since?.toISOString().slice(0, 13);
  const key = JSON.stringify([service, base, target, run, since, artifacts]);
  const name = `${service}-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
  const home = process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  return given.state === undefined ? join(home, 'unleak', 'logs', name) : join(resolve(cwd, given.state), name);
}
