/** Telegram: bot tokens. */
import type { Pattern } from '../src/types.ts';

export const telegram = [
  {
    id: 'telegram-bot-token',
    title: 'Telegram bot token',
    severity: 'high',
    regex: /(?:^|[^A-Za-z0-9_-])(?:bot)?(?<secret>[1-9][0-9]{7,10}:AA[A-Za-z0-9_-]{33})(?:[^A-Za-z0-9_-]|$)/,
    keywords: [':aa'],
    checks: ['telegram-bot-id'],
    entropy: 3.6,
    why: 'Reads what the bot is sent and speaks in its name.',
    revoke: 'https://core.telegram.org/bots/features#botfather',
    references: ['https://core.telegram.org/bots/api#authorizing-your-bot'],
    match: [
      'TELEGRAM_BOT_TOKEN={digits:10}:AA{b64url:33}',
      'https://api.telegram.org/bot{digits:9}:AA{b64url:33}/getMe',
      "bot = Bot('{digits:8}:AA{b64url:32}x')",
    ],
    miss: [
      '{digits:9}:AA{an:32}',
      '{digits:9}:AA{an:34}',
      '0{digits:8}:AA{an:33}',
      'foo:AA{an:33}',
      '{digits:6}:AA{an:33}',
    ],
  },
] as const satisfies readonly Pattern[];
