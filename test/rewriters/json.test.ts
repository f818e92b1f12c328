/** What becomes of a credential in JSON. */
import { expect, it } from 'vitest';
import { json } from '../../src/rewriters/json.ts';
import { plant } from './plant.ts';

it.each([
  [
    'a setting of .NET',
    'appsettings.json',
    '{\n  // prod\n  "Pay": { "Key": "§", },\n}\n',
    '{\n  // prod\n  "Pay": { "Key": "", },\n}\n',
    'Pay__Key',
  ],
  [
    'a connection string of .NET',
    'src/appsettings.Production.json',
    '{"ConnectionStrings": {"Db": "Server=db;Password=§;"}}',
    '{"ConnectionStrings": {"Db": "Server=db;Password=;"}}',
    'ConnectionStrings__Db',
  ],
  ['a list of .NET', 'appsettings.json', '{"Keys": [{"A": 1}, "§"]}', '{"Keys": [{"A": 1}, ""]}', 'Keys__1'],
  [
    'CloudFormation',
    'stack.template',
    '{"Resources": {"Db": {"Type": "AWS::RDS::DBInstance", "Password": "§"}}}',
    '{"Resources": {"Db": {"Type": "AWS::RDS::DBInstance", "Password": "{{resolve:secretsmanager:/prod/shop/stripe:SecretString:api_key}}"}}}',
    'CloudFormation',
  ],
])('%s', async (_, path, before, after, note) => {
  const { after: result, codes, notes } = await plant(json, { path, before });
  expect(result).toBe(after);
  expect(codes).toEqual([]);
  expect(notes.join()).toContain(note);
});

it.each([
  ['a consumer that is not known', 'config/production.json', '{"key": "§"}', 'no-consumer'],
  ['a remark', 'appsettings.json', '{"a": 1 /* § */}', 'comment'],
  ['a name', 'appsettings.json', '{"§": 1}', 'key'],
  [
    'a task definition',
    'task.json',
    '{"containerDefinitions": [{"environment": [{"name": "K", "value": "§"}]}]}',
    'task-definition',
  ],
  ['a key of a service account', 'gcp.json', '{"type": "service_account", "private_key": "§"}', 'service-account-key'],
  ['a lock file', 'package-lock.json', '{"resolved": "https://u:§@host/"}', 'lock-file'],
])('%s is refused', async (_, path, before, code) => {
  const { codes, edits } = await plant(json, { path, before });
  expect(codes).toEqual([code]);
  expect(edits).toEqual([]);
});

const nodeConfig = { 'package.json': '{"dependencies": {"config": "^5.0.0"}}' };
const overrides = 'config/custom-environment-variables.json';

it('a setting of the package config is overridden from the environment, by a file that says so', async () => {
  const before = '{"crm": {"token": "§", "url": "https://crm.example"}, "__proto__": {"key": "§"}}';
  const { after, codes, companions, notes } = await plant(json, {
    path: 'config/default.json',
    before,
    files: nodeConfig,
  });
  expect(codes).toEqual([]);
  expect(after).toBe(before.replaceAll('§', ''));
  expect(companions).toMatchObject([{ path: overrides, mode: 'create' }]);
  expect(JSON.parse(companions[0]?.text ?? '')).toEqual(
    JSON.parse('{"crm": {"token": "STRIPE_KEY"}, "__proto__": {"key": "STRIPE_KEY"}}'),
  );
  expect(notes.join()).toContain('takes STRIPE_KEY (secret /prod/shop/stripe, key api_key) from the environment');
});

it('a setting that has a variable keeps it', async () => {
  const files = { ...nodeConfig, [overrides]: '{"crm": {"token": "CRM_TOKEN"}}' };
  const path = 'config/production.json';
  const { codes, companions, notes } = await plant(json, { path, before: '{"crm": {"token": "§"}}', files });
  expect({ codes, companions }).toEqual({ codes: [], companions: [] });
  expect(notes.join()).toContain('CRM_TOKEN (secret');
});

it.each([
  ['is not whole', 'config/default.json', '{"crm": "key §"}', nodeConfig],
  ['is an item of a list', 'config/default.json', '{"crm": ["§"]}', nodeConfig],
  ['stands elsewhere', 'data/default.json', '{"crm": "§"}', nodeConfig],
  ['is read by something else', 'config/default.json', '{"crm": "§"}', { 'package.json': '{}' }],
  [
    'would need an entry in a file that exists',
    'config/default.json',
    '{"crm": "§"}',
    { ...nodeConfig, [overrides]: '{}' },
  ],
  [
    'would need an entry in a file of another format',
    'config/default.json',
    '{"crm": "§"}',
    { ...nodeConfig, 'config/custom-environment-variables.yaml': '' },
  ],
])('a setting that %s is left', async (_, path, before, files) => {
  const { after, codes } = await plant(json, { path, before, files });
  expect({ after, codes }).toEqual({ after: before, codes: ['no-consumer'] });
});

it('a setting of dynaconf refers to the environment', async () => {
  const files = { 'requirements.txt': 'boto3\nDynaconf[toml]==3.2\n' };
  const { after } = await plant(json, { path: 'app/settings.json', before: '{"crm": {"token": "§"}}', files });
  expect(after).toBe('{"crm": {"token": "@format {env[STRIPE_KEY]}"}}');
});
