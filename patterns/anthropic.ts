/** Anthropic: keys of the API and of its administration, and tokens of signed-in tools. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://docs.claude.com/en/api/overview';

export const anthropic = [
  {
    id: 'anthropic-api-key',
    title: 'Anthropic API key',
    severity: 'high',
    regex: /\b(?<secret>sk-ant-(?:api\d{2,3}-)[A-Za-z0-9_-]{80,110}AA)(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sk-ant-api'],
    entropy: 4,
    why: 'Calls models at the organisation’s expense.',
    revoke: 'https://console.anthropic.com/settings/keys',
    references: [docs],
    match: ['ANTHROPIC_API_KEY=sk-ant-api03-{b64url:93}AA', "apiKey: 'sk-ant-api03-{b64url:93}AA'"],
    miss: [
      'sk-ant-api03-{b64url:60}AA',
      'sk-ant-api03-{b64url:93}AB',
      'ssk-ant-api03-{b64url:93}AA',
      'sk-ant-api03-your-key-here',
    ],
  },
  {
    id: 'anthropic-admin-key',
    title: 'Anthropic admin key',
    severity: 'critical',
    regex: /\b(?<secret>sk-ant-admin\d{2}-[A-Za-z0-9_-]{80,110}AA)(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sk-ant-admin'],
    entropy: 4,
    why: 'Manages the organisation’s members, workspaces and keys.',
    revoke: 'https://console.anthropic.com/settings/admin-keys',
    references: ['https://docs.claude.com/en/api/administration-api'],
    match: ['ANTHROPIC_ADMIN_KEY=sk-ant-admin01-{b64url:93}AA', 'x-api-key: sk-ant-admin01-{b64url:93}AA'],
    miss: ['sk-ant-admin01-{b64url:60}AA', 'sk-ant-admin01-{b64url:93}AB', 'sk-ant-admin-{b64url:93}AA'],
  },
  {
    id: 'anthropic-oauth-token',
    title: 'Anthropic OAuth token',
    severity: 'high',
    regex: /\b(?<secret>sk-ant-o[ar]t\d{2}-[A-Za-z0-9_-]{80,110}AA)(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sk-ant-oat', 'sk-ant-ort'],
    entropy: 4,
    why: 'Acts as the person who signed in to a tool, at their plan’s expense.',
    revoke: 'https://claude.ai/settings/account',
    references: ['https://docs.claude.com/en/docs/claude-code/iam'],
    match: ['CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-{b64url:86}AA', '"refreshToken": "sk-ant-ort01-{b64url:86}AA"'],
    miss: ['sk-ant-oat01-{b64url:40}AA', 'sk-ant-oat01-{b64url:86}AB', 'sk-ant-sid-{b64url:86}AA'],
  },
] as const satisfies readonly Pattern[];
