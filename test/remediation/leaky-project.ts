/** A small project with generated credentials, and what a fix leaves of it. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { chmodSync, cpSync, existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expandTemplate } from '../../src/catalogue/template.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { needlesOf } from './oracle/needles.ts';
import { openWatch } from './oracle/watch.ts';
import { createRepository, openTestRepository, temporaryFolder } from '../fixtures/repository.ts';
import type { TestRepository } from '../fixtures/repository.ts';
import { unleak, unleakMeanwhile } from '../cli/session.ts';
import type { Session } from '../cli/session.ts';

export interface LeakyProject {
  readonly repository: TestRepository;
  readonly values: readonly string[];
  /** As committed, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** No AWS of the machine's, and no advice of the SDK's about this Node. */
export const quietAws = {
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PROFILE: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_ENDPOINT_URL: '',
};

Object.assign(process.env, quietAws);

/** A module with a byte order mark, CRLF and its own mode; a CommonJS one; one value in both, one in a URL. */
export function createLeakyProject(): LeakyProject {
  const seed = randomUUID();
  const stripe = expandTemplate('sk_live_{an:24}', `${seed}1`);
  const password = expandTemplate('{an:20}', `${seed}2`);
  const values = [stripe, password];
  const files = {
    'pay.mjs': `\ufeff// pays\r\nconst stripeKey = "${stripe}";\r\n\r\nexport const key = stripeKey;\r\n`,
    'lib/db.cjs': `const url = 'postgres://app:${password}@db.acme.io:5432/orders';\nconst stripeKey = '${stripe}';\nmodule.exports = { url, stripeKey };\n`,
    'readme.txt': 'nothing\n',
  };
  const repository = createRepository();
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  chmodSync(join(repository.path, 'pay.mjs'), 0o755);
  repository.commit('one');
  return { repository, values, files };
}

/** The same project in a folder of its own. */
export function copyProject({ repository, ...rest }: LeakyProject): LeakyProject {
  const path = join(temporaryFolder(), 'repo');
  cpSync(repository.path, path, { recursive: true });
  return { repository: openTestRepository(path), ...rest };
}

/** Every run is watched: no value gets out of it. */
export function run(project: LeakyProject, args: readonly string[], env: Record<string, string> = {}): Session {
  const { repository, values } = project;
  const watch = openWatch({ root: findTop(repository), values, env });
  const session = unleak(args, { cwd: repository.path, env: { ...quietAws, ...watch.env } });
  expect(watch.findLeaks(session)).toEqual([]);
  return session;
}

/** A run may begin in a folder of the project: its files are those of the whole. */
function findTop({ git, path }: LeakyProject['repository']): string {
  try {
    return git('rev-parse', '--show-toplevel');
  } catch {
    return path;
  }
}

/** The same for a program that talks to a server of this process. */
export async function runMeanwhile(
  { repository, values }: LeakyProject,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Session> {
  const watch = openWatch({ root: repository.path, values, env });
  const session = await unleakMeanwhile(args, { cwd: repository.path, env: { ...quietAws, ...watch.env } });
  expect(watch.findLeaks(session)).toEqual([]);
  return session;
}

/** All files that are tracked, staged or not, by path: mode, content, and whether they differ from HEAD. */
export function snapshot({ repository }: LeakyProject): string {
  const paths = repository.git('ls-files', '--cached', '--others').split('\n').toSorted();
  const bytes = paths.map((path) =>
    lstatSync(join(repository.path, path), { throwIfNoEntry: false })?.isFile() === true
      ? readFileSync(join(repository.path, path), 'base64')
      : 'no file',
  );
  return JSON.stringify([paths, bytes, repository.git('ls-files', '--stage'), repository.git('status', '--porcelain')]);
}

export interface StoredSecret {
  readonly name: string;
  readonly deleted: boolean;
  readonly versions: number;
}

/** What the project's local store holds. */
export async function listStored({ repository }: LeakyProject): Promise<readonly StoredSecret[]> {
  const data = join(repository.path, '.git/unleak/secrets');
  if (!existsSync(data)) return [];
  const emulator = await startEmulator({ data });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SecretsManagerClient({ endpoint: emulator.url, region: 'us-east-1', credentials });
  try {
    const { SecretList = [] } = await client.send(new ListSecretsCommand({ IncludePlannedDeletion: true }));
    return SecretList.map(({ Name = '', DeletedDate, SecretVersionsToStages = {} }) => ({
      name: Name,
      deleted: DeletedDate !== undefined,
      versions: Object.keys(SecretVersionsToStages).length,
    })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    client.destroy();
    await emulator.stop();
  }
}

/** Every form of a value that a leak could have. */
export function formsOf(value: string): readonly string[] {
  return needlesOf(value).map(([, text]) => text);
}

/** Everything in a git folder's own place for unleak, as one text. */
export function workspaceText({ repository }: LeakyProject): string {
  const folder = join(repository.path, '.git/unleak');
  return execFileSync('sh', ['-c', 'cat "$0"/journal.jsonl', folder], { encoding: 'latin1' });
}
