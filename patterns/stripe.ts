/** Stripe: secret and restricted keys of both modes, and the secrets that sign webhooks. */
import type { Pattern } from '../src/types.ts';

const keys = 'https://docs.stripe.com/keys';
const verify = { url: 'https://api.stripe.com/v1/account', auth: 'bearer', live: [200, 403], dead: [401] } as const;

export const stripe = [
  {
    id: 'stripe-secret-key',
    title: 'Stripe secret key',
    severity: 'critical',
    regex: /\b(?<secret>[rs]k_(?:live|prod)_[0-9A-Za-z]{20,247})(?:[^0-9A-Za-z_]|$)/,
    keywords: ['sk_live_', 'rk_live_', 'sk_prod_', 'rk_prod_'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Charges cards, refunds, and reads every customer of the live account, or what a restricted key allows.',
    revoke: 'https://dashboard.stripe.com/apikeys',
    references: [keys],
    verify,
    match: ['STRIPE_KEY=sk_live_{an:24}', "stripe('sk_live_51{an:97}')", 'api_key: rk_live_{an:99}'],
    miss: [
      'sk_live_{an:12}',
      'pk_live_{an:24}',
      'task_live_{an:24}',
      'sk_live_xxxxxxxxxxxxxxxxxxxxxxxx',
      'sk_live_{an:12}_{an:12}',
    ],
  },
  {
    id: 'stripe-test-key',
    title: 'Stripe secret key of the test mode',
    severity: 'low',
    regex: /\b(?<secret>[rs]k_test_[0-9A-Za-z]{20,247})(?:[^0-9A-Za-z_]|$)/,
    keywords: ['sk_test_', 'rk_test_'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Reads and changes the account’s test data, which often mirrors the real set-up; no money moves.',
    revoke: 'https://dashboard.stripe.com/test/apikeys',
    references: [keys],
    verify,
    match: ['STRIPE_KEY=sk_test_{an:24}', '"rk_test_51{an:97}"'],
    miss: ['sk_test_{an:12}', 'pk_test_{an:24}', 'task_test_{an:30}', 'sk_test_xxxxxxxxxxxxxxxxxxxxxxxx'],
  },
  {
    id: 'stripe-webhook-secret',
    title: 'Stripe webhook signing secret',
    severity: 'medium',
    regex: /\b(?<secret>whsec_(?:[0-9A-Za-z]{32}|[0-9a-f]{64}|[0-9A-Za-z]{64}))(?:[^0-9A-Za-z_+\/=]|$)/,
    keywords: ['whsec_'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Forges events, such as a payment that never was.',
    revoke: 'https://dashboard.stripe.com/webhooks',
    references: ['https://docs.stripe.com/webhooks/signature'],
    match: ['STRIPE_WEBHOOK_SECRET=whsec_{an:32}', 'endpointSecret = "whsec_{hex:64}";'],
    miss: ['whsec_{an:20}', 'whsec_{an:33}', 'whsec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'whsec-{an:32}'],
  },
] as const satisfies readonly Pattern[];
