/** X, formerly Twitter: bearer tokens, API keys and secrets, access tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const twitter = [
  {
    id: 'twitter-bearer-token',
    title: 'X (Twitter) app bearer token',
    severity: 'high',
    regex:
      /(?:[Tt][Ww][Ii][Tt][Tt][Ee][Rr]|[Bb][Ee][Aa][Rr][Ee][Rr]|\b[Xx]_)[\w.-]{0,40}["'\])]{0,3}[ \t]{0,6}[:=,>( .?|]{1,5}\s{0,12}["'`]?(?:[Bb]earer[ \t])?(?<secret>A{19,24}[A-Za-z0-9%+/=]{70,160})(?:["'`\s\\,;)]|$)/,
    keywords: ['twitter', 'bearer', 'x_bearer', 'x_api'],
    entropy: 3.4,
    overlaps: ['http-bearer-token'],
    why: 'Reads posts and users within the app’s quota.',
    revoke: 'https://developer.x.com/en/portal/dashboard',
    references: ['https://docs.x.com/fundamentals/authentication/oauth-2-0/application-only'],
    match: [
      'TWITTER_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAA{an:20}%3D{an:60}',
      "headers = { Authorization: 'Bearer AAAAAAAAAAAAAAAAAAAAA{an:80}' }",
    ],
    miss: [
      'TWITTER_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAA{an:30}',
      'TWITTER_BEARER_TOKEN=AAAA{an:90}',
      'data = "AAAAAAAAAAAAAAAAAAAAA{an:90}"',
    ],
  },
  {
    id: 'twitter-consumer-secret',
    title: 'X (Twitter) API secret',
    severity: 'high',
    regex: assigned(
      'twitter * consumer secret|twitter * api secret|twitter * client secret|twitter * secret|twitter * secret key|X_API_SECRET|X_CLIENT_SECRET|X_CONSUMER_SECRET',
      '[A-Za-z0-9_\\-]{41,50}',
    ),
    keywords: ['twitter', 'x_api_secret', 'x_client_secret', 'x_consumer_secret'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Impersonates the app, or with the token beside it the user, and posts in that name.',
    revoke: 'https://developer.x.com/en/portal/dashboard',
    references: ['https://docs.x.com/fundamentals/authentication/oauth-1-0a/api-key-and-secret'],
    match: [
      'TWITTER_CONSUMER_SECRET={an:50}',
      "twitter: { twitterAccessTokenSecret: '{an:45}' }",
      'X_API_SECRET = "{an:42}"',
    ],
    miss: [
      'TWITTER_CONSUMER_SECRET={an:40}',
      'TWITTER_CONSUMER_SECRET={an:51}',
      'TWITTER_HANDLE={an:45}',
      'TWITTER_CONSUMER_SECRET={lower:50}',
    ],
  },
  {
    id: 'twitter-consumer-key',
    title: 'X (Twitter) API key',
    severity: 'low',
    regex: assigned('twitter * consumer key|twitter * api key|twitter * key', '[A-Za-z0-9]{25}'),
    keywords: ['twitter'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    why: 'Names the app; its secret is often not far away.',
    revoke: 'https://developer.x.com/en/portal/dashboard',
    references: ['https://docs.x.com/fundamentals/authentication/oauth-1-0a/api-key-and-secret'],
    match: ['TWITTER_CONSUMER_KEY={an:25}', 'twitter_api_key: "{an:25}"'],
    miss: ['TWITTER_CONSUMER_KEY={an:24}', 'TWITTER_CONSUMER_KEY={an:26}', 'TWITTER_CONSUMER_KEY={lower:25}'],
  },
  {
    id: 'twitter-access-token',
    title: 'X (Twitter) access token',
    severity: 'high',
    regex: assigned(
      'twitter * token|twitter * key|X_ACCESS_TOKEN|oauth token|access token|access token key',
      '[0-9]{6,25}-[A-Za-z0-9]{30,50}',
    ),
    keywords: ['twitter', 'x_access_token', 'oauth_token', 'oauthtoken', 'access_token', 'accesstoken', 'access-token'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'With its secret, posts and reads messages as its user.',
    revoke: 'https://developer.x.com/en/portal/dashboard',
    references: ['https://docs.x.com/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens'],
    match: ['TWITTER_ACCESS_TOKEN={digits:10}-{an:40}', "access_token_key: '{digits:18}-{an:40}'"],
    miss: ['TWITTER_ACCESS_TOKEN={digits:10}-{an:20}', 'transaction_id = "{digits:15}-{upper:16}"'],
  },
] as const satisfies readonly Pattern[];
