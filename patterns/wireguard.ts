/** WireGuard: private and preshared keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const wireguard = [
  {
    id: 'wireguard-private-key',
    title: 'WireGuard private or preshared key',
    severity: 'critical',
    regex:
      /\b(?:PrivateKey|PresharedKey|PreSharedKey)[ \t]{0,4}=[ \t]{0,4}["']?(?<secret>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?:["'\s\\]|$)/,
    keywords: ['privatekey', 'presharedkey'],
    entropy: 3.8,
    why: 'Joins the private network as this peer and reads its traffic.',
    revoke: 'https://www.wireguard.com/quickstart/#key-generation',
    references: ['https://www.wireguard.com/#simple-network-interface'],
    match: [
      '[Interface]\nPrivateKey = {b64:42}Q=\nAddress = 10.0.0.2/32',
      'PresharedKey={b64:42}8=\nAllowedIPs = 0.0.0.0/0',
    ],
    miss: [
      'PublicKey = {b64:42}Q=',
      'PrivateKey = {b64:42}R=',
      'PrivateKey = {b64:44}',
      'PrivateKey = <your private key>',
    ],
  },
  {
    id: 'wireguard-private-key-variable',
    title: 'WireGuard private key',
    severity: 'critical',
    regex: assigned(
      'wireguard * private key|wg * private key|wireguard * preshared key|wg * preshared key|wireguard * psk',
      '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=',
    ),
    keywords: ['wireguard', 'wg_', 'wg-', 'wgprivate'],
    entropy: 3.8,
    why: 'Joins the private network as this peer and reads its traffic.',
    revoke: 'https://www.wireguard.com/quickstart/#key-generation',
    references: ['https://www.wireguard.com/#simple-network-interface'],
    match: ['WIREGUARD_PRIVATE_KEY={b64:42}Q=', 'wg_private_key: "{b64:42}c="'],
    miss: ['WIREGUARD_PUBLIC_KEY={b64:42}Q=', 'WIREGUARD_PRIVATE_KEY={b64:40}=', 'WIREGUARD_PRIVATE_KEY=${KEY}'],
  },
] as const satisfies readonly Pattern[];
