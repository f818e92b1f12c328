/** LangSmith: keys of persons and of services. */
import type { Pattern } from '../src/types.ts';

export const langsmith = [
  {
    id: 'langsmith-api-key',
    title: 'LangSmith API key',
    severity: 'medium',
    regex: /\b(?<secret>(?:lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}|ls__[0-9a-f]{32}))(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['lsv2_', 'ls__'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Reads recorded prompts and answers, which may hold customers’ data.',
    revoke: 'https://smith.langchain.com/settings',
    references: ['https://docs.langchain.com/langsmith/create-account-api-key'],
    match: [
      'LANGSMITH_API_KEY=lsv2_pt_{hex:32}_{hex:10}',
      'LANGCHAIN_API_KEY="lsv2_sk_{hex:32}_{hex:10}"',
      'ls__{hex:32}',
    ],
    miss: ['lsv2_pt_{hex:32}_{hex:9}', 'lsv2_pt_{hex:31}_{hex:10}', 'lsv2_xx_{hex:32}_{hex:10}', 'lsv2_pt_short'],
  },
] as const satisfies readonly Pattern[];
