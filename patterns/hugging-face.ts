/** Hugging Face: tokens of users and organisations, letters only. */
import type { Pattern } from '../src/types.ts';

const docs = 'https://huggingface.co/docs/hub/security-tokens';

export const huggingFace = [
  {
    id: 'huggingface-token',
    title: 'Hugging Face user access token',
    severity: 'high',
    regex: /(?:^|[^0-9A-Za-z_-])(?<secret>hf_[A-Za-z]{34})(?:[^0-9A-Za-z_]|$)/,
    keywords: ['hf_'],
    entropy: 3.5,
    why: 'Reads private models and data sets and, with write scope, replaces them.',
    revoke: 'https://huggingface.co/settings/tokens',
    references: [docs],
    verify: { url: 'https://huggingface.co/api/whoami-v2', auth: 'bearer', live: [200], dead: [401] },
    match: ['HF_TOKEN=hf_{alpha:34}', 'login(token="hf_{alpha:34}")', 'https://me:hf_{alpha:34}@huggingface.co/acme/m'],
    overlaps: ['url-password'],
    miss: ['hf_{alpha:33}', 'hf_{alpha:35}', 'hf_{an:34}', 'hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'huggingface-organization-token',
    title: 'Hugging Face organisation API token',
    severity: 'high',
    regex: /(?:^|[^0-9A-Za-z_-])(?<secret>api_org_[A-Za-z]{34})(?:[^0-9A-Za-z_]|$)/,
    keywords: ['api_org_'],
    entropy: 3.5,
    why: 'Reads and writes the organisation’s private models and data sets.',
    revoke: 'https://huggingface.co/settings/organizations',
    references: [docs],
    match: ["os.environ['HUGGINGFACEHUB_API_TOKEN'] = 'api_org_{alpha:34}'", '`api_org_{alpha:34}`'],
    miss: ['api_org_{alpha:33}', 'api_org_{alpha:35}', '_api_org_{uuid}', 'test_internal_api_org_inclusion_with_href'],
  },
] as const satisfies readonly Pattern[];
