/** The store that a fix has filled, served to the programs, with its values changed and taken away. */
import {
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { startEmulator } from '../../../src/emulator/server.ts';
import type { Plan, PlannedSecret } from '../../../src/remediation-types.ts';
import { formNames, forms } from './forms.ts';
import type { Form, FormName } from './forms.ts';

export type FormValues = Readonly<Record<FormName, string>>;

export interface Store {
  /** What a client needs to find it. */
  readonly access: Readonly<Record<string, string>>;
  /** That, and the variables that the plan asks to be set from a secret, as whoever starts the program sets them. */
  environment(): Promise<Readonly<Record<string, string>>>;
  /** Puts a value in the place of each form; gives those that were there. */
  replace(values: FormValues): Promise<Partial<FormValues>>;
  nameOf(form: FormName): string;
  empty(): Promise<void>;
  close(): Promise<void>;
}

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const credentials = { accessKeyId: 'cells', secretAccessKey: 'cells' };

export async function openStore(data: string, leaked: FormValues, plan: Plan): Promise<Store> {
  const emulator = await startEmulator({ data });
  const client = new SecretsManagerClient({ endpoint: emulator.url, region: 'us-east-1', credentials });
  const secrets = plan.steps.flatMap((step) => (step.kind === 'store' ? [step.secret] : []));
  const read = async (name: string): Promise<string> =>
    (await client.send(new GetSecretValueCommand({ SecretId: name }))).SecretString ?? '';
  const places = new Map<FormName, Place>();
  for (const secret of secrets) locate(secret, await read(secret.name), { leaked, places });
  const access = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  return {
    access,
    async environment() {
      const set: Record<string, string> = {};
      for (const [form, { name, key, variable }] of places) {
        const { fromEnvironment }: Form = forms[form];
        if (fromEnvironment === true) set[variable] = pick(await read(name), key);
      }
      return { ...access, ...set };
    },
    async replace(values) {
      const found: Partial<Record<FormName, string>> = {};
      for (const { name } of secrets) {
        let text = await read(name);
        for (const [form, place] of places) {
          if (place.name !== name) continue;
          found[form] = pick(text, place.key);
          text = put(text, place.key, values[form]);
        }
        await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text }));
      }
      return found;
    },
    nameOf: (form) => places.get(form)?.name ?? 'none',
    async empty() {
      for (const { name } of secrets)
        await client.send(new DeleteSecretCommand({ SecretId: name, ForceDeleteWithoutRecovery: true }));
    },
    async close() {
      client.destroy();
      await emulator.stop();
    },
  };
}

interface Place {
  readonly name: string;
  readonly key: string;
  /** That the plan names for it. */
  readonly variable: string;
}

function locate(
  { name, keys, variables }: PlannedSecret,
  text: string,
  { leaked, places }: { readonly leaked: FormValues; readonly places: Map<FormName, Place> },
): void {
  for (const key of Object.keys(keys)) {
    const form = formNames.find((each) => leaked[each] === pick(text, key));
    if (form !== undefined) places.set(form, { name, key, variable: variables[key] ?? '' });
  }
}

function pick(text: string, key: string): string {
  return key === '' ? text : String((JSON.parse(text) as Record<string, unknown>)[key]);
}

function put(text: string, key: string, value: string): string {
  return key === '' ? value : JSON.stringify({ ...(JSON.parse(text) as object), [key]: value });
}
