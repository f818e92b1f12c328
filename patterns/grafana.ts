/** Grafana: service account tokens, cloud tokens and the former API keys. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://grafana.com/docs/grafana/latest/administration/service-accounts/';

export const grafana = [
  {
    id: 'grafana-service-account-token',
    title: 'Grafana service account token',
    severity: 'high',
    regex: /\b(?<secret>glsa_[A-Za-z0-9]{32}_[0-9a-f]{8})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['glsa_'],
    entropy: 3.5,
    overlaps: ['http-bearer-token-signs'],
    why: 'Reads dashboards and queries data sources, or administers Grafana, as its role allows.',
    revoke: docs,
    references: [docs],
    match: ['GRAFANA_TOKEN=glsa_{an:32}_{hex:8}', 'Authorization: Bearer glsa_{an:32}_{hex:8}'],
    miss: [
      'glsa_{an:31}_{hex:8}',
      'glsa_{an:32}_{hex:7}',
      'glsa_{an:32}_{hex:9}',
      'glsa_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX_AAAAAAAA',
    ],
  },
  {
    id: 'grafana-cloud-token',
    title: 'Grafana Cloud access policy token',
    severity: 'high',
    regex: /\b(?<secret>glc_(?:eyJ[A-Za-z0-9+\/]{30,400}={0,2}|[A-Za-z0-9+\/]{32,400}={0,2}))(?:[^A-Za-z0-9+\/=_-]|$)/,
    keywords: ['glc_'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Writes and reads the metrics, logs and traces of the stacks that it covers.',
    revoke:
      'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
    references: [
      'https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/',
    ],
    match: [
      'GRAFANA_CLOUD_TOKEN=glc_{b64of:{"o":"{digits:6}","n":"stack-{digits:6}-{lower:6}","k":"{an:24}","m":{"r":"eu"}}}',
      'password: glc_{an:32}',
    ],
    miss: ['glc_{an:20}', 'glc_111111111111111111111111111111111111111111=', 'xglc_{an:40}', 'glc_init_program'],
  },
  {
    id: 'grafana-api-key-legacy',
    title: 'Grafana API key (before service accounts)',
    severity: 'high',
    regex: /\b(?<secret>eyJrIjoi[A-Za-z0-9+\/]{56,400}={0,2})(?:[^A-Za-z0-9+\/=_.-]|$)/,
    keywords: ['eyjrijoi'],
    entropy: 3.5,
    checks: ['grafana-key'],
    overlaps: ['http-bearer-token', 'http-bearer-token-signs'],
    why: 'Reads dashboards and queries data sources, or administers Grafana, as its role allows.',
    revoke: docs,
    references: ['https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/'],
    match: [
      'Authorization: Bearer {b64of:{"k":"{an:32}","n":"deploy","id":1}}',
      'GrafanaClient("{b64of:{"k":"{an:32}","n":"admin key","id":12}}")',
    ],
    miss: [
      '{b64of:{"k":"{an:31}","n":"deploy","id":1}}',
      'view?r={b64of:{"k":"{uuid}","t":"{uuid}","c":9}}',
      'eyJrIjoi{an:20}',
    ],
  },
] as const satisfies readonly Pattern[];
