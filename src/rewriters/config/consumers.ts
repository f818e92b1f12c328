/** Which program reads a configuration file, and how a value is referred to in it: a table, first row that fits. */
import { posix } from 'node:path';
import type { CompanionFile, ProjectView, SecretRef } from '../../remediation-types.ts';
import { overridesFile, overridingVariable, readsOverrides } from './node-config.ts';
import type { Place } from './place.ts';

/** A consumer that resolves references, when it starts or when it deploys. */
export interface Consumer {
  readonly id: string;
  reference(ref: SecretRef, place: Place): string;
  /** What a person must still do: one line. */
  note(ref: SecretRef, place: Place, view: View): string;
  /** The file that makes it read the references of these places. */
  companion?(settings: readonly Setting[], view: Omit<View, 'place' | 'isWhole'>): CompanionFile | undefined;
}

interface Setting {
  readonly ref: SecretRef;
  readonly place: Place;
}

interface View {
  readonly path: string;
  readonly text: string;
  readonly place: Place;
  /** Whether the value is all of the scalar. */
  readonly isWhole: boolean;
  readonly project: ProjectView;
}

/** Undefined where the program is not known, or does not resolve references in that place. */
export function findConsumer(view: View): Consumer | undefined {
  return table.find(({ fits }) => fits(view));
}

const table: readonly (Consumer & { fits(view: View): boolean })[] = [
  {
    id: 'cloudformation',
    fits: ({ text, place }) => isCloudFormation(text) && place.keys[0] === 'Resources' && place.keys[2] !== 'Metadata',
    reference: ({ name, key }) =>
      `{{resolve:secretsmanager:${name}${key === undefined ? '' : `:SecretString:${key}`}}}`,
    note: ({ name }) => `CloudFormation reads ${name} when the stack is updated: deploy again after each rotation`,
  },
  {
    id: 'compose',
    fits: ({ path }) => /(^|\/)(docker-)?compose([.-][\w.-]+)?\.ya?ml$/.test(path),
    reference: ({ env }) => `\${${env}:?set ${env}}`,
    note: (ref) => `docker compose takes ${describe(ref)} from the environment it is started with`,
  },
  {
    id: 'github-actions',
    fits: ({ path, place }) =>
      /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path) &&
      /^(env|with|secrets|credentials)$/.test(place.keys.at(-2) ?? ''),
    reference: ({ env }) => `\${{ secrets.${githubName(env)} }}`,
    note: ({ env, ...ref }) =>
      `set the repository's secret ${githubName(env)} to ${describe({ env, ...ref })}: gh secret set ${githubName(env)}`,
  },
  {
    id: 'serverless',
    fits: ({ path }) => /(^|\/)serverless([.-][\w-]+)?\.ya?ml$/.test(path),
    reference: ({ env }) => `\${env:${env}}`,
    note: (ref) => `serverless takes ${describe(ref)} from the environment of the deployment`,
  },
  {
    id: 'spring',
    fits: ({ path, project }) =>
      /(^|\/)(application|bootstrap)(-[\w.-]+)?\.(ya?ml|properties)$/.test(path) ||
      (/src\/main\/resources\/(?!.*messages)[^/]+\.properties$/.test(path) && usesSpring(project)),
    reference: ({ env }) => `\${${env}}`,
    note: (ref) => `the application takes ${describe(ref)} from its environment, or from spring.config.import`,
  },
  {
    id: 'rails',
    fits: ({ path, project }) =>
      /(^|\/)config\/(database|cable|storage|secrets)\.yml$/.test(path) && project.read('Gemfile') !== undefined,
    reference: ({ env }, { style }) =>
      style === 'double' ? `<%= ENV.fetch('${env}') %>` : `<%= ENV.fetch("${env}") %>`,
    note: (ref) => `Rails takes ${describe(ref)} from its environment`,
  },
  {
    id: 'npm',
    fits: ({ path }) => /(^|\/)\.(npmrc|yarnrc\.yml)$/.test(path),
    reference: ({ env }) => `\${${env}}`,
    note: (ref) => `npm and yarn take ${describe(ref)} from the environment`,
  },
  {
    id: 'supervisor',
    fits: ({ path }) => /(^|\/)supervisord?(\.conf|\/.+\.(conf|ini))$/.test(path),
    reference: ({ env }) => `%(ENV_${env})s`,
    note: (ref) => `supervisord takes ${describe(ref)} from the environment it is started with`,
  },
  {
    id: 'grafana',
    fits: ({ path }) => /(^|\/)grafana\.ini$/.test(path),
    reference: ({ env }) => `$__env{${env}}`,
    note: (ref) => `Grafana takes ${describe(ref)} from its environment`,
  },
  {
    id: 'vector',
    fits: ({ path }) => /(^|\/)(vector\.(toml|ya?ml)|telegraf\.(conf|toml))$/.test(path),
    reference: ({ env }) => `\${${env}}`,
    note: (ref) => `the agent takes ${describe(ref)} from its environment`,
  },
  {
    id: 'node-config',
    fits: (view) => view.isWhole && readsOverrides(view),
    reference: () => '',
    note: ({ env, ...ref }, _place, view) =>
      `the package config takes ${describe({ ...ref, env: overridingVariable(view) ?? env })} from the environment`,
    companion: (settings, { path, project }) => overridesFile(path, settings, project),
  },
  {
    id: 'dynaconf',
    fits: ({ path, isWhole, project }) =>
      isWhole && /(^|\/)(settings|config)(\.[\w-]+)?\.(toml|ya?ml|json)$/.test(path) && requires(project, 'dynaconf'),
    reference: ({ env }) => `@format {env[${env}]}`,
    note: (ref) => `dynaconf takes ${describe(ref)} from the environment`,
  },
  {
    id: 'appsettings',
    fits: ({ path }) => /(^|\/)appsettings(\.[\w-]+)?\.json$/i.test(path),
    reference: () => '',
    note: ({ name, key }, { keys }) =>
      `set the variable ${keys.join('__')} to the whole value of ${keys.join(':')}, with ${secretOf(name, key)} in it: it overrides the file`,
  },
];

/** `NAME (secret /a/b, key c)`. */
function describe({ name, key, env }: SecretRef): string {
  return `${env} (${secretOf(name, key)})`;
}

export function secretOf(name: string, key: string | undefined): string {
  return key === undefined ? `secret ${name}` : `secret ${name}, key ${key}`;
}

export function isCloudFormation(text: string): boolean {
  return /AWSTemplateFormatVersion|^Transform:\s*AWS::|"Type"\s*:\s*"AWS::\w+::|^\s*Type:\s*["']?AWS::\w+::/m.test(
    text,
  );
}

/** GitHub keeps names that begin with its own to itself. */
function githubName(env: string): string {
  return env.replace(/^GITHUB_/, 'GH_');
}

/** A package of Python's that the project asks for. */
function requires(project: ProjectView, name: string): boolean {
  const lists = project
    .list()
    .filter((path) => /(^|\/)(requirements[\w.-]*\.txt|pyproject\.toml|Pipfile|setup\.(py|cfg))$/.test(path));
  return lists.some((path) => new RegExp(`(^|[\\s"'])${name}\\b`, 'mi').test(project.read(path) ?? ''));
}

function usesSpring(project: ProjectView): boolean {
  const builds = project.list().filter((path) => /^(pom\.xml|build\.gradle(\.kts)?)$/.test(posix.basename(path)));
  return builds.some((path) => /spring-boot|org\.springframework/.test(project.read(path) ?? ''));
}
