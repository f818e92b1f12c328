/** Configuration that takes no reference where the value stands: why, and what to do by hand. */
import { posix } from 'node:path';
import type { ProjectView, Refusal, SecretRef, Site } from '../../remediation-types.ts';
import { isCloudFormation, secretOf } from './consumers.ts';

interface View {
  readonly path: string;
  readonly text: string;
  readonly project: ProjectView;
}

/** `{env}`, `{name}`, `{secret}` and `{file}` are filled in. */
const advice = {
  comment: 'Delete the value from the comment; it is kept as {secret}',
  key: 'The value is the name of a setting: rename the setting, and keep the value as {secret}',
  'not-a-value': 'The value is no setting of its own: delete it by hand; it is kept as {secret}',
  'other-encoding': 'The file has an encoded form of the value: keep that whole form in {env}, and refer to it',
  'unsafe-edit': 'No edit here leaves a file that parses: by hand, put a reference to {env} ({secret})',
  'kubernetes-secret':
    'Replace the Secret by an ExternalSecret (apiVersion external-secrets.io/v1, target.name as before) whose spec.data has secretKey and remoteRef {remote}',
  'kubernetes-manifest': 'Use valueFrom.secretKeyRef to a Secret that an ExternalSecret fills with remoteRef {remote}',
  'helm-values': "Delete the value, and name an existing Secret (the chart's existingSecret), filled with {secret}",
  'gitlab-ci':
    'Delete the variable, and load it by `secrets:` with aws_secrets_manager ({secret}), or as a masked CI/CD variable {env}',
  'ci-variable': 'Delete the value, and set {env} as a secret variable of the CI service, from {secret}',
  'github-expression': 'Put ${{ secrets.{env} }} into `env:` of the step, and use "${env}" here',
  'cloudformation-place':
    'Use {{resolve:secretsmanager:…}} for {secret} in the resource that needs it, and delete it here',
  ansible:
    "Replace the value by {{ lookup('amazon.aws.secretsmanager_secret', '{name}') }}, with no_log on its task; it is {secret}",
  'task-definition': 'Move it from `environment` to `secrets`, with valueFrom the ARN of {secret}',
  'service-account-key':
    'Keep the whole file as one secret ({name}), delete it from git, and load it as text at run time',
  'secrets-file': 'Take {file} out of git (git rm --cached, .gitignore), and write it at deployment from {secret}',
  'pypi-credentials': 'Delete the value, and set TWINE_PASSWORD, or the variable of your tool, from {secret}',
  'worker-variables': 'Delete the variable, and run: wrangler secret put {env} (the value is {secret})',
  'gradle-properties': 'Delete the line, and set ORG_GRADLE_PROJECT_… in the environment, from {secret}',
  'lock-file': 'A lock file is generated: take the credential out of the address it was made from ({secret})',
  notebook: 'Clear the outputs, and load {secret} in the cell',
  'no-consumer':
    'Which program reads {file}? If it fills in variables of the environment, refer to {env} as it expects; otherwise let it read {secret} itself',
} as const;

export type RefusalCode = keyof typeof advice;

export function refuse(site: Site, code: RefusalCode, path: string): Refusal {
  return { site, code, manual: fill(advice[code], site.ref, path) };
}

function fill(text: string, { name, key, env }: SecretRef, path: string): string {
  const values: Readonly<Record<string, string>> = {
    env,
    name,
    secret: secretOf(name, key),
    file: posix.basename(path),
    remote: key === undefined ? `{ key: ${name} }` : `{ key: ${name}, property: ${key} }`,
  };
  return text.replaceAll(/\{(env|name|secret|file|remote)\}/g, (_, field: string) => values[field] ?? '');
}

/** The reason that fits a file best when no consumer was found for a place in it. */
export function reasonFor(view: View): RefusalCode {
  return reasons.find(([, fits]) => fits(view))?.[0] ?? 'no-consumer';
}

const manifest = /^\s*"?apiVersion"?\s*:/m;

const reasons: readonly (readonly [code: RefusalCode, fits: (view: View) => boolean])[] = [
  [
    'lock-file',
    ({ path }) => /(^|\/)(package-lock|npm-shrinkwrap|composer)\.(json|lock)$|[.-]lock(\.\w+)?$/.test(path),
  ],
  ['helm-values', ({ path, project }) => /(^|\/)values[\w.-]*\.ya?ml$/.test(path) && isInChart(path, project)],
  ['kubernetes-secret', ({ text }) => manifest.test(text) && /^\s*"?kind"?\s*:\s*"?Secret\b/m.test(text)],
  ['kubernetes-manifest', ({ text }) => manifest.test(text) && /^\s*"?kind"?\s*:/m.test(text)],
  ['gitlab-ci', ({ path }) => /(^|\/)\.gitlab-ci\.ya?ml$/.test(path)],
  [
    'ci-variable',
    ({ path }) =>
      /(^|\/)(\.travis|\.?appveyor|bitbucket-pipelines|azure-pipelines|action)\.ya?ml$|\.circleci\//.test(path),
  ],
  ['github-expression', ({ path }) => /(^|\/)\.github\/workflows\//.test(path)],
  ['ansible', ({ path }) => /(^|\/)(group_vars|host_vars|roles|playbooks?)\//.test(path)],
  ['cloudformation-place', ({ text }) => isCloudFormation(text)],
  ['task-definition', ({ text }) => text.includes('"containerDefinitions"')],
  ['service-account-key', ({ text }) => /"type"\s*:\s*"service_account"/.test(text)],
  [
    'secrets-file',
    ({ path }) => /(^|\/)(secrets|credentials|local\.settings|auth)\.(json|toml|ya?ml|ini|properties)$/.test(path),
  ],
  ['pypi-credentials', ({ path }) => /(^|\/)(\.pypirc|pip\.(conf|ini))$/.test(path)],
  ['worker-variables', ({ path }) => /(^|\/)wrangler\.(toml|jsonc?)$/.test(path)],
  ['gradle-properties', ({ path }) => /(^|\/)gradle\.properties$/.test(path)],
];

function isInChart(path: string, project: ProjectView): boolean {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    if (project.read(posix.join(folder, 'Chart.yaml')) !== undefined) return true;
    if (folder === '.' || folder === '/') return false;
  }
}
