/** Notion: integration secrets and OAuth tokens. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://developers.notion.com/reference/authentication';

export const notion = [
  {
    id: 'notion-token',
    title: 'Notion integration token',
    severity: 'high',
    regex: /\b(?<secret>(?:ntn|nrt)_\d{11}[A-Za-z0-9]{35}|nrt_[A-Za-z0-9]{40,50})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['ntn_', 'nrt_'],
    entropy: 3.5,
    why: 'Reads and changes the pages that were shared with the integration.',
    revoke: 'https://www.notion.so/profile/integrations',
    references: [docs],
    verify: { url: 'https://api.notion.com/v1/users/me', auth: 'bearer', live: [200], dead: [401] },
    match: ['NOTION_TOKEN=ntn_{digits:11}{an:35}', "auth: 'ntn_{digits:11}{an:35}'"],
    miss: ['ntn_{digits:10}x{an:34}', 'ntn_{digits:11}{an:34}', 'ntn_{digits:11}{an:36}', 'ntn_abc'],
  },
  {
    id: 'notion-token-legacy',
    title: 'Notion integration secret (before 2024)',
    severity: 'high',
    regex: /\b(?<secret>secret_[A-Za-z0-9]{43})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['secret_'],
    entropy: 4,
    checks: ['mixed-alnum'],
    why: 'Reads and changes the pages that were shared with the integration.',
    revoke: 'https://www.notion.so/profile/integrations',
    references: [docs],
    match: ['NOTION_API_KEY=secret_{an:43}', 'notion = Client(auth="secret_{an:43}")'],
    miss: ['secret_{an:42}', 'secret_{an:44}', 'client_secret_{an:43}', 'secret_abc123'],
  },
] as const satisfies readonly Pattern[];
