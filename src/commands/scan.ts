/** `unleak scan`: flags to a source, source to a report, report to outputs and an exit code. */
import type { Command, CommandContext } from '../command.ts';
import type { FlagValues } from '../flags.ts';
import { isHosted } from '../report/formats.ts';
import { summarise } from '../report/summary.ts';
import type { ScanReport } from '../types.ts';
import { createClock, describeTiming } from './clock.ts';
import type { Clock } from './clock.ts';
import { openDetector } from './detector.ts';
import { exitCodeOf, isUneventful } from './outcome.ts';
import { runScan } from './pipeline.ts';
import { createProgress } from './progress.ts';
import { openReports, pairReports, writeReport } from './reports.ts';
import type { OpenReport, ReportTarget } from './reports.ts';
import { hashSuppression } from './recall.ts';
import type { RecallOptions } from './recall.ts';
import { loadSettings, requireBaseline } from './settings.ts';
import type { Settings } from './settings.ts';
import { openSource } from './source.ts';
import type { Opened } from './source.ts';

export const scan: Command = {
  async run(context) {
    const clock = createClock();
    pairReports(context.reports);
    return (await scanAndReport(context, await openSource(context), clock)).code;
  },
};

export interface Scanned {
  readonly report: ScanReport;
  readonly code: number;
}

/** From a source that is open to reports that are written. */
export async function scanAndReport(
  context: CommandContext,
  { source, from, top, whole }: Opened,
  clock: Clock = createClock(),
): Promise<Scanned> {
  const targets = pairReports(context.reports);
  const settings = await loadSettings(context, { root: source.root === '-' ? from : source.root, from, top });
  requireBaseline(context, settings);
  const { flags, config, suppressor } = settings;
  const outputs = openReports(targets, { cwd: context.cwd, showSecrets: flags['show-secrets'] });
  const detector = await openDetector(config?.patterns);
  clock.lap('start');
  const progress = createProgress(() => !flags.quiet && context.interactive());
  const report = await runScan(source, {
    detector,
    suppressor,
    minConfidence: flags['min-confidence'],
    jobs: flags.jobs,
    whole,
    progress: progress.report,
    lap: clock.lap,
    ...(source.recalled !== undefined && { recall: describeRecall(settings, targets) }),
  }).finally(progress.stop);
  await writeAll(await nameRepository(report, targets), outputs, { context, flags });
  clock.lap('report');
  if (flags.timing) context.note(describeTiming(clock));
  return { report, code: exitCodeOf(report, flags['fail-on']) };
}

function describeRecall({ suppression, flags }: Settings, targets: readonly ReportTarget[]): RecallOptions {
  const isJson = targets.every(({ format }) => format === 'json' || format === 'jsonl');
  return { key: hashSuppression(suppression), suffices: isJson && !flags['show-secrets'] };
}

/** Asks git for it only where a format needs it: a commit does not wait for that. */
async function nameRepository(report: ScanReport, targets: readonly ReportTarget[]): Promise<ScanReport> {
  if (!targets.some(({ format }) => isHosted(format))) return report;
  const { describeRepository } = await import('./repository-facts.ts');
  const repository = await describeRepository(report.scan.root);
  return repository === undefined ? report : { ...report, scan: { ...report.scan, repository } };
}

interface Output {
  readonly context: CommandContext;
  readonly flags: FlagValues;
}

async function writeAll(report: ScanReport, outputs: readonly OpenReport[], { context, flags }: Output): Promise<void> {
  const silent = flags.quiet && !flags.verbose;
  for (const output of outputs) {
    const isForPeople = output.target.format === 'text' && output.target.file === undefined;
    if (isForPeople && !flags.verbose && isUneventful(report)) {
      // One line, without the whole reporter: a clean commit is what people wait for most often.
      if (!silent) await context.print(`${summarise(report)}\n`);
      continue;
    }
    await writeReport(report, output, { context, showSecrets: flags['show-secrets'], verbose: flags.verbose });
  }
  const told = outputs.some(({ target }) => target.format === 'text' && target.file === undefined);
  // A program reads the report; the person beside it still hears of gaps.
  if (!told && !(silent && report.scan.complete)) context.note(summarise(report));
}
