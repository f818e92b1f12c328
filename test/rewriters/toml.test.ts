/** What becomes of a credential in TOML. */
import { expect, it } from 'vitest';
import { toml } from '../../src/rewriters/toml.ts';
import { plant } from './plant.ts';

it.each([
  ['a basic string', '[sinks.out]\nkey = "§" # prod\n', '[sinks.out]\nkey = "${STRIPE_KEY}" # prod\n'],
  ['a literal string', "key = '§'\n", "key = '${STRIPE_KEY}'\n"],
  ['a string of several lines', 'key = """\n§"""\n', 'key = """\n${STRIPE_KEY}"""\n'],
  ['a part of a string', 'url = "https://u:§@host/"\n', 'url = "https://u:${STRIPE_KEY}@host/"\n'],
  ['an item of a list', 'keys = ["a", "§"]\n', 'keys = ["a", "${STRIPE_KEY}"]\n'],
  ['an inline table', 'auth = { user = "x", password = "§" }\n', 'auth = { user = "x", password = "${STRIPE_KEY}" }\n'],
])('%s', async (_, before, after) => {
  const { after: result, codes } = await plant(toml, { path: 'etc/vector.toml', before });
  expect(result).toBe(after);
  expect(codes).toEqual([]);
});

it.each([
  ['a consumer that is not known', 'settings.toml', 'key = "§"\n', 'no-consumer'],
  ['a remark', 'vector.toml', 'a = 1 # §\n', 'comment'],
  ['a name', 'vector.toml', '"§" = 1\n', 'key'],
  ['the name of a table', 'vector.toml', '[a."§"]\nb = 1\n', 'key'],
  ['a file of secrets', '.streamlit/secrets.toml', 'key = "§"\n', 'secrets-file'],
  ['a worker', 'wrangler.toml', '[vars]\nKEY = "§"\n', 'worker-variables'],
])('%s is refused', async (_, path, before, code) => {
  const { codes, edits } = await plant(toml, { path, before });
  expect(codes).toEqual([code]);
  expect(edits).toEqual([]);
});

const dynaconf = { 'pyproject.toml': '[project]\ndependencies = [\n  "dynaconf>=3"\n]\n' };

it('a setting of dynaconf refers to the environment', async () => {
  const { after, notes } = await plant(toml, {
    path: 'settings.toml',
    before: '[default]\nkey = "§"\n',
    files: dynaconf,
  });
  expect(after).toBe('[default]\nkey = "@format {env[STRIPE_KEY]}"\n');
  expect(notes.join()).toContain('dynaconf takes STRIPE_KEY');
});

it('a part of a setting of dynaconf is left: what stands around it might be a format of its own', async () => {
  const { codes } = await plant(toml, { path: 'settings.toml', before: 'key = "{a} §"\n', files: dynaconf });
  expect(codes).toEqual(['no-consumer']);
});
