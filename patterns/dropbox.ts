/** Dropbox: access tokens and app secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const dropbox = [
  {
    id: 'dropbox-access-token',
    title: 'Dropbox access token',
    severity: 'high',
    regex:
      /(?:^|[^A-Za-z0-9_.-])(?<secret>sl\.(?:u\.)?[A-Za-z0-9_-]{120,1000}[A-Za-z0-9_-]{0,400})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sl.'],
    checks: ['mixed-alnum'],
    entropy: 4.5,
    overlaps: ['http-bearer-token'],
    why: 'Reads and writes the files of its user, for a few hours.',
    revoke: 'https://www.dropbox.com/account/connected_apps',
    references: ['https://developers.dropbox.com/oauth-guide'],
    verify: {
      url: 'https://api.dropboxapi.com/2/users/get_current_account',
      method: 'POST',
      auth: 'bearer',
      live: [200],
      dead: [401],
    },
    match: ['DROPBOX_TOKEN=sl.{b64url:136}', '"access_token": "sl.u.{b64url:200}"'],
    miss: ['sl.{b64url:60}', 'ssl.{an:140}', 'sl.{lower:140}'],
  },
  {
    id: 'dropbox-app-secret',
    title: 'Dropbox app secret',
    severity: 'high',
    confidence: 'medium',
    regex: assigned('dropbox * secret|dropbox * token|dropbox * key', '[a-z0-9]{15}'),
    keywords: ['dropbox'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'With the app key, impersonates the app: exchanges codes for the tokens of its users.',
    revoke: 'https://www.dropbox.com/developers/apps',
    references: ['https://developers.dropbox.com/oauth-guide'],
    match: ['DROPBOX_APP_SECRET={lowernum:15}', "dropbox_app_secret: '{lowernum:15}'"],
    miss: ['DROPBOX_APP_SECRET={lowernum:14}', 'DROPBOX_FOLDER={lowernum:15}', 'DROPBOX_APP_SECRET=$SECRET'],
  },
  {
    id: 'dropbox-long-lived-token',
    title: 'Dropbox long-lived access token',
    severity: 'high',
    confidence: 'medium',
    regex: assigned(
      'dropbox * secret|dropbox * token|dropbox * key',
      '[A-Za-z0-9_\\-]{11}AAAAAAAAAA[A-Za-z0-9_\\-]{43}',
    ),
    keywords: ['dropbox'],
    entropy: 3.6,
    why: 'Reads and writes the files of its user until it is revoked.',
    revoke: 'https://www.dropbox.com/account/connected_apps',
    references: ['https://developers.dropbox.com/oauth-guide'],
    verify: {
      url: 'https://api.dropboxapi.com/2/users/get_current_account',
      method: 'POST',
      auth: 'bearer',
      live: [200],
      dead: [401],
    },
    match: ['DROPBOX_TOKEN={an:11}AAAAAAAAAA{an:43}', 'dropbox_access_token = "{b64url:11}AAAAAAAAAA{an:43}"'],
    miss: ['DROPBOX_TOKEN={an:11}AAAAAAAAAA{an:42}', 'DROPBOX_TOKEN={an:11}AAAAAAA{an:46}', 'DROPBOX_TOKEN=$TOKEN'],
  },
] as const satisfies readonly Pattern[];
