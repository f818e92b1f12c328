/** `unleak baseline`: accepts the values that a scan finds now; adds and keeps by default, drops only with --prune. */
import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from '../command.ts';
import { createFingerprinter } from '../detect/fingerprint.ts';
import { exitCodes, UserError } from '../errors.ts';
import { escapeLine } from '../report/escape.ts';
import { countOf } from '../report/measure.ts';
import { createBaseline, noBaseline, renderBaseline } from '../suppress/baseline.ts';
import type { Baseline, BaselineEntry } from '../suppress/baseline.ts';
import { readForeignList } from '../suppress/import.ts';
import type { ForeignList } from '../suppress/import.ts';
import { readSmallFile, refuseLinkOut, replaceFile } from '../suppress/small-file.ts';
import type { Finding, ScanReport } from '../types.ts';
import { scanSettled } from './scan-settled.ts';
import { loadSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { openSource } from './source.ts';

export const baseline: Command = {
  async run(context) {
    const { source, from, top, whole } = await openSource(context);
    if (context.given.prune === true && !whole) {
      throw new UserError('usage', '--prune needs a scan of the whole repository, by its files or by --history');
    }
    const settings = await loadSettings(context, { root: source.root === '-' ? from : source.root, from, top });
    const { flags, config, baselinePath } = settings;
    if (context.given.baseline === undefined) refuseLinkOut(baselinePath, top);
    const foreign = flags.import === undefined ? undefined : await loadForeign(resolve(context.cwd, flags.import));
    const report = await scanSettled(context, source, settings);
    if (flags.prune && !report.scan.complete) {
      throw new UserError('incomplete', 'not everything could be scanned, so nothing can be pruned', {
        hint: 'see what with `unleak scan`',
      });
    }
    const update = await updateBaseline(report, settings, foreign);
    if (update.added + update.dropped > 0) replaceFile(baselinePath, renderBaseline(update.baseline));
    const lines = [
      ...describeUpdate(update, baselinePath),
      ...(foreign === undefined ? [] : takeOver(foreign, top, config !== undefined)),
    ];
    if (!flags.quiet || flags.verbose) await context.print(lines.map((line) => `${line}\n`));
    if (!report.scan.complete)
      context.note(
        `incomplete: ${countOf(report.scan.skipped.length, 'thing was', 'things were')} not scanned; \`unleak scan\` lists them`,
      );
    return report.scan.complete ? exitCodes.clean : exitCodes.incomplete;
  },
};

interface Update {
  readonly baseline: Baseline;
  readonly added: number;
  readonly dropped: number;
}

async function updateBaseline(
  { findings }: ScanReport,
  settings: Settings,
  foreign: ForeignList | undefined,
): Promise<Update> {
  const { flags, baseline: old } = settings;
  // A new file brings the repository's own salt with it.
  const { salt } = old === noBaseline ? createBaseline() : old;
  const prints = createFingerprinter(salt);
  const wanted = findings.flatMap((finding) => {
    const reason = accept(finding, foreign);
    return reason === undefined ? [] : [{ finding, reason: flags.reason ?? reason }];
  });
  const kept = findings.filter(({ status }) => status === 'baseline');
  await prints.prepare([...wanted.map(({ finding }) => finding), ...kept].map(({ secret }) => secret));
  const added = wanted.map(({ finding, reason }): BaselineEntry => ({
    key: prints.key(finding.secret),
    rule: finding.rule,
    reason,
  }));
  const found = new Set(findings.map(({ secret }) => (flags.prune ? prints.key(secret) : '')));
  const stay = [...old.entries.values()].filter(({ key }) => !flags.prune || found.has(key));
  const entries = new Map([...added, ...stay].map((entry) => [entry.key, entry]));
  return { baseline: { salt, entries }, added: entries.size - stay.length, dropped: old.entries.size - stay.length };
}

/** The reason to note; undefined for what is not to be accepted. */
function accept(finding: Finding, foreign: ForeignList | undefined): string | undefined {
  if (foreign === undefined) return finding.status === 'open' ? '' : undefined;
  const reason = foreign.covers(finding);
  return finding.status === 'open' ? reason : undefined;
}

async function loadForeign(path: string): Promise<ForeignList> {
  const text = readSmallFile(path, 64 * 1024 * 1024);
  if (text === undefined) throw new UserError('usage', `there is no file ${basename(path)} to import`);
  return readForeignList(text, basename(path));
}

function describeUpdate({ baseline: { entries }, added, dropped }: Update, path: string): string[] {
  const name = basename(path);
  if (added + dropped === 0)
    return [
      `nothing to change: ${name} ${entries.size === 0 ? 'is not needed' : `has ${countOf(entries.size, 'entry', 'entries')}`}`,
    ];
  return [
    `${name}: ${added} added, ${dropped} dropped, ${countOf(entries.size, 'entry', 'entries')} in all; commit it, and revoke what is real`,
  ];
}

/** Path allows go into a new configuration, or are shown for the one that is there: its comments are not ours to lose. */
function takeOver({ title, allow, leftover }: ForeignList, top: string, hasConfig: boolean): string[] {
  const file = join(top, 'unleak.config.json');
  const text = `${JSON.stringify({ allow }, undefined, 2)}\n`;
  if (allow.length > 0 && !hasConfig) replaceFile(file, text);
  const shown =
    allow.length === 0
      ? []
      : hasConfig
        ? ['add to the configuration:', ...text.trimEnd().split('\n')]
        : [
            `${basename(file)} in ${basename(dirname(file))} now has ${countOf(allow.length, 'allow entry', 'allow entries')}`,
          ];
  const rest = leftover();
  return [
    ...shown,
    ...(rest.length === 0 ? [] : [`not taken over from ${title}:`, ...rest.map((line) => `  ${line}`)]),
  ].map(escapeLine);
}
