/** Configuration of the package `config`: a file beside it says which variable of the environment overrides which setting. */
import { posix } from 'node:path';
import type { CompanionFile, ProjectView, SecretRef } from '../../remediation-types.ts';
import { readManifest } from '../javascript/manifest.ts';
import type { Place } from './place.ts';

interface Asked {
  readonly path: string;
  readonly place: Place;
  readonly project: ProjectView;
}

/** A file of a `config` folder, in a project that has the package; whose overrides stand in JSON that says of this setting, or in no file. */
export function readsOverrides({ path, place, project }: Asked): boolean {
  if (!/(^|\/)config\/(?!custom-environment-variables)[\w.-]+\.(json5?|ya?ml|toml)$/.test(path)) return false;
  if (!readManifest(project, path).dependencies.has('config')) return false;
  // Items of a list have no names that could be overridden.
  if (place.keys.length === 0 || place.keys.some((key) => /^\d+$/.test(key))) return false;
  const present = project.list().filter((each) => each.startsWith(mappingPath(path).replace(/json$/, '')));
  return present.length === 0 || overridingVariable({ path, place, project }) !== undefined;
}

/** The variable that the project has given to the setting already. */
export function overridingVariable({ path, place, project }: Asked): string | undefined {
  let found = parse(project.read(mappingPath(path)));
  for (const key of place.keys) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** Made once for all settings of a file; undefined where each has its variable. */
export function overridesFile(
  path: string,
  settings: readonly { readonly place: Place; readonly ref: SecretRef }[],
  project: ProjectView,
): CompanionFile | undefined {
  const missing = settings.filter(({ place }) => overridingVariable({ path, place, project }) === undefined);
  if (missing.length === 0) return undefined;
  const mapping = emptyLevel();
  for (const { place, ref } of missing) {
    let level = mapping;
    for (const key of place.keys.slice(0, -1)) level = (level[key] ??= emptyLevel()) as Level;
    level[place.keys.at(-1) ?? ''] = ref.env;
  }
  return { path: mappingPath(path), text: `${JSON.stringify(mapping, null, 2)}\n`, mode: 'create' };
}

type Level = Record<string, unknown>;

/** Names come from a repository: `__proto__` is one like any other. */
function emptyLevel(): Level {
  return Object.create(null) as Level;
}

function mappingPath(path: string): string {
  return posix.join(posix.dirname(path), 'custom-environment-variables.json');
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
