/** Datadog: API and application keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const datadog = [
  {
    id: 'datadog-api-key',
    title: 'Datadog API key',
    severity: 'high',
    regex: assigned(
      'datadog * key|datadog * token|datadog * secret|DD_API_KEY|DD-API-KEY|DD_CLIENT_API_KEY',
      '[a-f0-9]{32}',
    ),
    keywords: ['datadog', 'dd_api_key', 'dd-api-key', 'dd_client_api_key'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Sends metrics, logs and events into the organisation’s account.',
    revoke: 'https://app.datadoghq.com/organization-settings/api-keys',
    references: ['https://docs.datadoghq.com/account_management/api-app-keys/'],
    match: ['DD_API_KEY={hex:32}', 'datadog:\n  datadog_api_key: "{hex:32}"', '-H "DD-API-KEY: {hex:32}"'],
    miss: [
      'DD_API_KEY={hex:31}',
      'DD_API_KEY=${DATADOG_API_KEY}',
      'datadog_trace_id={hex:32}',
      'DD_API_KEY=00000000000000000000000000000000',
    ],
  },
  {
    id: 'datadog-app-key',
    title: 'Datadog application key',
    severity: 'high',
    regex: assigned(
      'datadog * key|datadog * token|datadog * secret|DD_APP_KEY|DD-APPLICATION-KEY|DD_APPLICATION_KEY|DD_CLIENT_APP_KEY',
      '(?:[a-f0-9]{40}|ddapp_[A-Za-z0-9]{34})',
    ),
    keywords: ['datadog', 'dd_app_key', 'dd-application-key', 'dd_application_key', 'dd_client_app_key'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'With an API key, reads and changes dashboards, monitors and data as the user who made it.',
    revoke: 'https://app.datadoghq.com/organization-settings/application-keys',
    references: ['https://docs.datadoghq.com/account_management/api-app-keys/'],
    match: ['DD_APP_KEY={hex:40}', 'datadog_app_key = "{hex:40}"', '-H "DD-APPLICATION-KEY: ddapp_{an:34}"'],
    miss: ['DD_APP_KEY={hex:39}', 'DD_APP_KEY=${DATADOG_APP_KEY}', 'datadog_git_commit_sha={hex:40}'],
  },
] as const satisfies readonly Pattern[];
