/** Which rewriter has which file. */
import { expect, it } from 'vitest';
import { rewriters } from '../../src/rewriters/index.ts';

it.each([
  ['app/settings.py', 'python'],
  ['analysis.ipynb', 'python'],
  ['.env', 'dotenv'],
  ['api/.env.production', 'dotenv'],
  ['prod.env', 'dotenv'],
  ['appsettings.json', 'json'],
  ['deploy/compose.yaml', 'yaml'],
  ['etc/telegraf.conf', 'toml'],
  ['pyproject.toml', 'toml'],
  ['application.properties', 'ini'],
  ['.npmrc', 'ini'],
  ['supervisor/conf.d/web.conf', 'ini'],
])('%s is the business of %s', (path, id) => {
  expect(rewriters.find((rewriter) => rewriter.matches(path))?.id).toBe(id);
});
