/** Proves fix and rotate against moto: the same flow as on the embedded server, and the access key through IAM and STS. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandTemplate } from '../../../src/catalogue/template.ts';
import { isolatedEnvironment } from '../../fixtures/isolated-environment.ts';
import { offlineAws } from '../../fixtures/offline-aws.ts';
import { conclude, prove } from '../claims.ts';
import { credentials, must, runFixFlow } from './fix-flow.ts';
import { killAndResume, openIamWorld, rotateAndBack, rotateThrough } from './iam-flow.ts';
import type { IamWorld } from './iam-flow.ts';
import { startEmbedded, startMoto } from './servers.ts';
import type { Server } from './servers.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const folder = mkdtempSync(join(tmpdir(), 'unleak-moto-flow-proof-'));
const servers: Server[] = [];
const env = {
  ...isolatedEnvironment(folder),
  ...offlineAws,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
};

try {
  const moto = await prove('moto runs', async () => keep(await startMoto(folder, env)));
  const embedded = await prove('so does the embedded server', async () => keep(await startEmbedded(env)));
  if (moto !== undefined && embedded !== undefined) await proveAll(moto, embedded);
} finally {
  for (const server of servers) server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
conclude('moto-flow');

async function proveAll(moto: Server, embedded: Server): Promise<void> {
  const seed = randomUUID();
  const values = {
    stripe: expandTemplate('sk_live_{an:24}', `${seed}1`),
    password: expandTemplate('{an:20}', `${seed}2`),
  };
  const flow = (server: Server, name: string) => runFixFlow(server, { folder: join(folder, name), env, ...values });
  const reference = await prove('fix: plan, apply, resume from every line and undo on the embedded server', () =>
    flow(embedded, 'embedded'),
  );
  await prove('fix: the same on moto, to the same files, secrets and tags', async () => {
    const seen = await flow(moto, 'moto');
    must('both have left the same', JSON.stringify(seen) === JSON.stringify(reference));
  });
  const onMoto = (act: (world: IamWorld) => Promise<boolean | void>) => async (): Promise<boolean | void> => {
    const world = await openIamWorld(moto, folder, env);
    return act(world).finally(world.close);
  };
  await prove(
    'rotate: a new access key is stored, checked and current, the old one inactive, then deleted',
    onMoto(rotateThrough),
  );
  await prove('rotate: undo makes the old key active again, and the new one is gone', onMoto(rotateAndBack));
  await prove('rotate: killed at every line of the journal, resume completes it and leaves no orphan', async () => {
    let line = 1;
    while ((await onMoto((world) => killAndResume(world, line))()) === true) line++;
    must('there were lines to die at', line > 8);
  });
}

function keep(server: Server): Server {
  servers.push(server);
  return server;
}
