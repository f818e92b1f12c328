/** Fly.io: access tokens, which are macaroons. */
import type { Pattern } from '../src/types.ts';

export const flyIo = [
  {
    id: 'flyio-access-token',
    title: 'Fly.io access token',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9+\/_-])(?<secret>fo1_[A-Za-z0-9_-]{43}|fm1[ar]_[A-Za-z0-9+\/]{100,}={0,3}|fm2_[A-Za-z0-9+\/]{100,}={0,3})(?:[^A-Za-z0-9+\/_=-]|$)/,
    longest: 1018,
    keywords: ['fo1_', 'fm1a_', 'fm1r_', 'fm2_'],
    entropy: 4,
    why: 'Deploys and runs commands in the organisation’s applications, as the token allows.',
    revoke: 'https://fly.io/docs/flyctl/tokens-revoke/',
    references: ['https://fly.io/docs/security/tokens/'],
    match: ['FLY_API_TOKEN="FlyV1 fm2_{b64:300},fm2_{b64:160}="', 'fly_token: fo1_{b64url:43}', 'fm1r_{b64:120}=='],
    miss: ['fo1_{b64url:42}"', 'fo1_{b64url:44}', 'fm2_{b64:60}', 'xfm2_{b64:200}', 'fm2_{repeat:60:AB}'],
  },
  {
    id: 'flyio-authorization',
    title: 'Fly.io authorisation value',
    severity: 'critical',
    regex: /\b(?<secret>FlyV1 [A-Za-z0-9+\/=,_-]{100,})(?:[^A-Za-z0-9+\/=,_-]|$)/,
    longest: 1018,
    keywords: ['flyv1 '],
    entropy: 4,
    overlaps: ['flyio-access-token'],
    why: 'Deploys and runs commands in the organisation’s applications, as its tokens allow.',
    revoke: 'https://fly.io/docs/flyctl/tokens-revoke/',
    references: ['https://fly.io/docs/security/tokens/'],
    match: ['Authorization: FlyV1 {b64:120}', 'FLY_API_TOKEN="FlyV1 fm2_{b64:200}="'],
    miss: ['Authorization: FlyV1 {b64:40}', 'FlyV1 macaroons', 'FlyV2 {b64:120}'],
  },
] as const satisfies readonly Pattern[];
