/** Razorpay: key ids and secrets. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const razorpay = [
  {
    id: 'razorpay-key-id',
    title: 'Razorpay key id',
    severity: 'medium',
    regex: /\b(?<secret>rzp_(?:live|test)_[A-Za-z0-9]{14})\b/,
    keywords: ['rzp_live_', 'rzp_test_'],
    checks: ['mixed-alnum'],
    entropy: 3,
    parts: {
      keySecret: { regex: /secret["']?[ \t]{0,4}(?:[:=]|=>)[ \t]{0,4}["']?(?<secret>[A-Za-z0-9]{24})\b/i, within: 300 },
    },
    why: 'Names the merchant’s key; with its secret it captures, refunds and pays out.',
    revoke: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
    references: ['https://razorpay.com/docs/api/authentication/'],
    match: ['razorpay_key: rzp_live_{an:14}', 'new Razorpay({ key_id: "rzp_test_{an:14}", key_secret: "{an:20}" })'],
    miss: ['rzp_live_{an:13}', 'rzp_live_{an:15}', 'rzp_test_xxxxxxxxxxxxxx', 'rzp_prod_{an:14}'],
  },
  {
    id: 'razorpay-key-secret',
    title: 'Razorpay key secret',
    severity: 'critical',
    regex: assigned('razorpay * secret|rzp * secret|RAZORPAY_SECRET', '[A-Za-z0-9]{24}'),
    keywords: ['razorpay', 'rzp_'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'With the key id, captures payments, refunds and pays out.',
    revoke: 'https://dashboard.razorpay.com/app/website-app-settings/api-keys',
    references: ['https://razorpay.com/docs/api/authentication/'],
    match: ['RAZORPAY_KEY_SECRET={an:24}', "razorpay_secret: '{an:24}'"],
    miss: ['RAZORPAY_KEY_SECRET={an:23}', 'RAZORPAY_KEY_SECRET=$SECRET', 'RAZORPAY_WEBHOOK={an:24}'],
  },
] as const satisfies readonly Pattern[];
