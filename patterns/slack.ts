/** Slack: bot, user, app and configuration tokens, session tokens and incoming webhooks. */
import type { Pattern } from '../src/types.ts';

const apps = 'https://api.slack.com/apps';
const tokens = 'https://docs.slack.dev/authentication/tokens';

export const slack = [
  {
    id: 'slack-bot-token',
    title: 'Slack bot token',
    severity: 'critical',
    regex: /\b(?<secret>xoxb-(?:\d{8,14}-){1,2}[A-Za-z0-9]{18,34})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['xoxb-'],
    entropy: 3,
    why: 'Reads and posts in the channels that the bot is in, as its scopes allow.',
    revoke: apps,
    references: [tokens],
    match: ['SLACK_BOT_TOKEN=xoxb-{digits:12}-{digits:13}-{an:24}', 'token: "xoxb-{digits:11}-{an:24}"'],
    miss: [
      'xoxb-12345-{lowernum:7}',
      'xoxb-xoxb-my-bot-token',
      'xoxb-{digits:12}-{digits:13}-{an:12}',
      'xoxb-111111111111-111111111111-xxxxxxxxxxxxxxxxxxxxxxxx',
    ],
  },
  {
    id: 'slack-user-token',
    title: 'Slack user token',
    severity: 'critical',
    regex: /\b(?<secret>xoxp-(?:\d{8,14}-){3}[A-Za-z0-9]{28,34})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['xoxp-'],
    entropy: 3,
    why: 'Reads and posts as the person, private channels and direct messages included, as its scopes allow.',
    revoke: apps,
    references: [tokens],
    match: [
      'SLACK_TOKEN=xoxp-{digits:12}-{digits:12}-{digits:12}-{hex:32}',
      '"token": "xoxp-{digits:11}-{digits:12}-{digits:13}-{an:32}"',
    ],
    miss: [
      'xoxp-{digits:12}-{digits:12}-{hex:32}',
      'xoxp-{digits:12}-{digits:12}-{digits:12}-{hex:20}',
      'xoxp-XXXXXXXXXX-XXXXXXXXXX-XXXXXXXXXXX-XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
    ],
  },
  {
    id: 'slack-app-token',
    title: 'Slack app-level token',
    severity: 'high',
    regex: /\b(?<secret>xapp-\d{1,5}-[A-Z0-9]{9,12}-\d{10,14}-[a-f0-9]{64})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['xapp-'],
    entropy: 3,
    why: 'Opens socket connections and receives the app’s events from every workspace it is installed in.',
    revoke: apps,
    references: [tokens],
    match: [
      'SLACK_APP_TOKEN=xapp-1-A{uppernum:10}-{digits:13}-{hex:64}',
      '"appToken": "xapp-1-A{uppernum:10}-{digits:13}-{hex:64}"',
    ],
    miss: [
      'xapp-1-A{uppernum:10}-{digits:13}-{hex:63}',
      'xapp-1-A{uppernum:10}-{digits:13}-{hex:63}g',
      'xapp-1-a{lower:10}-{digits:13}-{hex:64}',
    ],
  },
  {
    id: 'slack-configuration-token',
    title: 'Slack configuration or rotating token',
    severity: 'critical',
    regex: /\b(?<secret>(?:xoxe(?:\.xox[bp])?-\d|xox[bp]-1)-[A-Za-z0-9]{100,300})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['xoxe-', 'xoxe.', 'xoxp-1-', 'xoxb-1-'],
    entropy: 4,
    why: 'Creates and changes apps, or issues new tokens for one.',
    revoke: 'https://docs.slack.dev/authentication/using-token-rotation',
    references: ['https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests'],
    match: ['access: xoxe.xoxp-1-{an:166}', 'SLACK_REFRESH_TOKEN=xoxe-1-{an:146}', 'xoxe.xoxb-1-{an:166}'],
    miss: ['xoxe.xoxp-1-SlackAppConfigurationAccessTokenHere', 'xoxe-1-{an:60}', 'xoxf-1-{an:146}', 'xoxe-1-xxx'],
  },
  {
    id: 'slack-session-token',
    title: 'Slack session or legacy workspace token',
    severity: 'critical',
    regex:
      /\b(?<secret>xox[acors](?:-\d{1,14}){0,4}-[A-Za-z0-9]{10,64}|xoxd-[A-Za-z0-9%+\/=_-]{40,400})(?:[^A-Za-z0-9_%-]|$)/,
    keywords: ['xoxa-', 'xoxc-', 'xoxo-', 'xoxr-', 'xoxs-', 'xoxd-'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Acts as the signed-in person in the workspace.',
    revoke: 'https://slack.com/help/articles/214613347-Sign-out-of-Slack',
    references: [tokens],
    match: [
      'token=xoxs-{digits:12}-{digits:9}-{digits:10}-{hex:10}',
      'xoxc-{digits:12}-{digits:12}-{digits:13}-{hex:64}',
      'Cookie: d=xoxd-{an:80}%2B{an:60}%3D',
    ],
    miss: ['xoxs-{lower:8}', '2018-250-xoxo-indieweb-1.jpg', 'xoxa-xxxxxxxxxxxx', 'xoxd-{an:20}'],
  },
  {
    id: 'slack-webhook',
    title: 'Slack incoming webhook or workflow trigger',
    severity: 'medium',
    regex:
      /(?<secret>(?:https?:\/\/)?hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{40,80})(?:[^A-Za-z0-9_\/-]|$)/,
    keywords: ['hooks.slack'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Posts messages into a channel as the app, or starts the workflow.',
    revoke: apps,
    references: ['https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks'],
    match: [
      'https://hooks.slack.com/services/T{uppernum:8}/B{uppernum:8}/{an:24}',
      'https://hooks.slack.com/triggers/T{uppernum:8}/{digits:13}/{hex:32}',
      'https://hooks.slack.com/workflows/T{uppernum:8}/A{uppernum:9}/{digits:18}/{an:24}',
    ],
    miss: [
      'https://hooks.slack.com/services/T{uppernum:8}/B{uppernum:8}/{an:12}',
      'https://hooks.slack.com/services/TXXXXXXXX/BXXXXXXXX/XXXXXXXXXXXXXXXXXXXXXXXX',
      'https://hooks.slack.com/services/',
      'https://slack.com/workflows/T{uppernum:8}',
    ],
  },
] as const satisfies readonly Pattern[];
