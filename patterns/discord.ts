/** Discord: bot tokens, webhooks, client secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

/** What ids given out since 2022 begin with in base64: those of eighteen digits from 95 on, and those of nineteen up to 14. */
const recentIds = ['MTA', 'MTE', 'MTI', 'MTM', 'MTQ', 'OTU', 'OTY', 'OTc', 'OTg', 'OTk'].flatMap((start) =>
  [...'wxyz012345'].map((digit) => start + digit),
);

export const discord = [
  {
    id: 'discord-bot-token',
    title: 'Discord bot token',
    severity: 'high',
    regex:
      /(?:[Dd][Ii][Ss][Cc][Oo][Rr][Dd]|[Tt][Oo][Kk][Ee][Nn]|[Bb]ot|[Cc]lient\.|\.run\(|\.login\(|BOT_)[^\n]{0,80}?[\s"'`:=,(](?<secret>[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,42})(?:[^A-Za-z0-9_-]|$)/,
    longest: 240,
    keywords: [
      'discord',
      '_token',
      'token:',
      'token =',
      'token=',
      'token"',
      'bot m',
      'bot n',
      'bot o',
      'bot.run(',
      'client.run(',
      'bot.login(',
      'client.login(',
    ],
    checks: ['discord-snowflake'],
    entropy: 3.8,
    why: 'Reads and writes in every server that the bot was added to, with its permissions.',
    revoke: 'https://discord.com/developers/applications',
    references: ['https://discord.com/developers/docs/reference#authentication'],
    match: [
      'DISCORD_TOKEN={b64urlof:{digits:18}}.{b64url:6}.{b64url:38}',
      'client.run("{b64urlof:{of:1:1}{digits:18}}.G{b64url:5}.{b64url:38}")',
      'Authorization: Bot {b64urlof:{digits:18}}.{b64url:6}.{b64url:27}',
    ],
    miss: [
      'DISCORD_TOKEN=M{alpha:23}.{b64url:6}.{b64url:38}',
      'DISCORD_TOKEN={b64urlof:{digits:18}}.{b64url:5}.{b64url:38}',
      'DISCORD_TOKEN={b64urlof:{digits:18}}.{b64url:6}.{b64url:20}',
      'discord.Client.Options.Something',
    ],
  },
  {
    id: 'discord-bot-token-recent',
    title: 'Discord bot token',
    severity: 'high',
    regex:
      /(?:^|[^A-Za-z0-9_.-])(?<secret>(?:MT[AEIMQ]|OT[UYcgk])[wxyz0-5][A-Za-z0-9_-]{19,23}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,42})(?:[^A-Za-z0-9_-]|$)/,
    keywords: recentIds,
    checks: ['discord-snowflake'],
    entropy: 3.8,
    overlaps: ['discord-bot-token'],
    why: 'Reads and writes in every server that the bot was added to, with its permissions.',
    revoke: 'https://discord.com/developers/applications',
    references: [
      'https://discord.com/developers/docs/reference#authentication',
      'https://discord.com/developers/docs/reference#snowflakes',
    ],
    match: [
      '{b64urlof:1{of:01234:1}{digits:17}}.{b64url:6}.{b64url:38}',
      'const key = "{b64urlof:99{digits:16}}.{b64url:6}.{b64url:27}"',
    ],
    miss: [
      'const key = "{b64urlof:99{digits:16}}.{b64url:5}.{b64url:27}"',
      'const key = "MTAy{alpha:20}.{b64url:6}.{b64url:27}"',
      'https://cdn.acme.io/{b64urlof:99{digits:16}}.{b64url:6}.js',
    ],
  },
  {
    id: 'discord-webhook',
    title: 'Discord webhook',
    severity: 'medium',
    regex:
      /\bhttps:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/(?<id>\d{17,20})\/(?<secret>[A-Za-z0-9_-]{60,80})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['/webhooks/'],
    entropy: 4,
    why: 'Posts into the channel in any name.',
    revoke: 'https://support.discord.com/hc/en-us/articles/228383668',
    references: ['https://discord.com/developers/docs/resources/webhook'],
    match: [
      'WEBHOOK=https://discord.com/api/webhooks/{digits:18}/{b64url:68}',
      '"url": "https://discordapp.com/api/webhooks/{digits:19}/{b64url:68}"',
    ],
    miss: [
      'https://discord.com/api/webhooks/{digits:10}/{b64url:68}',
      'https://discord.com/api/webhooks/{digits:18}/{b64url:20}',
      'https://discord.com/api/webhooks/<id>/<token>',
    ],
  },
  {
    id: 'discord-client-secret',
    title: 'Discord client secret',
    severity: 'high',
    regex: assigned('discord * secret', '[A-Za-z0-9_\\-]{32}'),
    keywords: ['discord'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'Impersonates the application: exchanges codes for the tokens of its users.',
    revoke: 'https://discord.com/developers/applications',
    references: ['https://discord.com/developers/docs/topics/oauth2'],
    match: ['DISCORD_CLIENT_SECRET={b64url:31}x', 'discord_secret: "{an:32}"'],
    miss: [
      'DISCORD_CLIENT_SECRET={an:31}',
      'DISCORD_PUBLIC_KEY={hex:64}',
      'discord_secret=00000000000000000000000000000000',
    ],
  },
] as const satisfies readonly Pattern[];
