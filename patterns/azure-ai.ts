/** Azure AI services: keys of the models, of search, and of the gateways before them. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const ai = 'https://learn.microsoft.com/azure/ai-services/authentication';

export const azureAi = [
  {
    id: 'azure-ai-key',
    title: 'Azure AI services or Azure OpenAI key',
    severity: 'high',
    regex: /(?:^|[^A-Za-z0-9])(?<secret>[A-Za-z0-9]{52}JQQJ\d\d[A-Za-z0-9]{18}ACOG[A-Za-z0-9]{4})(?:[^A-Za-z0-9]|$)/,
    keywords: ['acog'],
    entropy: 4,
    why: 'Calls the deployed models at the subscription’s expense.',
    revoke: ai,
    references: [ai],
    match: ['AZURE_OPENAI_API_KEY={an:52}JQQJ99{an:18}ACOG{an:4}', '"api-key": "{an:52}JQQJ99{an:18}ACOG{an:4}"'],
    miss: ['{an:51}JQQJ99{an:18}ACOG{an:4}', '{an:52}JQQJ99{an:18}ACOG{an:5}', '{an:76}ACOG{an:4}'],
  },
  {
    id: 'azure-ai-key-legacy',
    title: 'Azure AI services, Azure OpenAI, Maps or API Management key (32 hexadecimal digits)',
    severity: 'high',
    confidence: 'medium',
    regex: assigned(
      'azure*open ai|open ai*azure|cognitive*key|azure*speech|speech*key|azure*vision|computer vision*key|azure*translator|translator*key|face*subscription|bing*key|luis*key|azure*maps|ocp apim subscription key|apim*key|azure*subscription key',
      '[0-9a-f]{32}',
    ),
    keywords: ['azure', 'cognitive', 'speech', 'vision', 'translator', 'face', 'bing', 'luis', 'apim'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Calls the service at the subscription’s expense.',
    revoke: ai,
    references: [ai, 'https://learn.microsoft.com/azure/api-management/api-management-subscriptions'],
    match: ['AZURE_OPENAI_KEY={hex:32}', 'Ocp-Apim-Subscription-Key: {hex:32}', '"speechKey": "{hex:32}"'],
    miss: [
      'AZURE_OPENAI_KEY={hex:31}',
      'Ocp-Apim-Subscription-Key: ffffffffffffffffffffffffffffffff',
      'AZURE_TENANT_ID={uuid}',
      'interface_id: {hex:40}',
    ],
  },
  {
    id: 'azure-search-key',
    title: 'Azure AI Search key',
    severity: 'high',
    confidence: 'medium',
    regex: assigned(
      'azure*search*key|search*admin key|search*query key|search api key',
      '[A-Za-z0-9]{52}|[0-9A-F]{32}',
    ),
    keywords: ['search'],
    entropy: 3,
    checks: ['mixed-alnum'],
    overlaps: ['azure-marked-key'],
    why: 'Queries, and with an admin key changes, every index of the service.',
    revoke: 'https://learn.microsoft.com/azure/search/search-security-api-keys',
    references: ['https://learn.microsoft.com/azure/search/search-security-api-keys'],
    match: ['AZURE_SEARCH_KEY={an:52}', '"searchAdminKey": "{HEX:32}"'],
    miss: [
      'AZURE_SEARCH_KEY={an:51}',
      'AZURE_SEARCH_KEY={an:53}',
      'AZURE_SEARCH_ENDPOINT=https://shop.search.windows.net',
      'search_api_key={hex:32}',
    ],
  },
] as const satisfies readonly Pattern[];
