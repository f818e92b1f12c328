/** PayPal and Braintree: client secrets, access tokens, private keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const paypal = [
  {
    id: 'paypal-client-secret',
    title: 'PayPal REST client secret',
    severity: 'critical',
    regex: assigned('paypal * secret|paypal * key|PP_CLIENT_SECRET', 'E[A-Za-z0-9_\\-]{79}'),
    keywords: ['paypal', 'pp_client_secret'],
    checks: ['mixed-alnum'],
    entropy: 4.2,
    parts: { clientId: { regex: /\b(?<secret>A[A-Za-z0-9_-]{79})(?:[^A-Za-z0-9_-]|$)/, within: 400 } },
    why: 'With the client id, moves money and reads transactions of the business account.',
    revoke: 'https://developer.paypal.com/dashboard/applications',
    references: ['https://developer.paypal.com/api/rest/authentication/'],
    match: ['PAYPAL_CLIENT_ID=A{b64url:79}\nPAYPAL_CLIENT_SECRET=E{b64url:78}x', "paypal_secret: 'E{b64url:78}x'"],
    miss: ['PAYPAL_CLIENT_SECRET=E{an:78}', 'PAYPAL_CLIENT_ID=A{b64url:79}', 'PAYPAL_CLIENT_SECRET=$SECRET'],
  },
  {
    id: 'braintree-access-token',
    title: 'Braintree (PayPal) access token',
    severity: 'critical',
    regex: /\b(?<secret>access_token\$(?<environment>production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32})\b/,
    keywords: ['access_token$'],
    why: 'Charges and refunds through the merchant’s account.',
    revoke: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
    references: ['https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens'],
    match: [
      'BRAINTREE_TOKEN=access_token$production{pick:$}{lowernum:16}{pick:$}{hex:32}',
      "'access_token$sandbox{pick:$}{lowernum:16}{pick:$}{hex:32}'",
    ],
    miss: [
      'access_token$production{pick:$}{lowernum:16}{pick:$}{hex:31}',
      'access_token$staging{pick:$}{lowernum:16}{pick:$}{hex:32}',
      '$access_token$production',
    ],
  },
  {
    id: 'braintree-private-key',
    title: 'Braintree private key',
    severity: 'critical',
    regex: assigned('braintree * private key|braintree private key|BT_PRIVATE_KEY', '[a-f0-9]{32}'),
    keywords: ['braintree', 'bt_private_key'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'With the public key and merchant id, charges and refunds through the merchant’s account.',
    revoke: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
    references: ['https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials'],
    match: ['BRAINTREE_PRIVATE_KEY={hex:32}', 'braintree_private_key: "{hex:32}"'],
    miss: ['BRAINTREE_PRIVATE_KEY={hex:31}', 'BRAINTREE_PUBLIC_KEY={hex:32}', 'BRAINTREE_PRIVATE_KEY=$KEY'],
  },
] as const satisfies readonly Pattern[];
