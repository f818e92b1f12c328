/** A project whose access key a fix has moved into a store, committed; each world is a copy of it with servers of its own. */
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { GetSecretValueCommand, DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startEmulator } from '../../src/emulator/server.ts';
import type { EmulatorOptions } from '../../src/emulator/server.ts';
import { cli } from '../cli/session.ts';
import type { Session } from '../cli/session.ts';
import { connect, openEmulator } from '../emulator/connect.ts';
import { isolatedEnvironment } from '../fixtures/isolated-environment.ts';
import { createRepository, openTestRepository, temporaryFolder } from '../fixtures/repository.ts';
import type { TestRepository } from '../fixtures/repository.ts';
import { openWatch } from '../remediation/oracle/watch.ts';
import { openIam } from './iam-server.ts';
import type { IamServer, StoredKey } from './iam-server.ts';

export interface FixedProject {
  readonly repository: TestRepository;
  /** The emulator's file after the fix. */
  readonly data: string;
  /** Of the store: the name that the fix has chosen. */
  readonly secret: string;
}

export interface World {
  readonly repository: TestRepository;
  readonly iam: IamServer;
  readonly client: SecretsManagerClient;
  readonly secret: string;
  readonly settle: () => Promise<unknown>;
  run(args: readonly string[], env?: Record<string, string>): Promise<Session>;
  /** The current value, or another version's. */
  read(version?: string): Promise<Readonly<Record<string, string>>>;
  labels(): Promise<Readonly<Record<string, readonly string[]>>>;
  journal(): string;
}

/** `admin` is who runs unleak. */
export async function fixProject(text: string, admin: StoredKey): Promise<FixedProject> {
  const repository = createRepository();
  repository.commit('leak', { 'app.mjs': text });
  const data = join(temporaryFolder(), 'secrets');
  const emulator = await startEmulator({ data });
  const env = environment({ emulator: emulator.url, iam: emulator.url, admin });
  const fixed = await start(['fix', '--apply', '--json'], repository.path, env);
  await emulator.stop();
  if (fixed.code !== 0) throw new Error(fixed.err);
  repository.commit('fix');
  const { steps } = JSON.parse(fixed.out) as { steps: { kind: string; secret: { name: string } }[] };
  return { repository, data, secret: steps.find(({ kind }) => kind === 'store')?.secret.name ?? '' };
}

export interface WorldOptions {
  readonly keys: readonly StoredKey[];
  readonly admin: StoredKey;
  readonly rotators?: EmulatorOptions['rotators'];
}

export async function openWorld(project: FixedProject, { keys, admin, rotators }: WorldOptions): Promise<World> {
  const folder = temporaryFolder();
  const path = join(folder, 'repo');
  cpSync(project.repository.path, path, { recursive: true });
  for (const end of ['', '.key']) copyFileSync(`${project.data}${end}`, join(folder, `secrets${end}`));
  const emulator = await openEmulator({ data: join(folder, 'secrets'), ...(rotators && { rotators }) });
  const iam = await openIam([admin, ...keys]);
  const client = connect(emulator.url);
  const SecretId = project.secret;
  return {
    ...{ repository: openTestRepository(path), iam, client, secret: SecretId, settle: () => emulator.settle() },
    run: async (args, env = {}) => {
      const secrets = iam.keys.filter(({ user }) => user !== admin.user).map(({ secret }) => secret);
      const own = { ...environment({ emulator: emulator.url, iam: iam.url, admin }), ...env };
      const watch = openWatch({ root: path, values: secrets, env: own });
      const session = await start(args, path, watch.env);
      const minted = iam.keys.filter(({ user }) => user !== admin.user).map(({ secret }) => secret);
      expect(watch.findLeaks(session, minted)).toEqual([]);
      return session;
    },
    read: async (version) => {
      const found = await client.send(new GetSecretValueCommand({ SecretId, ...(version && { VersionId: version }) }));
      return JSON.parse(found.SecretString ?? '{}') as Record<string, string>;
    },
    labels: async () => (await client.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages ?? {},
    journal: () => readFileSync(join(path, '.git/unleak/journal.jsonl'), 'utf8'),
  };
}

/** Not waited for in this process, whose servers it talks to. */
export function start(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Session> {
  const child = spawn(process.execPath, [cli, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (err += piece.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

const base = isolatedEnvironment(temporaryFolder());

function environment(at: { emulator: string; iam: string; admin: StoredKey }): Record<string, string> {
  return {
    ...base,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: at.emulator,
    AWS_ENDPOINT_URL_IAM: at.iam,
    AWS_ENDPOINT_URL_STS: at.iam,
    AWS_ACCESS_KEY_ID: at.admin.id,
    AWS_SECRET_ACCESS_KEY: at.admin.secret,
    AWS_REGION: 'us-east-1',
    UNLEAK_OVERLAP: '0',
    UNLEAK_TIMEOUT: '5',
  };
}
