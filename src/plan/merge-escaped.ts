/** A value of several lines that also stands with its line ends escaped is one value, though a scan reports both: it is stored once. */
import { Secret } from '../secret.ts';
import type { Finding } from '../types.ts';
import { readEscapedKey, writeForm } from './value-forms.ts';

/** The findings without those that are another one escaped; their places go to that other one. A key that stands nowhere else is read, too. */
export function mergeEscaped(found: readonly Finding[]): readonly Finding[] {
  return mergeSame(found).map((each) => ({ ...each, secret: readEscapedKey(each.secret) ?? each.secret }));
}

function mergeSame(findings: readonly Finding[]): readonly Finding[] {
  const whole = findings.filter(({ locations }) => locations.some(({ line, endLine }) => endLine > line));
  const owners = new Map<Finding, Finding>();
  for (const owner of whole) {
    const written = (['json', 'escaped'] as const).map((form) => new Secret(writeForm(owner.secret, form)));
    for (const each of findings)
      if (each !== owner && written.some((text) => each.secret.equals(text))) owners.set(each, owner);
  }
  return findings
    .filter((each) => !owners.has(each))
    .map((each) => {
      const others = findings.filter((other) => owners.get(other) === each);
      return others.length === 0 ? each : { ...each, locations: [each, ...others].flatMap((one) => one.locations) };
    });
}
