/** PagerDuty: API and integration keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const pagerduty = [
  {
    id: 'pagerduty-api-key',
    title: 'PagerDuty API key',
    severity: 'high',
    regex: assigned(
      'pagerduty * token|pagerduty * key|pager duty * key|pager duty * token|PD_API_KEY|PD_TOKEN|pd_key|pd_api_key',
      '(?:[A-Za-z0-9_+\\-]{20}|[a-f0-9]{32}|[a-z]\\+[A-Za-z0-9_+\\-]{18})',
    ),
    keywords: ['pagerduty', 'pager_duty', 'pager-duty', 'pd_api_key', 'pd_token', 'pd_key'],
    checks: ['mixed-alnum'],
    entropy: 3.2,
    why: 'Reads and changes on-call schedules, or silences and raises incidents.',
    revoke: 'https://support.pagerduty.com/main/docs/api-access-keys',
    references: ['https://support.pagerduty.com/main/docs/api-access-keys'],
    match: ['PAGERDUTY_API_KEY=u+{an:18}', 'pagerduty_token = "{an:20}"', 'pagerduty_integration_key: {hex:32}'],
    miss: ['PAGERDUTY_API_KEY={an:19}', 'PAGERDUTY_SERVICE_ID={uppernum:20}', 'pagerduty_token = var.pagerduty_token'],
  },
] as const satisfies readonly Pattern[];
