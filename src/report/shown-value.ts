/** The value in a report: redacted, unless the user has asked for it with --show-secrets. */
import type { Secret } from '../secret.ts';
import type { ReportOptions } from '../types.ts';

export function showValue(secret: Secret, { showSecrets }: Pick<ReportOptions, 'showSecrets'>): string {
  return showSecrets ? secret.reveal() : secret.redacted;
}
