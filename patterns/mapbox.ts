/** Mapbox: secret, temporary and public tokens. */
import type { Pattern } from '../src/types.ts';

export const mapbox = [
  {
    id: 'mapbox-secret-token',
    title: 'Mapbox secret or temporary token',
    severity: 'high',
    regex: /\b(?<secret>[st]k\.eyJ[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20,24})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sk.eyj', 'tk.eyj'],
    entropy: 4,
    why: 'Changes styles, datasets and tokens of the account, within its scopes.',
    revoke: 'https://console.mapbox.com/account/access-tokens/',
    references: ['https://docs.mapbox.com/accounts/guides/tokens/'],
    match: [
      'MAPBOX_TOKEN=sk.{b64urlof:{"u":"acme","a":"{lowernum:25}"}}.{b64url:22}',
      'token: "tk.{b64urlof:{"u":"acme","exp":1700000000}}.{b64url:22}"',
    ],
    miss: ['sk.eyJ{an:60}.{an:10}', 'pk.{b64urlof:{"u":"acme","a":"{lowernum:25}"}}.{b64url:22}', 'sk.{an:60}.{an:22}'],
  },
  {
    id: 'mapbox-public-token',
    title: 'Mapbox public token',
    severity: 'low',
    regex: /\b(?<secret>pk\.eyJ[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20,24})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['pk.eyj'],
    entropy: 4,
    why: 'Loads maps at the account’s expense; it stands in public pages by design, so restrict it to your domains.',
    revoke: 'https://console.mapbox.com/account/access-tokens/',
    references: ['https://docs.mapbox.com/accounts/guides/tokens/'],
    match: [
      'mapboxgl.accessToken = "pk.{b64urlof:{"u":"acme","a":"{lowernum:25}"}}.{b64url:22}";',
      'MAPBOX_PUBLIC=pk.{b64urlof:{"u":"acme","a":"{lowernum:25}"}}.{b64url:22}',
    ],
    miss: ['pk.eyJ{an:60}.{an:10}', 'pk.{an:60}.{an:22}'],
  },
] as const satisfies readonly Pattern[];
