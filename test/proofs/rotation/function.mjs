/** A rotation function for one PostgreSQL user, as Lambda would run it: a process a step, the event on standard input. Dies where DIE_AT says. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';

const { Step, SecretId, ClientRequestToken: token } = JSON.parse(readFileSync(0, 'utf8'));
const client = new SecretsManagerClient({});
const steps = { createSecret, setSecret, testSecret, finishSecret };

dieAt('before');
await steps[Step]();
dieAt('after');

async function createSecret() {
  if ((await read({ VersionId: token })) !== undefined) return;
  const old = await read({ VersionStage: 'AWSCURRENT' });
  const SecretString = JSON.stringify({ ...old, password: randomBytes(16).toString('hex') });
  const put = { SecretId, ClientRequestToken: token, SecretString, VersionStages: ['AWSPENDING'] };
  await client.send(new PutSecretValueCommand(put));
}

/** A step may be repeated: the password may be set already. */
async function setSecret() {
  const next = await read({ VersionId: token });
  if (isOpen(next)) return;
  const old = await read({ VersionStage: 'AWSCURRENT' });
  if (old.host !== next.host || !isOpen(old)) throw new Error('the current password does not work');
  psql(old, `ALTER ROLE ${old.username} PASSWORD '${next.password}';\n`);
}

async function testSecret() {
  if (!isOpen(await read({ VersionId: token }))) throw new Error('the new password does not work');
}

async function finishSecret() {
  const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId }));
  const [from] = Object.entries(VersionIdsToStages).find(([, labels]) => labels.includes('AWSCURRENT')) ?? [];
  if (from === token) return;
  const move = { SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: token, RemoveFromVersionId: from };
  await client.send(new UpdateSecretVersionStageCommand(move));
}

async function read(version) {
  try {
    return JSON.parse((await client.send(new GetSecretValueCommand({ SecretId, ...version }))).SecretString);
  } catch (error) {
    if (error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function isOpen(credentials) {
  try {
    psql(credentials, 'SELECT 1;\n');
    return true;
  } catch {
    return false;
  }
}

/** Nothing of it stands in a command line. */
function psql({ host, port, dbname, username, password }, input) {
  const connection = { PGHOST: host, PGPORT: String(port), PGDATABASE: dbname, PGUSER: username, PGPASSWORD: password };
  execFileSync(process.env.PSQL, ['-qAt', '-v', 'ON_ERROR_STOP=1'], {
    input,
    env: { ...connection, PGCONNECT_TIMEOUT: '10' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

function dieAt(moment) {
  if (process.env.DIE_AT === `${Step} ${moment}`) process.kill(process.pid, 'SIGKILL');
}
