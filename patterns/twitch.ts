/** Twitch: OAuth tokens, client secrets, stream keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const twitch = [
  {
    id: 'twitch-token',
    title: 'Twitch access token or client secret',
    severity: 'high',
    regex: assigned(
      'twitch * token|twitch * secret|twitch * oauth|twitch * pass|twitch * key|TMI_OAUTH|tmi * token',
      '(?:oauth:)?[a-z0-9]{30}',
    ),
    keywords: ['twitch', 'tmi_'],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why: 'Chats, streams or changes the channel in the name of its user or application.',
    revoke: 'https://www.twitch.tv/settings/connections',
    references: ['https://dev.twitch.tv/docs/authentication/'],
    match: [
      'TWITCH_CLIENT_SECRET={lowernum:30}',
      "password: 'x', twitchToken: 'oauth:{lowernum:30}'",
      'twitch_access_token = "{lowernum:30}"',
    ],
    miss: ['TWITCH_CLIENT_SECRET={lowernum:29}', 'TWITCH_CLIENT_ID={lowernum:30}', 'TWITCH_CLIENT_SECRET=$SECRET'],
  },
  {
    id: 'twitch-stream-key',
    title: 'Twitch stream key',
    severity: 'medium',
    regex: /\b(?<secret>live_\d{6,12}_[A-Za-z0-9]{30})\b/,
    keywords: ['live_'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'Streams to the channel of its owner.',
    revoke: 'https://help.twitch.tv/s/article/twitch-stream-key-faq',
    references: ['https://dev.twitch.tv/docs/video-broadcast/'],
    match: ['rtmp://live.twitch.tv/app/live_{digits:9}_{an:30}', 'STREAM_KEY=live_{digits:8}_{an:30}'],
    miss: ['live_{digits:9}_{an:25}', 'live_{digits:9}_{an:31}', 'live_{an:9}_{lower:30}'],
  },
] as const satisfies readonly Pattern[];
