/** Adyen: API keys. */
import type { Pattern } from '../src/types.ts';

export const adyen = [
  {
    id: 'adyen-api-key',
    title: 'Adyen API key',
    severity: 'critical',
    regex:
      /(?:[Aa][Dd][Yy][Ee][Nn]|[Xx]-(?:API|api|Api)-[Kk](?:ey|EY))[^\n]{0,60}?[\s"'`:=,](?<secret>AQ[EF][a-z][A-Za-z0-9+/]{60,400}={0,2}-[A-Za-z0-9+/]{43}=-[!-~]{16})(?:["'\s\\]|$)/,
    keywords: ['adyen', 'x-api-key'],
    entropy: 4.4,
    why: 'Makes payments, refunds and payouts through the merchant account.',
    revoke: 'https://docs.adyen.com/development-resources/api-credentials/',
    references: ['https://docs.adyen.com/development-resources/api-credentials/#generate-api-key'],
    match: [
      'ADYEN_API_KEY=AQEyhmf{an:90}-{b64:43}=-{an:16}',
      "curl -H 'x-API-key: AQEthmf{b64:100}-{b64:43}=-8I{an:6}<{an:7}'",
    ],
    miss: ['ADYEN_API_KEY=AQEyhmf{an:90}', 'ADYEN_API_KEY=AQEyhmf{an:20}-{b64:43}=-{an:16}', 'ADYEN_MERCHANT={an:90}'],
  },
] as const satisfies readonly Pattern[];
