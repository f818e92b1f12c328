/** The HTML around the data: headline, gaps and counts need no script, everything else is filled in by the page's own. */
import type { ReportOptions, ScanMode, ScanReport } from '../../types.ts';
import { countOf, formatBytes, formatCount } from '../measure.ts';
import { severities } from '../order.ts';
import type { Redactor } from '../redact.ts';
import { escapeXmlLine as text } from '../xml.ts';
import { script, scriptHash, style, styleHash } from './assets.build.ts';

/** Up to the data. */
export function renderHead(report: ScanReport, { showSecrets }: ReportOptions, redactor: Redactor): string {
  const headline = describeHeadline(report);
  const subject = text(redactor.line(nameSubject(report.scan)));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${report.scan.complete ? '' : 'Incomplete: '}${text(headline)} in ${subject}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#list">Skip to the list of secrets</a>
<header class="top">
<div>
<p class="mark">unleak</p>
<h1>Leaked secrets in ${subject}</h1>
<p class="facts">${describeFacts(report, redactor)}</p>
</div>
<div id="theme"></div>
</header>
<main>
${showSecrets ? shownNote : ''}${renderGaps(report, redactor)}<section class="summary" aria-label="Summary">
${renderCounts(report, headline)}
${renderProgress(report)}
</section>
<noscript><p class="note">The charts and the list of secrets need scripts, which this viewer does not run. Open the file in a browser, or
see the same in another format: text, csv or json.</p></noscript>
<div class="pair">
<section id="when" aria-labelledby="when-title"><h2 id="when-title">When they came in</h2></section>
<section id="age" aria-labelledby="age-title"><h2 id="age-title">How long they have been out</h2></section>
</div>
<section id="where" aria-labelledby="where-title"><h2 id="where-title">Where they are</h2></section>
<section id="list" aria-labelledby="list-title" tabindex="-1"><h2 id="list-title">Secrets</h2></section>
</main>
<footer>Made by unleak ${text(report.tool.version)}. ${showSecrets ? '' : 'Values are shown in part at most.'}</footer>
<script type="application/json" id="data">`;
}

export function renderFoot(): string {
  return `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}

/** Nothing is loaded, sent or run but the one script and the one style that stand in the file. */
const policy = [
  `default-src 'none'`,
  `script-src '${scriptHash}'`,
  `style-src '${styleHash}'`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ');

const shownNote = `<section class="alarm" aria-label="Warning"><p><b>This report shows secrets in full.</b> Keep it to yourself.</p></section>
`;

function openOf({ findings }: ScanReport): ScanReport['findings'] {
  return findings.filter(({ status, liveness }) => status === 'open' && liveness !== 'dead');
}

/** An incomplete scan never looks clean. */
function describeHeadline(report: ScanReport): string {
  const open = openOf(report).length;
  const found = open === 0 ? 'no open secrets' : countOf(open, 'open secret');
  const capital = found.replace(/^n/, 'N');
  return report.scan.complete ? capital : `${capital} so far`;
}

/** The repository by the end of its address, else the folder's name: never a whole local path. */
function nameSubject({ root, repository }: ScanReport['scan']): string {
  if (repository?.url !== undefined) return new URL(repository.url).pathname.slice(1);
  if (root === '-') return 'standard input';
  const name = root.split(/[/\\]/).filter(Boolean).at(-1) ?? root;
  return name.replace(/(.)\.git$/, '$1');
}

const modes: Readonly<Record<ScanMode, string>> = {
  tree: 'The files as they are',
  staged: 'What the next commit would add',
  range: 'What a range of commits adds',
  history: 'The whole history',
  logs: 'CI logs',
  stdin: 'Standard input',
};

function describeFacts({ scan }: ScanReport, redactor: Redactor): string {
  const { mode, began, stats, repository } = scan;
  const { branch, revision } = repository ?? {};
  const read = [
    ...(stats.commits > 0 ? [countOf(stats.commits, 'commit')] : []),
    ...(stats.files > 0 ? [countOf(stats.files, 'file')] : []),
    formatBytes(stats.bytes),
  ];
  return [
    modes[mode],
    ...(branch === undefined ? [] : [`branch ${text(redactor.line(branch))}`]),
    ...(revision === undefined ? [] : [`commit ${text(revision.slice(0, 12))}`]),
    ...(began === undefined
      ? []
      : [`scanned on <time datetime="${text(began.slice(0, 10))}">${text(began.slice(0, 10))}</time>`]),
    read.join(', '),
  ].join(' · ');
}

const mostGaps = 200;

function renderGaps({ scan }: ScanReport, redactor: Redactor): string {
  if (scan.complete) return '';
  const shown = scan.skipped.slice(0, mostGaps);
  const rest = scan.skipped.length - shown.length;
  const items = shown.map(
    ({ what, why }) => `<li><code>${text(redactor.line(what))}</code> ${text(redactor.line(why))}</li>`,
  );
  const more = rest > 0 ? `<li>and ${rest} more</li>` : '';
  return `<section class="alarm" aria-labelledby="gaps-title">
<h2 id="gaps-title">This scan is incomplete</h2>
<p>${countOf(scan.skipped.length, 'thing was', 'things were')} not scanned and may hold anything.</p>
<details${shown.length <= 10 ? ' open' : ''}><summary>What was not scanned</summary><ul>${items.join('')}${more}</ul></details>
</section>
`;
}

function renderCounts(report: ScanReport, headline: string): string {
  const open = openOf(report);
  const rows = [...severities].reverse().map((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;
    return { label: severity, kind: severity, count };
  });
  const state = open.length > 0 || !report.scan.complete ? '' : ' class="good"';
  return `<div class="card"><h2${state}>${text(headline)}</h2>
${renderBar(rows)}
</div>`;
}

function renderProgress(report: ScanReport): string {
  const { findings } = report;
  const open = openOf(report).length;
  const ended = findings.filter(({ liveness }) => liveness === 'dead').length;
  const count = (status: string): number =>
    findings.filter((finding) => finding.status === status && finding.liveness !== 'dead').length;
  const rows = [
    { label: 'revoked', kind: 'ended', count: ended },
    { label: 'allowed', kind: 'allowed', count: count('allowed') },
    { label: 'in the baseline', kind: 'baseline', count: count('baseline') },
    { label: 'open', kind: 'open', count: open },
  ];
  // What stands in the baseline is known, and still leaks.
  const settled = ended + count('allowed');
  const title =
    findings.length === 0 ? 'Nothing to settle' : `${Math.floor((100 * settled) / findings.length)}% settled`;
  return `<div class="card"><h2>${title}</h2>
${renderBar(rows)}
</div>`;
}

interface Share {
  readonly label: string;
  readonly kind: string;
  readonly count: number;
}

/** A bar of shares, and the same in words and numbers. */
function renderBar(rows: readonly Share[]): string {
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  const pieces = rows.map(({ kind, count }) => {
    const width = total === 0 ? 0 : (100 * count) / total;
    const rect = `<rect class="fill-${kind}" x="${x.toFixed(3)}" width="${width.toFixed(3)}" height="10"/>`;
    x += width;
    return count === 0 ? '' : rect;
  });
  const items = rows.map(
    ({ label, kind, count }) =>
      `<li><span class="dot dot-${kind}" aria-hidden="true"></span><b>${formatCount(count)}</b> ${label}</li>`,
  );
  return `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${pieces.join('')}</svg>
<ul class="legend">${items.join('')}</ul>`;
}
