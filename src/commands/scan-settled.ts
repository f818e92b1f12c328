/** A scan for a command that goes on with its findings: as the settings say, with progress for whoever waits at a terminal. */
import type { CommandContext } from '../command.ts';
import type { ScanReport, Source } from '../types.ts';
import { openDetector } from './detector.ts';
import { runScan } from './pipeline.ts';
import { createProgress } from './progress.ts';
import type { Settings } from './settings.ts';

export async function scanSettled(
  context: Pick<CommandContext, 'interactive'>,
  source: Source,
  { flags, config, suppressor }: Pick<Settings, 'flags' | 'config' | 'suppressor'>,
): Promise<ScanReport> {
  const progress = createProgress(() => !flags.quiet && context.interactive());
  return runScan(source, {
    detector: await openDetector(config?.patterns),
    suppressor,
    minConfidence: flags['min-confidence'],
    jobs: flags.jobs,
    progress: progress.report,
  }).finally(progress.stop);
}
