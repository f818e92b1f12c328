/** LaunchDarkly: SDK keys and access tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const launchdarkly = [
  {
    id: 'launchdarkly-key',
    title: 'LaunchDarkly SDK or API key',
    severity: 'high',
    regex: assigned(
      'launchdarkly * key|launchdarkly * token|launch darkly * key|launch darkly * token|LD_SDK_KEY|LD_API_KEY|LD_ACCESS_TOKEN|launchdarkly * secret|ldclient init|ldclient * init',
      `(?:(?:sdk|api|mob)-${uuid}|api-[A-Za-z0-9]{36})`,
    ),
    keywords: [
      'launchdarkly',
      'launch_darkly',
      'launch-darkly',
      'ld_sdk_key',
      'ld_api_key',
      'ld_access_token',
      'ldclient',
    ],
    overlaps: ['launchdarkly-token-without-a-mark'],
    why: 'Reads every flag of the environment or, as an API key, switches features on and off.',
    revoke: 'https://app.launchdarkly.com/settings/authorization',
    references: [
      'https://launchdarkly.com/docs/home/account/api',
      'https://launchdarkly.com/docs/sdk/concepts/client-side-server-side',
    ],
    match: [
      'LAUNCHDARKLY_SDK_KEY=sdk-{uuid}',
      'launchdarkly_access_token = "api-{uuid}"',
      "LDClient.init('sdk-{uuid}')",
    ],
    miss: [
      'LAUNCHDARKLY_SDK_KEY=sdk-{cut:1:{uuid}}',
      'LAUNCHDARKLY_CLIENT_ID={hex:24}',
      'LAUNCHDARKLY_SDK_KEY=$KEY',
      'sdk-{uuid}',
    ],
  },
] as const satisfies readonly Pattern[];
