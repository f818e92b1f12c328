/** A report of a repository that wants to run something in the browser of whoever reads of it. */
import { Secret } from '../../../src/secret.ts';
import type { Finding, ScanReport } from '../../../src/types.ts';
import { makeSample } from '../../fixtures/sample-report.ts';

export const hostileTexts: readonly string[] = [
  '</script><script>window.pwned1 = 1</script>',
  '<!--<script>',
  '--><img src=x onerror="window.pwned2 = 1">',
  '"><svg onload=alert(1)>',
  `'"><iframe srcdoc="<script>parent.pwned3=1</script>">`,
  'javascript:window.pwned4=1',
  'https://evil.example/"onmouseover="window.pwned5=1',
  '</title><base href=https://evil.example/><link rel=stylesheet href=//evil.example/x.css>',
  '</style><style>@import "https://evil.example/"</style>',
  '</pre></code></details><form action=https://evil.example><button autofocus>',
  '${window.pwned6 = 1}{{constructor.constructor("window.pwned7=1")()}}',
  '\u2028window.pwned8 = 1//',
  '\u202e<\u0000script>window.pwned9=1</script>',
  '__proto__',
  'constructor',
  '&lt;img src=x onerror=window.pwned10=1&gt;',
  'data:text/html,<script>alert(1)</script>',
  `${'deep/'.repeat(60)}${'long'.repeat(200)}`,
];

/** Each text in each field that a repository, its history or its configuration can write. */
export function makeHostile(): ScanReport {
  const [sample] = makeSample(1).findings;
  if (sample === undefined) throw new Error('no sample');
  const findings = hostileTexts.map((text, at): Finding => {
    const [location] = sample.locations;
    if (location === undefined) throw new Error('no place');
    const frame = { firstLine: 1, firstColumn: 1, text: new Secret(`${text} = x`) };
    const place = { ...location, path: text, author: text, email: text, commit: text, frame };
    return {
      ...sample,
      status: (['open', 'allowed', 'baseline'] as const)[at % 3] ?? 'open',
      id: `${at}${text}`,
      rule: text,
      ...{ title: text, why: text, revoke: text, reason: text },
      locations: [place, { ...place, path: `${text}/${text}` }],
    };
  });
  const skipped = hostileTexts.map((text) => ({ what: text, why: text }));
  const scan = { complete: false, skipped, root: `/r/${hostileTexts[0]?.replaceAll('/', '') ?? ''}` };
  const repository = { prefix: '', branch: hostileTexts[2] ?? '', revision: hostileTexts[3] ?? '' };
  const { scan: base, ...rest } = makeSample(0);
  return { ...rest, findings, scan: { ...base, ...scan, repository } };
}
