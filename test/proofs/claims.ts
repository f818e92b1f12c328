/** The claims of a proof: each is told in a line, with its time; one that does not hold says why, and fails the proof in the end. */
import { spawnSync } from 'node:child_process';

let failed = 0;

/** What the claim's test gives; undefined where the claim does not hold. A tool that is missing is named: nothing is left out in silence. */
export async function prove<Result>(
  claim: string,
  test: () => Promise<Result> | Result,
  { tools = [] }: { readonly tools?: readonly string[] } = {},
): Promise<Result | undefined> {
  const began = performance.now();
  try {
    const missing = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
    if (missing.length > 0) throw new Error(`missing tool: ${missing.join(', ')}`);
    const result = await test();
    console.log(`ok   ${claim} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    failed++;
    console.log(`FAIL ${claim}\n${String(error instanceof Error ? error.message : error).replaceAll(/^/gm, '     ')}`);
    return undefined;
  }
}

/** Tells whether all claims hold, and sets the exit code. */
export function conclude(proof: string): void {
  console.log(failed === 0 ? `${proof}: all hold` : `${proof}: ${failed} do not hold`);
  process.exitCode = failed === 0 ? 0 : 1;
}
