/** Mailchimp: API keys of the marketing and the transactional (Mandrill) service. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://mailchimp.com/help/about-api-keys/';

export const mailchimp = [
  {
    id: 'mailchimp-api-key',
    title: 'Mailchimp API key',
    severity: 'high',
    regex: /\b(?<secret>[0-9a-f]{32}-us\d{1,2})(?:[^0-9A-Za-z_-]|$)/,
    keywords: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    entropy: 3,
    checks: ['mixed-alnum'],
    overlaps: ['mailchimp-key-of-letters'],
    why: 'Reads and changes the audience and sends campaigns in the owner’s name.',
    revoke: 'https://admin.mailchimp.com/account/api/',
    references: [docs],
    match: ['MAILCHIMP_API_KEY={hex:32}-us12', "apiKey: '{hex:32}-us6'"],
    miss: ['{hex:31}-us12', '{hex:32}-eu12', '{hex:32}-us-east-1', '{hex:33}-us12'],
  },
  {
    id: 'mailchimp-mandrill-key',
    title: 'Mailchimp Transactional (Mandrill) API key',
    severity: 'high',
    regex: assigned('mandrill', '(?:md-)?[A-Za-z0-9_-]{22}'),
    keywords: ['mandrill'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Sends mail in the owner’s name.',
    revoke: 'https://mandrillapp.com/settings',
    references: ['https://mailchimp.com/developer/transactional/docs/fundamentals/'],
    match: ['MANDRILL_API_KEY={an:22}', '"mandrillKey": "md-{an:22}"'],
    miss: ['MANDRILL_API_KEY={an:21}', 'MANDRILL_API_KEY={an:23}', 'MANDRILL_API_KEY=your-mandrill-api-keys'],
  },
] as const satisfies readonly Pattern[];
