/** The texts of the hooks in hooks/, read once at build time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Build and tests both run at the top of the repository.
const read = (name: string): string => readFileSync(join(process.cwd(), 'hooks', name), 'utf8');

export const stubs = {
  'pre-commit': read('pre-commit'),
  'commit-msg': read('commit-msg'),
  'pre-push': read('pre-push'),
};
