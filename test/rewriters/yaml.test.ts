/** What becomes of a credential in YAML: a reference for a consumer that is known, refused with the step by hand otherwise. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rewriters/yaml.ts';
import { plant } from './plant.ts';

const gemfile = { Gemfile: "gem 'rails'\n", 'requirements.txt': 'dynaconf\n' };

describe('a reference', () => {
  it.each([
    [
      'Spring',
      'src/main/resources/application.yml',
      'db:\n  password: § # prod\n',
      'db:\n  password: ${STRIPE_KEY} # prod\n',
    ],
    ['dynaconf', 'config/settings.yaml', 'prod:\n  key: §\n', 'prod:\n  key: "@format {env[STRIPE_KEY]}"\n'],
    ['Spring, in quotes', 'application-prod.yaml', 'db:\n  password: "§"\n', 'db:\n  password: "${STRIPE_KEY}"\n'],
    [
      'Spring, inside a URL',
      'application.yml',
      'url: jdbc:postgresql://db/shop?password=§&ssl=true\n',
      'url: jdbc:postgresql://db/shop?password=${STRIPE_KEY}&ssl=true\n',
    ],
    ['Spring, between brackets', 'application.yml', 'keys: [a, §]\n', 'keys: [a, "${STRIPE_KEY}"]\n'],
    [
      'Spring, in a map between brackets',
      'application.yml',
      "db: { user: x, password: '§' }\n",
      "db: { user: x, password: '${STRIPE_KEY}' }\n",
    ],
    ['Spring, twice in one scalar', 'application.yml', 'k: §:§\n', 'k: ${STRIPE_KEY}:${STRIPE_KEY}\n'],
    ['Spring, with an anchor', 'application.yml', 'a: &key §\nb: *key\n', 'a: &key ${STRIPE_KEY}\nb: *key\n'],
    ['Spring, the second document', 'application.yml', 'a: 1\n---\nb: §\n', 'a: 1\n---\nb: ${STRIPE_KEY}\n'],
    ['Spring, other line ends', 'application.yml', 'a: 1\r\nb: §\r\n', 'a: 1\r\nb: ${STRIPE_KEY}\r\n'],
    [
      'docker compose',
      'docker-compose.yml',
      'services:\n  a:\n    environment:\n      KEY: §\n',
      'services:\n  a:\n    environment:\n      KEY: ${STRIPE_KEY:?set STRIPE_KEY}\n',
    ],
    [
      'docker compose, as a list',
      'compose.prod.yaml',
      'services:\n  a:\n    environment:\n      - KEY=§\n',
      'services:\n  a:\n    environment:\n      - KEY=${STRIPE_KEY:?set STRIPE_KEY}\n',
    ],
    [
      'serverless',
      'serverless.yml',
      'provider:\n  environment:\n    KEY: §\n',
      'provider:\n  environment:\n    KEY: ${env:STRIPE_KEY}\n',
    ],
    [
      'CloudFormation',
      'stack.yaml',
      'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Db:\n    Properties:\n      Password: §\n',
      'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Db:\n    Properties:\n      Password: "{{resolve:secretsmanager:/prod/shop/stripe:SecretString:api_key}}"\n',
    ],
    [
      'GitHub Actions',
      '.github/workflows/ci.yml',
      'jobs:\n  a:\n    env:\n      KEY: §\n',
      'jobs:\n  a:\n    env:\n      KEY: ${{ secrets.STRIPE_KEY }}\n',
    ],
    [
      'Rails',
      'config/database.yml',
      'production:\n  password: §\n',
      'production:\n  password: <%= ENV.fetch("STRIPE_KEY") %>\n',
    ],
    [
      'Rails, in quotes',
      'config/database.yml',
      'production:\n  password: "§"\n',
      'production:\n  password: "<%= ENV.fetch(\'STRIPE_KEY\') %>"\n',
    ],
    ['yarn', '.yarnrc.yml', 'npmAuthToken: §\n', 'npmAuthToken: ${STRIPE_KEY}\n'],
  ])('%s', async (_, path, before, after) => {
    const { after: result, codes, notes } = await plant(yaml, { path, before, files: gemfile });
    expect(result).toBe(after);
    expect(codes).toEqual([]);
    expect(notes).toHaveLength(1);
  });

  it('takes the place of all lines of a block', async () => {
    const value = `begin\n${randomBytes(20).toString('hex')}\nend`;
    const written = value.replaceAll('\n', '\n    ');
    const before = 'tls:\n  key: |\n    §\n  cert: x\n';
    const { after } = await plant(yaml, { path: 'application.yml', before, value, written });
    expect(after).toBe('tls:\n  key: |\n    ${STRIPE_KEY}\n  cert: x\n');
  });
});

describe('refused', () => {
  const manifest = 'apiVersion: v1\nkind: Secret\ndata:\n  key: §\n';

  it.each([
    ['a consumer that is not known', 'config.yml', 'key: §\n', 'no-consumer', 'Which program reads config.yml?'],
    ['a remark', 'application.yml', 'a: 1 # §\n', 'comment', 'secret /prod/shop/stripe, key api_key'],
    ['a name', 'application.yml', '§: 1\n', 'key', 'rename the setting'],
    [
      'a Kubernetes Secret',
      'k8s/secret.yaml',
      manifest,
      'kubernetes-secret',
      '{ key: /prod/shop/stripe, property: api_key }',
    ],
    [
      'another manifest',
      'k8s/app.yaml',
      'apiVersion: v1\nkind: Pod\nspec:\n  value: §\n',
      'kubernetes-manifest',
      'secretKeyRef',
    ],
    ['the values of a chart', 'chart/values.yaml', 'key: §\n', 'helm-values', 'existingSecret'],
    ['GitLab', '.gitlab-ci.yml', 'variables:\n  K: §\n', 'gitlab-ci', 'STRIPE_KEY'],
    [
      'a script of GitHub Actions',
      '.github/workflows/ci.yml',
      'jobs:\n  a:\n    steps:\n      - run: curl -u §\n',
      'github-expression',
      '${{ secrets.STRIPE_KEY }}',
    ],
    [
      'a parameter of CloudFormation',
      'stack.yaml',
      'AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  P:\n    Default: §\n',
      'cloudformation-place',
      'resolve:secretsmanager',
    ],
    [
      'Ansible',
      'group_vars/all.yml',
      'key: §\n',
      'ansible',
      "lookup('amazon.aws.secretsmanager_secret', '/prod/shop/stripe')",
    ],
  ])('%s', async (_, path, before, code, manual) => {
    const { codes, edits, refusals } = await plant(yaml, { path, before, files: { 'chart/Chart.yaml': 'name: c\n' } });
    expect(codes).toEqual([code]);
    expect(edits).toEqual([]);
    expect(refusals[0]?.manual).toContain(manual);
  });

  it('an encoded value', async () => {
    const value = randomBytes(12).toString('hex');
    const written = Buffer.from(value).toString('base64');
    const { codes } = await plant(yaml, { path: 'application.yml', before: 'key: §\n', value, written });
    expect(codes).toEqual(['other-encoding']);
  });
});
