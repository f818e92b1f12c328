/** The rules of a SARIF run: what each kind of secret opens, and what to do about it. */
import type { Confidence, Finding, Severity } from '../../types.ts';
import { levels } from '../alerts.ts';
import { escapeMarkdown, toLink } from '../escape.ts';
import { adviseOnRule } from '../no-secret.ts';
import { compare, severities } from '../order.ts';

/** GitHub reads them as CVSS: above 9.0 is critical, from 7.0 high, from 4.0 medium. */
const scores: Readonly<Record<Severity, string>> = { critical: '9.8', high: '8.0', medium: '5.5', low: '2.0' };

export interface Rules {
  readonly rules: readonly object[];
  indexOf(rule: string): number;
}

/** Sorted by id; a rule is as severe and as precise as the most severe and most certain of its findings. */
export function describeRules(findings: readonly Finding[]): Rules {
  const byRule = new Map<string, RuleFacts>();
  for (const { rule, title, why, revoke, severity, confidence } of findings) {
    const known = byRule.get(rule) ?? { id: rule, title, why, revoke, severity, confidence };
    byRule.set(rule, {
      ...known,
      severity: highest(severities, known.severity, severity),
      confidence: highest(confidences, known.confidence, confidence),
    });
  }
  const sorted = [...byRule.values()].sort((a, b) => compare(a.id, b.id));
  const indexes = new Map(sorted.map(({ id }, at) => [id, at]));
  return { rules: sorted.map(describeRule), indexOf: (rule) => indexes.get(rule) ?? -1 };
}

interface RuleFacts extends Pick<Finding, 'title' | 'why' | 'revoke' | 'severity' | 'confidence'> {
  readonly id: string;
}

const confidences: readonly Confidence[] = ['low', 'medium', 'high'];

function highest<T>(order: readonly T[], one: T, other: T): T {
  return order.indexOf(other) > order.indexOf(one) ? other : one;
}

function describeRule({ id, title, why, revoke, severity, confidence }: RuleFacts): object {
  const page = toLink(revoke);
  return {
    id,
    name: toPascalCase(id),
    shortDescription: { text: title },
    fullDescription: { text: why || title },
    ...(page !== undefined && { helpUri: page }),
    help: { text: helpText({ id, why, page }), markdown: helpMarkdown({ id, why, page }) },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ['security', 'secret', 'external/cwe/cwe-798'],
      precision: confidence,
      'security-severity': scores[severity],
    },
  };
}

/** Viewers show `StripeSecretKey` where they want one word. */
function toPascalCase(id: string): string {
  return id
    .split(/[^a-zA-Z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

interface Help {
  readonly id: string;
  readonly why: string;
  readonly page: string | undefined;
}

function helpText({ id, why, page }: Help): string {
  return [
    why,
    `1. Revoke or rotate it${page === undefined ? '' : `: ${page}`}. Whoever has seen the repository may have it; deleting the line or rewriting history does not end the leak.`,
    '2. Load its successor at run time: `unleak fix` shows how, and changes nothing until it is told to.',
    `3. If it is no secret, ${adviseOnRule(id)}.`,
  ].join('\n');
}

function helpMarkdown({ id, why, page }: Help): string {
  return [
    `**What it opens.** ${escapeMarkdown(why)}`,
    '',
    '**What to do**',
    '',
    `1. ${page === undefined ? 'Revoke or rotate it' : `[Revoke or rotate it](<${page.replaceAll(/[<>]/g, encodeURIComponent)}>)`}. Whoever has seen the repository may have it; deleting the line or rewriting history does not end the leak.`,
    '2. Load its successor at run time: `unleak fix` shows how, and changes nothing until it is told to.',
    `3. If it is no secret, ${adviseOnRule(id, '`')}.`,
  ].join('\n');
}
