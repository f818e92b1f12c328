/** Proves the reports with what reads them: the HTML in a real browser with axe-core, the JUnit XML by a schema. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { html } from '../../../src/report/html.ts';
import { junit } from '../../../src/report/junit.ts';
import type { Reporter, ScanReport } from '../../../src/types.ts';
import { makeSample } from '../../fixtures/sample-report.ts';
import { describeBrowser, findBrowser, launch, openReport } from './browser.ts';
import { hostileTexts, makeHostile } from './hostile.ts';

const folder = mkdtempSync(join(tmpdir(), 'unleak-reports-proof-'));
const quiet = { showSecrets: false, color: false, verbose: false };
const gaps = { complete: false, skipped: [{ what: 'assets/old.zip', why: 'broken zip data' }] };
let failed = 0;

try {
  await prove('JUnit XML is valid by the schema, findings and gaps or none', checkJunit);
  const path = findBrowser();
  if (path === undefined) fail('the HTML report in a browser', 'missing tool: chromium (apt-get install chromium)');
  else await proveInBrowser(path);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
console.log(failed === 0 ? 'reports: all hold' : `reports: ${failed} do not hold`);
process.exitCode = failed === 0 ? 0 : 1;

async function proveInBrowser(path: string): Promise<void> {
  const browser = await launch(path);
  const name = describeBrowser(path);
  const sample = makeSample(300, gaps);
  const file = write('sample.html', html, sample);
  try {
    await prove(`axe finds nothing, light and dark, wide and narrow (${name})`, () =>
      checkAccessibility(browser, file),
    );
    await prove('each filter shows exactly the secrets that it names', () => checkFilters(browser, file, sample));
    await prove('grouping by file, author, age and rule shows each group', () => checkGroups(browser, file, sample));
    await prove('everything is reached by keyboard, and the focus is never lost', () => checkKeyboard(browser, file));
    await prove('paper has the whole list and no controls', () => checkPrint(browser, file, sample));
    await prove('a hostile path, author, title or reason is text and nothing else', () => checkInjection(browser));
    await prove('50,000 secrets are shown within 3 s', () => checkSpeed(browser));
  } finally {
    await browser.close();
  }
}

async function prove(claim: string, test: () => Promise<string | void> | string | void): Promise<void> {
  const began = performance.now();
  try {
    const figure = await test();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`ok   ${claim}${figure === undefined ? '' : `: ${figure}`} (${seconds} s)`);
  } catch (error) {
    fail(claim, error instanceof Error ? error.message : String(error));
  }
}

function fail(claim: string, reason: string): void {
  failed++;
  console.log(`FAIL ${claim}\n${reason.replaceAll(/^/gm, '     ')}`);
}

function expectEqual(what: string, actual: unknown, expected: unknown): void {
  const [one, other] = [actual, expected].map((each) => JSON.stringify(each));
  if (one !== other) throw new Error(`${what}: ${one}, not ${other}`);
}

function write(name: string, reporter: Reporter, report: ScanReport): string {
  const file = join(folder, name);
  writeFileSync(file, [...reporter.render(report, quiet)].join(''));
  return file;
}

function checkJunit(): string {
  const files = [
    write('clean.xml', junit, makeSample(0)),
    write('gaps.xml', junit, makeSample(0, gaps)),
    write('sample.xml', junit, makeSample(300, gaps)),
    write('hostile.xml', junit, makeHostile()),
  ];
  const args = ['--noout', '--schema', 'test/proofs/reports/junit.xsd', ...files];
  const { status, stderr, error } = spawnSync('xmllint', args, { encoding: 'utf8' });
  if (error !== undefined) throw new Error('missing tool: xmllint (apt-get install libxml2-utils)');
  if (status !== 0) throw new Error(stderr);
  return `${files.length} files`;
}

interface AxeResult {
  readonly violations: readonly {
    id: string;
    help: string;
    nodes: readonly { html: string; failureSummary?: string }[];
  }[];
  readonly passes: readonly object[];
}

async function checkAccessibility(browser: Browser, file: string): Promise<string> {
  let rules = 0;
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      const { page } = await openReport(browser, file, { theme, width });
      for (const grouping of ['secret', 'file']) {
        await page.getByLabel('Group by').selectOption(grouping);
        await page.locator('.rows details summary').first().click();
        await page.locator('.numbers summary').click();
        rules = Math.max(rules, await runAxe(page, `${theme}, ${width} px, by ${grouping}`));
      }
      await page.close();
    }
  }
  return `${rules} rules pass`;
}

/** By the browser's own protocol, as the page's policy runs no other script. */
async function runAxe(page: Page, where: string): Promise<number> {
  const result = (await page.evaluate(
    `${axe.source}; axe.run(document, { resultTypes: ['violations', 'passes'] })`,
  )) as AxeResult;
  const found = result.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''} (${nodes.length})`,
  );
  if (found.length > 0) throw new Error(`${where}\n${found.join('\n')}`);
  return result.passes.length;
}

/** Secrets, as the line above the list has them. */
async function countShown(page: Page): Promise<number> {
  await page.waitForTimeout(250);
  const text = (await page.locator('[role=status]').textContent()) ?? '';
  return Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', ''));
}

async function checkFilters(browser: Browser, file: string, { findings }: ScanReport): Promise<string> {
  const { page } = await openReport(browser, file);
  const count = (test: (finding: ScanReport['findings'][number]) => boolean): number => findings.filter(test).length;
  const form = page.getByRole('search');
  const clear = (): Promise<void> => page.getByRole('button', { name: 'Clear filters' }).click();
  const check = (group: string, name: string): Promise<void> =>
    form.getByRole('group', { name: group }).getByLabel(name).check();
  const cases: [string, () => Promise<unknown>, number][] = [
    ['severity', () => check('Severity', 'critical'), count(({ severity }) => severity === 'critical')],
    [
      'two severities',
      async () => (await check('Severity', 'critical'), check('Severity', 'low')),
      count(({ severity }) => severity === 'critical' || severity === 'low'),
    ],
    [
      'status',
      () => check('Status', 'open'),
      count(({ status, liveness }) => status === 'open' && liveness !== 'dead'),
    ],
    ['revoked', () => check('Status', 'revoked'), count(({ liveness }) => liveness === 'dead')],
    [
      'rule',
      () => form.getByLabel('Rule').selectOption('stripe-secret-key'),
      count(({ rule }) => rule === 'stripe-secret-key'),
    ],
    [
      'path',
      () => form.getByLabel('Path contains').fill('TERRAFORM'),
      count(({ locations }) => locations.some(({ path }) => path.includes('terraform'))),
    ],
    [
      'author',
      () => form.getByLabel('Author contains').fill('okafor'),
      count(({ locations }) => locations.some(({ author }) => author === 'Ben Okafor')),
    ],
    [
      'folder',
      () => page.locator('.treemap button', { hasText: 'infra' }).click(),
      count(({ locations }) => locations.some(({ path }) => path.startsWith('infra/'))),
    ],
    ['confidence', () => check('Confidence', 'low'), count(({ confidence }) => confidence === 'low')],
  ];
  for (const [name, act, expected] of cases) {
    if (expected === 0 || expected === findings.length) throw new Error(`the sample says nothing of ${name}`);
    await act();
    expectEqual(name, await countShown(page), expected);
    await clear();
    expectEqual('cleared', await countShown(page), findings.length);
  }
  return `${cases.length} filters`;
}

async function checkGroups(browser: Browser, file: string, { findings }: ScanReport): Promise<void> {
  const { page } = await openReport(browser, file);
  const groups = {
    file: new Set(findings.flatMap(({ locations }) => locations.map(({ path }) => path))).size,
    author: new Set(findings.map(({ locations }) => locations[0]?.author)).size,
    rule: new Set(findings.map(({ rule }) => rule)).size,
  };
  for (const [grouping, expected] of Object.entries(groups)) {
    await page.getByLabel('Group by').selectOption(grouping);
    const text = (await page.locator('[role=status]').textContent()) ?? '';
    expectEqual(grouping, text, `300 secrets in ${expected} groups`);
  }
  await page.getByLabel('Group by').selectOption('age');
  const labels = await page.locator('.group .what').allTextContents();
  expectEqual('ages, oldest first', labels.slice(0, 2), ['more than 3 years', '1 to 3 years']);
  const [first] = await page.locator('.group .count').allTextContents();
  await page.locator('.group summary').first().click();
  await page.locator('.group[open] .secret').first().waitFor();
  const rest = page.locator('.group[open] .members > button');
  while ((await rest.count()) > 0) await rest.click();
  expectEqual('members', `${await page.locator('.group[open] .secret').count()} secrets`, first);
}

async function checkKeyboard(browser: Browser, file: string): Promise<void> {
  const { page } = await openReport(browser, file);
  await page.keyboard.press('Tab');
  expectEqual('first stop', await page.evaluate('document.activeElement.textContent'), 'Skip to the list of secrets');
  await page.keyboard.press('Enter');
  expectEqual('after the skip link', await page.evaluate('document.activeElement.id'), 'list');
  await page.locator('.secret summary').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('.secret[open] .body').waitFor({ timeout: 5000 });
  await page.locator('.treemap button').first().focus();
  await page.keyboard.press('Enter');
  const current = await page.evaluate(`document.activeElement.getAttribute('aria-current')`);
  expectEqual('after a folder was chosen', current, 'true');
  const stops = await page.evaluate(
    `[...document.querySelectorAll('[tabindex]')].filter(({ tabIndex }) => tabIndex > 0).length`,
  );
  expectEqual('stops out of order', stops, 0);
}

async function checkPrint(browser: Browser, file: string, { findings }: ScanReport): Promise<string> {
  const { page } = await openReport(browser, file, { theme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(`window.dispatchEvent(new Event('beforeprint')) && undefined`);
  expectEqual('rows', await page.locator('.secret').count(), findings.length);
  expectEqual('filters', await page.getByRole('search').isVisible(), false);
  expectEqual(
    'paper',
    await page.evaluate('getComputedStyle(document.documentElement).backgroundColor'),
    'rgb(255, 255, 255)',
  );
  await page.evaluate(`window.dispatchEvent(new Event('afterprint')) && undefined`);
  expectEqual('rows afterwards', await page.locator('.secret').count(), 100);
  const pdf = await page.pdf({ format: 'A4' });
  return `${Math.round(pdf.length / 1000)} kB of PDF`;
}

async function checkInjection(browser: Browser): Promise<string> {
  const file = write('hostile.html', html, makeHostile());
  const { page, requests, complaints } = await openReport(browser, file);
  const expected = await page.locator('script, style, meta, link, img, iframe, object, embed, base, form').count();
  for (const grouping of ['secret', 'file', 'author', 'rule']) {
    await page.getByLabel('Group by').selectOption(grouping);
    // Groups fill themselves when they open, and secrets after them.
    for (let depth = 0; depth < 2; depth++) {
      await page.evaluate(`for (const each of document.querySelectorAll('.rows details')) each.open = true`);
      await page.waitForTimeout(100);
    }
  }
  const widths = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expectEqual('what stands out at the side', await page.evaluate(widths), 0);
  await page.setViewportSize({ width: 390, height: 900 });
  expectEqual('what stands out of a narrow page', await page.evaluate(widths), 0);
  for (const text of hostileTexts) await page.getByLabel('Path contains').fill(text);
  await page.waitForTimeout(300);
  const after = await page.locator('script, style, meta, link, img, iframe, object, embed, base, form').count();
  expectEqual('elements', after, expected);
  expectEqual('what ran', await page.evaluate(`Object.keys(window).filter((name) => name.startsWith('pwned'))`), []);
  expectEqual(
    'links',
    await page.evaluate('[...document.links].filter(({ href }) => !/^(file|https?):/.test(href)).length'),
    0,
  );
  expectEqual('complaints', complaints, []);
  expectEqual('requests', requests, [pathToFileURL(file).href]);
  return `${hostileTexts.length} texts in every field, no request, no dialog`;
}

/** From the beginning of the load until everything stands there; the best of five, as other programs run here, too. */
async function checkSpeed(browser: Browser): Promise<string> {
  const report = makeSample(50_000);
  const file = write('large.html', html, report);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const { page } = await openReport(browser, file);
    times.push(Number(await page.locator('html').getAttribute('data-ready')));
    expectEqual('secrets', await countShown(page), report.findings.length);
    await page.close();
  }
  const best = Math.min(...times);
  if (best > 3000) throw new Error(`${times.map((time) => Math.round(time)).join(', ')} ms`);
  return `${(best / 1000).toFixed(2)} s`;
}
