/** How tests run: two processes, real git isolated from the user's configuration, dist/ built when sources are newer. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // Node 20 knows no `using`.
  oxc: { target: 'node20' },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['.config/vitest.setup.ts'],
    // A native addon (re2) and process-wide state (environment, umask) are safest in processes.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
