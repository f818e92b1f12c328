/** The rotation of an access key against moto's IAM, STS and Secrets Manager: through, back, and from every line of the journal. */
import { join } from 'node:path';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createProject, killAt } from './project.ts';
import type { Project } from './project.ts';
import { credentials, must } from './fix-flow.ts';
import type { Server } from './servers.ts';

const rotate = ['rotate', '--apply', '--deployed', '--overlap', '0', '--timeout', '3'];
const user = 'deploy';

export interface IamWorld {
  readonly project: Project;
  readonly leaked: { readonly id: string; readonly secret: string };
  /** `Active` or `Inactive`, by id. */
  keys(): Promise<ReadonlyMap<string, string>>;
  stored(): Promise<readonly string[]>;
  close(): void;
}

let count = 0;

/** A user whose key leaked; a fix has moved it into the store, and is committed. */
export async function openIamWorld(server: Server, folder: string, env: NodeJS.ProcessEnv): Promise<IamWorld> {
  await server.reset();
  const options = { endpoint: server.url, region: 'us-east-1', credentials };
  const [iam, secrets] = [new IAMClient(options), new SecretsManagerClient(options)];
  await iam.send(new CreateUserCommand({ UserName: user }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: user }));
  const leaked = { id: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' };
  const text = `export const key = { accessKeyId: '${leaked.id}', secretAccessKey: '${leaked.secret}' };\n`;
  const project = createProject(
    join(folder, `iam-${count++}`),
    { ...env, AWS_ENDPOINT_URL: server.url },
    { 'app.mjs': text },
  );
  const { code, out, err } = project.unleak(['fix', '--apply', '--json']);
  must(`fix ends well: ${err}`, code === 0);
  project.git('commit', '-qm', 'fix');
  const { steps } = JSON.parse(out) as { steps: readonly { kind: string; secret: { name: string } }[] };
  const SecretId = steps.find(({ kind }) => kind === 'store')?.secret.name;
  return {
    ...{ project, leaked },
    keys: async () => {
      const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: user }));
      return new Map(AccessKeyMetadata.map(({ AccessKeyId = '', Status = '' }) => [AccessKeyId, Status]));
    },
    stored: async () => {
      const { SecretString = '{}' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
      return Object.values(JSON.parse(SecretString) as Record<string, string>);
    },
    close: () => [iam, secrets].forEach((each) => each.destroy()),
  };
}

/** Two keys, the old one inactive, the new one in the store; then the old one is deleted. */
export async function rotateThrough(world: IamWorld): Promise<void> {
  const { project, leaked } = world;
  const rotated = project.unleak(rotate);
  must(`rotate ends well: ${rotated.err}`, rotated.code === 0);
  await expectRotated(world);
  must('retire ends well', project.unleak(['rotate', '--retire', '--apply']).code === 0);
  const keys = await world.keys();
  must('the old key is gone, the new one is there', !keys.has(leaked.id) && keys.size === 1);
}

export async function rotateAndBack({ project, leaked, keys, stored }: IamWorld): Promise<void> {
  must('rotate ends well', project.unleak(rotate).code === 0);
  const undone = project.unleak(['undo']);
  must(`undo ends well: ${undone.err}`, undone.code === 0);
  const left = await keys();
  must('the old key is active, and alone', left.get(leaked.id) === 'Active' && left.size === 1);
  must('the store gives it', (await stored()).includes(leaked.secret));
}

/** True where the run was killed at that line, and then completed. */
export async function killAndResume(world: IamWorld, line: number): Promise<boolean> {
  if (world.project.unleak(rotate, killAt(line)).code === 0) return false;
  const resumed = world.project.unleak(['resume']);
  must(`resume after line ${line} ends well: ${resumed.err}`, resumed.code === 0);
  await expectRotated(world);
  return true;
}

async function expectRotated({ project, leaked, keys, stored }: IamWorld): Promise<void> {
  const all = await keys();
  const [fresh = '', ...others] = [...all.keys()].filter((id) => id !== leaked.id);
  must('there is no orphan', others.length === 0 && all.size === 2);
  must('the old key is inactive, the new one active', all.get(leaked.id) === 'Inactive' && all.get(fresh) === 'Active');
  const values = await stored();
  must('the store holds the new key', values.includes(fresh) && !values.includes(leaked.secret));
  const journal = project.journal();
  must('the journal holds no value', ![leaked.id, leaked.secret, ...values].some((value) => journal.includes(value)));
}
