/** Splunk: HTTP Event Collector tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

export const splunk = [
  {
    id: 'splunk-hec-token',
    title: 'Splunk HTTP Event Collector token',
    severity: 'medium',
    regex:
      /authorization["'`\])\\]{0,4}[ \t]{0,4}(?::|=>?|,)[ \t]{0,4}["'`\\]{0,3}Splunk[ \t]{1,3}(?<secret>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/i,
    keywords: ['splunk'],
    why: 'Writes events into the indexes that it may use.',
    revoke: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
    references: ['https://docs.splunk.com/Documentation/Splunk/latest/Data/HECExamples'],
    match: [
      'curl https://splunk.acme.io:8088/services/collector -H "Authorization: Splunk {uuid}"',
      '"Authorization": "Splunk {UUID}"',
    ],
    miss: ['Authorization: Splunk $HEC_TOKEN', 'Authorization: Splunk {hex:32}'],
  },
  {
    id: 'splunk-token-variable',
    title: 'Splunk HTTP Event Collector token',
    severity: 'medium',
    regex: assigned('splunk * token|hec token|splunk token', uuid),
    keywords: ['splunk', 'hec_token', 'hec-token', 'hectoken'],
    why: 'Writes events into the indexes that it may use.',
    revoke: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
    references: ['https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector'],
    match: ['SPLUNK_HEC_TOKEN={uuid}', 'splunk-token: "{UUID}"'],
    miss: ['SPLUNK_INDEX_ID={uuid}', 'SPLUNK_HEC_TOKEN=${TOKEN}', 'SPLUNK_HEC_TOKEN={hex:32}'],
  },
] as const satisfies readonly Pattern[];
