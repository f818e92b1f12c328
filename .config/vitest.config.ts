/** How tests run: three processes, as they wait for programs and disks in turns, real git isolated from the user's configuration, dist/ built when sources are newer. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { testTimeModules } from './build-time-modules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files that take long begin first, so that all processes end together. */
const long =
  /test\/(?:remediation\/(?:crash|hostile|fix|parameters|faults|oracle|sharing|history)|rotators\/iam-crash|sources\/git\/(?:packs\/equality|state\/re(?:called|membered))|action\/(?:action|pieces)|rewriters\/javascript\/programs|patterns|cli\/patterns)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId);
    return [...rest.filter(isLong), ...rest.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  root,
  // The patterns are compiled once a run, not in each file that needs them: that takes longer than most files do.
  plugins: [testTimeModules(root)],
  // Node 20 knows no `using`.
  oxc: { target: 'node20' },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['.config/vitest.setup.ts'],
    // A native addon (re2) and process-wide state (environment, umask) are safest in processes.
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
