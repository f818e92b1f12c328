/** Every command of the corpus, stored as every service stores it: all values found, where they stand, and why they were printed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDetector } from '../../../src/detect/detector.ts';
import { logsSource } from '../../../src/sources/logs.ts';
import { temporaryFolder } from '../../fixtures/repository.ts';
import { checkLog } from './corpus/check.ts';
import { leakScripts, runLeak } from './corpus/runs.ts';
import { logServices } from './corpus/services.ts';

const detector = createDetector();
const runs = leakScripts.map((script) => runLeak(script));

const showsScript = new Set(['github', 'github-cli', 'gitlab', 'gitlab-timestamps', 'circleci']);

it('the corpus has at least 60 logs', () => {
  expect(runs.length * logServices.length).toBeGreaterThanOrEqual(60);
});

describe.each(logServices)('$id', (service) => {
  it.each(runs)('$id: all values, their places and the cause', async (run) => {
    const folder = join(temporaryFolder(), 'logs');
    mkdirSync(folder);
    const { file, bytes } = service.store(run);
    writeFileSync(join(folder, file), bytes);
    const source = logsSource({ root: folder, names: [file], stdin: async function* () {} });
    const seen = await checkLog({ source, detector, run, folder });
    expect(seen.skipped).toEqual([]);
    expect(seen.missing).toEqual([]);
    expect(seen.misplaced).toEqual([]);
    // What only prints is told apart from other output by the script, which not every service shows.
    const expected = run.cause === 'echo' && !showsScript.has(service.id) ? 'output' : run.cause;
    expect(seen.causes).toContain(expected);
  });
});
