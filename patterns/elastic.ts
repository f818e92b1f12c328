/** Elastic: Elasticsearch and Elastic Cloud API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const elastic = [
  {
    id: 'elastic-api-key-header',
    title: 'Elasticsearch API key',
    severity: 'high',
    regex: /\bApiKey[ \t]{1,3}(?<secret>[A-Za-z0-9+/]{56,80}={0,2})(?:[^A-Za-z0-9+/=]|$)/i,
    keywords: ['apikey '],
    checks: ['base64-credentials'],
    overlaps: ['http-bearer-token', 'http-bearer-token-signs'],
    why: 'Reads and writes the indexes that it may use.',
    revoke: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-invalidate-api-key',
    references: ['https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys'],
    match: [
      '-H "Authorization: ApiKey {b64of:{b64url:20}:{b64url:22}}"',
      "headers: { authorization: 'ApiKey {b64of:{b64url:20}:{b64url:22}}' }",
    ],
    miss: ['Authorization: ApiKey {b64of:{an:43}}', 'Authorization: ApiKey $ES_KEY', 'Authorization: ApiKey {an:20}'],
  },
  {
    id: 'elastic-api-key',
    title: 'Elasticsearch API key',
    severity: 'high',
    regex: assigned(
      'elastic * api key|elasticsearch * key|ES_API_KEY|elastic * key|kibana * key',
      '[A-Za-z0-9+/]{58,60}={0,2}',
    ),
    keywords: ['elastic', 'es_api_key', 'kibana'],
    checks: ['base64-credentials'],
    why: 'Reads and writes the indexes that it may use.',
    revoke: 'https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-invalidate-api-key',
    references: ['https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys'],
    match: [
      'ELASTIC_API_KEY={b64of:{b64url:20}:{b64url:22}}',
      'elasticsearch_api_key: "{b64of:{b64url:20}:{b64url:22}}"',
    ],
    miss: ['ELASTIC_API_KEY={b64of:{an:43}}', 'ELASTIC_API_KEY={an:30}', 'ELASTIC_CLOUD_ID={b64of:acme:{an:38}}'],
  },
  {
    id: 'elastic-cloud-api-key',
    title: 'Elastic Cloud API key',
    severity: 'critical',
    regex: /\b(?<secret>essu_[A-Za-z0-9+/]{40,300}={0,2}AAAAA[A-Za-z0-9+/]{6}(?:=|[A-Za-z0-9+/]))(?:[^A-Za-z0-9+/=]|$)/,
    keywords: ['essu_'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'Creates, changes and deletes the deployments of the organisation.',
    revoke: 'https://cloud.elastic.co/account/keys',
    references: ['https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys'],
    match: [
      'EC_API_KEY=essu_{b64of:{b64of:{b64url:20}:{b64url:22}}}AAAAA{b64:6}=',
      'apikey: "essu_{b64of:{b64of:{b64url:20}:{b64url:22}}}AAAAA{b64:6}="',
    ],
    miss: [
      'essu_{an:60}',
      'esss_{b64of:{an:60}}AAAAA{b64:6}=',
      'essu_{an:12}AAAAA{b64:6}=',
      'processu_{an:60}AAAAA{b64:6}=',
    ],
  },
] as const satisfies readonly Pattern[];
