/** OpenAI: keys of users, projects, service accounts and administrators; all but the newest carry a fixed middle. */
import type { Pattern } from '../src/types.ts';

const keys = 'https://platform.openai.com/api-keys';
const docs = 'https://platform.openai.com/docs/api-reference/authentication';
const verify = { url: 'https://api.openai.com/v1/models', auth: 'bearer', live: [200, 403, 429], dead: [401] } as const;

export const openai = [
  {
    id: 'openai-api-key',
    title: 'OpenAI API key',
    severity: 'high',
    regex:
      /\b(?<secret>sk-(?:(?:proj|svcacct|None|service)-[A-Za-z0-9_-]{20,110}T3BlbkFJ[A-Za-z0-9_-]{20,110}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|(?:[A-Za-z0-9]{1,30}-){1,4}[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}))(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['t3blbkfj'],
    entropy: 3.5,
    why: 'Calls models at the owner’s expense and reads the project’s files and assistants.',
    revoke: keys,
    references: [docs],
    verify,
    match: [
      'OPENAI_API_KEY=sk-proj-{b64url:74}T3BlbkFJ{b64url:73}x',
      "api_key='sk-{an:20}T3BlbkFJ{an:20}'",
      'sk-svcacct-{b64url:58}T3BlbkFJ{b64url:57}x',
    ],
    miss: [
      'sk-{an:20}T3BlbkFJ{an:19}',
      'sk-{an:21}T3BlbkFJ{an:20}',
      'sk-proj-{b64url:74}T3BlbkFJ{an:10}',
      'task-{an:20}T3BlbkFJ{an:20}',
    ],
  },
  {
    id: 'openai-admin-key',
    title: 'OpenAI admin key',
    severity: 'critical',
    regex: /\b(?<secret>sk-admin-[A-Za-z0-9_-]{20,110}T3BlbkFJ[A-Za-z0-9_-]{20,110})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['sk-admin-'],
    entropy: 3.5,
    why: 'Manages the organisation: members, projects and their keys.',
    revoke: 'https://platform.openai.com/settings/organization/admin-keys',
    references: [docs],
    match: ['OPENAI_ADMIN_KEY=sk-admin-{b64url:58}T3BlbkFJ{b64url:57}x', '"sk-admin-{an:74}T3BlbkFJ{an:74}"'],
    miss: ['sk-admin-{b64url:58}T3BlbkFK{b64url:58}', 'sk-admin-{an:10}T3BlbkFJ{an:58}', 'sk-admin-your-key-here'],
  },
] as const satisfies readonly Pattern[];
