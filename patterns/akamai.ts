/** Akamai: EdgeGrid API clients. */
import type { Pattern } from '../src/types.ts';

export const akamai = [
  {
    id: 'akamai-edgegrid-client-secret',
    title: 'Akamai EdgeGrid client secret',
    severity: 'critical',
    regex: /client_?secret["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[A-Za-z0-9+/]{42,43}=)(?:["'\s\\,;]|$)/i,
    keywords: ['client_secret', 'clientsecret'],
    entropy: 4,
    parts: {
      host: {
        regex:
          /\b(?<secret>akab-[a-z0-9]{8,40}-?[a-z0-9]{0,40}\.(?:luna|purge|imaging|cloudlets|[a-z]{2,16})\.akamaiapis\.net)\b/,
        within: 600,
        required: true,
      },
      accessToken: {
        regex: /access_?token["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>akab-[a-z0-9]{16}-[a-z0-9]{16})\b/i,
        within: 600,
      },
      clientToken: {
        regex: /client_?token["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>akab-[a-z0-9]{16}-[a-z0-9]{16})\b/i,
        within: 600,
      },
    },
    why: 'Calls the Akamai APIs as this client: properties, DNS, purging, certificates.',
    revoke: 'https://control.akamai.com/apps/identity-management/',
    references: ['https://techdocs.akamai.com/developer/docs/edgegrid'],
    match: [
      '[default]\nclient_secret = {b64:43}=\nhost = akab-{lowernum:16}-{lowernum:16}.luna.akamaiapis.net\naccess_token = akab-{lowernum:16}-{lowernum:16}\nclient_token = akab-{lowernum:16}-{lowernum:16}\n',
      '{"host":"akab-{lowernum:16}-{lowernum:16}.luna.akamaiapis.net","clientSecret":"{b64:43}="}',
    ],
    miss: [
      'client_secret = {b64:43}=\nhost = api.acme.io',
      'client_secret = {b64:30}=\nhost = akab-{lowernum:16}-{lowernum:16}.luna.akamaiapis.net',
      'host = akab-{lowernum:16}-{lowernum:16}.luna.akamaiapis.net\nclient_secret = $SECRET',
    ],
  },
] as const satisfies readonly Pattern[];
