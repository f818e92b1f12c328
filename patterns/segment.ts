/** Segment: Public API tokens and write keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const segment = [
  {
    id: 'segment-public-api-token',
    title: 'Segment Public API token',
    severity: 'high',
    regex: /\b(?<secret>sgp_[A-Za-z0-9]{64})\b/,
    keywords: ['sgp_'],
    checks: ['mixed-alnum'],
    entropy: 3.4,
    why: 'Reads and changes sources, destinations and users of the workspace.',
    revoke: 'https://app.segment.com/settings/access-management',
    references: ['https://docs.segmentapis.com/tag/Getting-Started'],
    match: ['SEGMENT_PUBLIC_API_TOKEN=sgp_{an:64}', '"token": "sgp_{an:64}"'],
    miss: ['sgp_{an:63}', 'sgp_{an:65}', 'sgp_{hex:40}'],
  },
  {
    id: 'segment-api-token',
    title: 'Segment write key or access token',
    severity: 'medium',
    regex: assigned(
      'segment * write key|segment * token|segment * secret|segment api key|segment key',
      '(?:[A-Za-z0-9_\\-]{43}\\.[A-Za-z0-9_\\-]{43}|[A-Za-z0-9]{32})',
    ),
    keywords: ['segment_', 'segment-', 'segmentwrite', 'segmentapi', 'segmenttoken', 'segmentkey', 'segmentsecret'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Sends events into the source, or changes the workspace.',
    revoke: 'https://app.segment.com/settings/access-management',
    references: ['https://segment.com/docs/connections/find-writekey/'],
    match: ['SEGMENT_WRITE_KEY={an:32}', 'segment_token = "{b64url:43}.{b64url:42}x"'],
    miss: ['SEGMENT_WRITE_KEY={an:31}', 'SEGMENT_WRITE_KEY={lower:32}', 'segment_size={an:32}'],
  },
] as const satisfies readonly Pattern[];
