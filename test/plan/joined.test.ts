/** A password with user and host beside it becomes one secret in the shape that rotation reads; the source still reads the password alone. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { expandTemplate } from '../../src/catalogue/template.ts';
import type { Plan } from '../../src/remediation-types.ts';
import { unleak } from '../cli/session.ts';
import { createRepository } from '../fixtures/repository.ts';

const password = expandTemplate('{an:20}', randomUUID());

it.each([
  ['settings.py', `DB_USER = "app"\nDB_PASSWORD = "${password}"\nDB_HOST = "db.acme.io"\nDB_PORT = 5432\n`, 'postgres'],
  [
    'src/db.mjs',
    `export const db = {\n  user: 'app',\n  password: '${password}',\n  host: 'db.acme.io',\n  port: 3306,\n};\n`,
    'mysql',
  ],
])('%s', (path, text, engine) => {
  const { commit, path: cwd } = createRepository();
  commit('one', { [path]: text });
  const { code, out } = unleak(['fix', '--store', 'local', '--json'], { cwd });
  expect(code).toBe(0);
  const { steps } = JSON.parse(out) as Plan;
  const secrets = steps.flatMap((step) => (step.kind === 'store' ? [step.secret] : []));
  expect(secrets).toMatchObject([{ shape: 'json', constants: { engine } }]);
  expect(secrets[0]?.name).toMatch(new RegExp(`^/prod/${engine}/(db|credentials)$`));
  expect(Object.keys(secrets[0]?.keys ?? {}).toSorted()).toEqual(['host', 'password', 'port', 'username']);
  const edits = steps.flatMap((step) => (step.kind === 'rewrite' ? step.edits : []));
  expect(edits.map((edit) => edit.text).join('')).toContain(
    `'password'`.replaceAll("'", path.endsWith('py') ? '"' : "'"),
  );
  expect(edits.map(({ start, end }) => text.slice(start, end)).join('')).not.toContain('acme');

  expect(unleak(['fix', '--store', 'local', '--apply'], { cwd }).code).toBe(0);
  expect(unleak(['undo'], { cwd }).code).toBe(0);
});
