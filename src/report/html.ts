/** One HTML file to show to others: no network, no markup from a repository, filters and charts over data that stands in it as JSON. */
import type { ReportOptions, Reporter, ScanReport } from '../types.ts';
import { toJson } from './escape.ts';
import { createDictionary, createRuleTable, describeFinding } from './html/data.ts';
import { renderFoot, renderHead } from './html/document.ts';
import { sortFindings } from './order.ts';
import { createRedactor } from './redact.ts';
import type { Redactor } from './redact.ts';

export const html = {
  id: 'html',
  title: 'one HTML file to show to others',
  *render(report, options) {
    const redactor = createRedactor(report, options.showSecrets);
    yield renderHead(report, options, redactor);
    yield* renderData(report, options, redactor);
    yield renderFoot();
  },
} satisfies Reporter;

/** The dictionaries come last, as they are known only then. */
function* renderData(report: ScanReport, options: ReportOptions, redactor: Redactor): Iterable<string> {
  const { mode, began = '' } = report.scan;
  const [paths, authors, rules] = [createDictionary(), createDictionary(), createRuleTable()];
  const context = { report, options, redactor, paths, authors, rules };
  yield `{"mode":${inert(mode)},"began":${inert(began.slice(0, 10))},"findings":[`;
  let between = '\n';
  for (const finding of sortFindings(report.findings)) {
    yield between + inert(describeFinding(finding, context));
    between = ',\n';
  }
  yield `],\n"rules":${inert(rules.rules)},\n"paths":${inert(paths.texts)},\n"authors":${inert(authors.texts)}}`;
}

/** JSON in which nothing ends or opens an element: no `</script>`, no `<!--`. */
function inert(value: unknown): string {
  return toJson(value).replaceAll(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}
