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
