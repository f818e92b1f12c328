/** Salesforce: session ids, refresh tokens, consumer keys. */
import type { Pattern } from '../src/types.ts';

export const salesforce = [
  {
    id: 'salesforce-access-token',
    title: 'Salesforce access token (session id)',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9])(?<secret>00[A-Za-z0-9]{13}(?:[A-Za-z0-9]{3})?!AQ[A-Za-z0-9_.]{60,200}|00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?![A-Za-z0-9_.-]{80,260})(?:[^A-Za-z0-9_.-]|$)/,
    keywords: ['00d', '!aq'],
    checks: ['mixed-alnum'],
    entropy: 4.6,
    why: 'Acts as its user in the organisation until the session ends.',
    revoke: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm',
    references: ['https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/quickstart_oauth.htm'],
    match: [
      'SF_ACCESS_TOKEN=00D{an:12}!AQ{an:94}',
      '"access_token":"00D{an:15}!AQ{of:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:100}"',
    ],
    miss: [
      '00D{an:12}!short',
      '00D{an:12}!AQxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '00D{an:5}!{an:96}',
    ],
  },
  {
    id: 'salesforce-refresh-token',
    title: 'Salesforce refresh token',
    severity: 'critical',
    regex: /(?:^|[^A-Za-z0-9._])(?<secret>5Aep861[A-Za-z0-9._]{70,100})(?:[^A-Za-z0-9._]|$)/,
    keywords: ['5aep861'],
    entropy: 4,
    why: 'Makes access tokens for its user until it is revoked.',
    revoke: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_revoke_token.htm',
    references: ['https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_refresh_token_flow.htm'],
    match: [
      'SFDX_REFRESH_TOKEN=5Aep861{an:80}',
      '"sfdxAuthUrl": "force://PlatformCLI::5Aep861{an:70}.{an:9}@acme.my.salesforce.com"',
    ],
    miss: ['5Aep861{an:40}', '5Aep861{an:110}', 'x5Aep861{an:80}'],
  },
  {
    id: 'salesforce-consumer-key',
    title: 'Salesforce consumer key',
    severity: 'low',
    regex: /(?:^|[^A-Za-z0-9._])(?<secret>3MV[GS][A-Za-z0-9._]{80,120})(?:[^A-Za-z0-9._]|$)/,
    keywords: ['3mvg', '3mvs'],
    checks: ['mixed-alnum'],
    entropy: 4.4,
    parts: {
      consumerSecret: {
        regex: /secret["']?[ \t]{0,4}(?:[:=]|=>)[ \t]{0,4}["']?(?<secret>[0-9A-F]{64}|\d{16,20})\b/i,
        within: 400,
      },
    },
    why: 'Names the connected app; with its secret, exchanges codes for the tokens of its users.',
    revoke: 'https://help.salesforce.com/s/articleView?id=sf.connected_app_rotate_consumer_details.htm',
    references: ['https://help.salesforce.com/s/articleView?id=sf.connected_app_create_api_integration.htm'],
    match: ['SALESFORCE_CLIENT_ID=3MVG9{an:80}', "consumerKey: '3MVG9{an:60}_{an:19}'"],
    miss: ['3MVG9{an:40}', '3MG{an:85}', '2MVG{an:85}'],
  },
] as const satisfies readonly Pattern[];
