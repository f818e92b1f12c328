/** Shopify: access tokens and app secrets. */
import type { Pattern } from '../src/types.ts';

export const shopify = [
  {
    id: 'shopify-access-token',
    title: 'Shopify access token',
    severity: 'critical',
    regex: /\b(?<secret>shp(?:at|ca|pa|ua|tka)_[A-Za-z0-9]{32,64})\b/,
    keywords: ['shpat_', 'shpca_', 'shppa_', 'shpua_', 'shptka_'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Reads and changes orders, customers and products of the shop, as far as its scopes go.',
    revoke:
      'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-types/admin-api-access-tokens',
    references: [
      'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
      'https://shopify.dev/changelog/length-of-the-shopify-access-token-is-increasing',
    ],
    match: [
      'SHOPIFY_ACCESS_TOKEN=shpat_{hex:32}',
      "'X-Shopify-Access-Token': 'shpca_{an:38}'",
      '$token = "shppa_{hex:32}";',
    ],
    miss: ['shpat_{hex:31}', 'shpxx_{hex:32}', 'shpat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'xshpat_{hex:32}'],
  },
  {
    id: 'shopify-shared-secret',
    title: 'Shopify app shared secret',
    severity: 'critical',
    regex: /\b(?<secret>shpss_[A-Za-z0-9]{32,64})\b/,
    keywords: ['shpss_'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Impersonates the app: exchanges codes for shop tokens and forges webhooks.',
    revoke:
      'https://shopify.dev/docs/apps/build/authentication-authorization/client-secrets/rotate-revoke-client-credentials',
    references: ['https://shopify.dev/changelog/app-secret-key-length-has-increased'],
    match: ["SHOPIFY_API_SECRET_KEY='shpss_{hex:32}'", 'shopify_app_secret: "shpss_{an:32}"'],
    miss: ['shpss_{hex:31}', 'shpss_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX', 'SHOPIFY_API_KEY={hex:32}'],
  },
] as const satisfies readonly Pattern[];
