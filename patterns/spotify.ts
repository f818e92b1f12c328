/** Spotify: client secrets and tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const spotify = [
  {
    id: 'spotify-client-secret',
    title: 'Spotify client secret',
    severity: 'medium',
    regex: assigned('spotify * secret|spotify * key|spotipy * secret', '[a-f0-9]{32}'),
    keywords: ['spotify', 'spotipy'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Impersonates the application: exchanges codes for the tokens of its users.',
    revoke: 'https://developer.spotify.com/dashboard',
    references: ['https://developer.spotify.com/documentation/web-api/concepts/apps'],
    match: ['SPOTIPY_CLIENT_SECRET={hex:32}', 'spotify_client_secret: "{hex:32}"'],
    miss: ['SPOTIFY_CLIENT_SECRET={hex:31}', 'SPOTIFY_CLIENT_ID={hex:32}', 'SPOTIFY_CLIENT_SECRET=${SECRET}'],
  },
  {
    id: 'spotify-access-token',
    title: 'Spotify access or refresh token',
    severity: 'low',
    regex: assigned('spotify * token|spotify token', '(?:BQ|AQ)[A-Za-z0-9_\\-]{100,340}'),
    keywords: ['spotify'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Acts as its user in Spotify, within its scopes; an access token for an hour.',
    revoke: 'https://www.spotify.com/account/apps/',
    references: ['https://developer.spotify.com/documentation/web-api/concepts/access-token'],
    match: ['SPOTIFY_TOKEN=BQ{b64url:150}', 'spotify_refresh_token: "AQ{b64url:129}x"'],
    miss: ['SPOTIFY_ACCESS_TOKEN=short-token', 'SPOTIFY_TOKEN=CQ{b64url:150}', 'SPOTIFY_TOKEN=BQ{an:50}'],
  },
] as const satisfies readonly Pattern[];
