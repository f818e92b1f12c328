/** Plan, apply, kill and resume, the program, undo: what each leaves, so that two servers can be compared. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createProject, killAt } from './project.ts';
import type { Project } from './project.ts';
import type { Server } from './servers.ts';

export interface FlowOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stripe: string;
  readonly password: string;
}

type Stored = Readonly<
  Record<string, { readonly text: string | undefined; readonly tags: string; readonly deleted: boolean }>
>;

/** What was seen at each point, in order. Throws where a thing is not as it must be on any server. */
export async function runFixFlow(server: Server, options: FlowOptions): Promise<readonly string[]> {
  const { stripe, password } = options;
  const env = { ...options.env, AWS_ENDPOINT_URL: server.url };
  const files = {
    'pay.mjs': `import { createHash } from 'node:crypto';\nconst key = '${stripe}';\nprocess.stdout.write(createHash('sha256').update(key).digest('hex'));\n`,
    'db.cjs': `module.exports = { url: 'postgres://app:${password}@db.acme.io:5432/orders', key: '${stripe}' };\n`,
  };
  let count = 0;
  const open = async (): Promise<Project> => {
    await server.reset();
    return createProject(join(options.folder, `flow-${count++}`), env, files);
  };
  const client = new SecretsManagerClient({ endpoint: server.url, region: 'us-east-1', credentials });
  const seen: string[] = [];
  try {
    const project = await open();
    const before = project.snapshot();
    const plan = project.unleak(['fix', '--json']);
    must('the plan ends well and changes nothing', plan.code === 0 && project.snapshot() === before);
    must('the plan stores nothing', Object.keys(await list(client)).length === 0);
    const applied = project.unleak(['fix', '--apply', '--prove', 'node pay.mjs']);
    must(`apply ends well: ${applied.err}`, applied.code === 0);
    const [fixed, stored] = [project.snapshot(), await list(client)];
    must('no value is left in the source', ![stripe, password].some((value) => fixed.includes(value)));
    const hash = createHash('sha256').update(stripe).digest('hex');
    must('the program has the value from the store', project.node('pay.mjs').out === hash);
    must('undo ends well', project.unleak(['undo']).code === 0);
    must('the files are as they were', project.snapshot() === before);
    const undone = await list(client);
    must(
      'the secrets are scheduled for deletion',
      Object.values(undone).every(({ deleted }) => deleted),
    );
    must('a second apply asks for consent', project.unleak(['fix', '--apply']).code === 4);
    must('and goes on with it', project.unleak(['resume', '--restore']).code === 0);
    must('to the same end', project.snapshot() === fixed && same(await list(client), stored));
    seen.push(withoutArns(plan.out), fixed, JSON.stringify(stored), JSON.stringify(undone));
    seen.push(String(await killEverywhere({ open, client, fixed, stored })));
    return seen;
  } finally {
    client.destroy();
  }
}

interface Killing {
  readonly open: () => Promise<Project>;
  readonly client: SecretsManagerClient;
  readonly fixed: string;
  readonly stored: Stored;
}

/** kill -9 at every line of the journal; how many lines there are. */
async function killEverywhere({ open, client, fixed, stored }: Killing): Promise<number> {
  for (let line = 1; ; line++) {
    const project = await open();
    if (project.unleak(['fix', '--apply'], killAt(line)).code === 0) return line;
    const resumed = project.unleak(['resume']);
    must(`resume after line ${line} ends well: ${resumed.err}`, resumed.code === 0);
    must(`and as without it (line ${line})`, project.snapshot() === fixed && same(await list(client), stored));
  }
}

export const credentials = { accessKeyId: 'proof', secretAccessKey: 'proof' };

async function list(client: SecretsManagerClient): Promise<Stored> {
  const { SecretList = [] } = await client.send(new ListSecretsCommand({ IncludePlannedDeletion: true }));
  const found = SecretList.map(async ({ Name = '', Tags = [], DeletedDate }) => {
    const deleted = DeletedDate !== undefined;
    const text = deleted ? undefined : (await client.send(new GetSecretValueCommand({ SecretId: Name }))).SecretString;
    const tags = Tags.map(({ Key, Value }) => `${Key}=${Value}`).toSorted();
    return [Name, { text, tags: tags.join(), deleted }] as const;
  });
  return Object.fromEntries((await Promise.all(found)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Ends of ARNs are random. */
function withoutArns(text: string): string {
  return text.replaceAll(/-[A-Za-z0-9]{6}"/g, '"');
}

function same(one: Stored, other: Stored): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function must(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`not so: ${what}`);
}
