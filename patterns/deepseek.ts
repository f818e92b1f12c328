/** DeepSeek: API keys, whose form other vendors share. */
import type { Pattern } from '../src/types.ts';

export const deepseek = [
  {
    id: 'deepseek-api-key',
    title: 'DeepSeek API key, or one of the same form',
    severity: 'medium',
    regex: /\b(?<secret>sk-[0-9a-f]{32})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sk-'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Calls models at the owner’s expense.',
    revoke: 'https://platform.deepseek.com/api_keys',
    references: ['https://api-docs.deepseek.com/'],
    match: ['DEEPSEEK_API_KEY=sk-{hex:32}', 'OpenAI(api_key="sk-{hex:32}", base_url="https://api.deepseek.com")'],
    miss: ['sk-{hex:31}', 'sk-{hex:33}', 'sk-00000000000000000000000000000000', 'task-{hex:32}'],
  },
] as const satisfies readonly Pattern[];
