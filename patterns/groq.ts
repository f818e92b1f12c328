/** Groq: API keys. */
import type { Pattern } from '../src/types.ts';

export const groq = [
  {
    id: 'groq-api-key',
    title: 'Groq API key',
    severity: 'medium',
    regex: /\b(?<secret>gsk_[A-Za-z0-9]{52})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['gsk_'],
    entropy: 4,
    why: 'Calls models at the owner’s expense.',
    revoke: 'https://console.groq.com/keys',
    references: ['https://console.groq.com/docs/quickstart'],
    match: ['GROQ_API_KEY=gsk_{an:20}WGdyb3FY{an:24}', "new Groq('gsk_{an:52}')"],
    miss: ['gsk_{an:51}', 'gsk_{an:53}', 'wordgsk_{an:52}', 'gsk_your_api_key_here'],
  },
] as const satisfies readonly Pattern[];
