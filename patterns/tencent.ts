/** Tencent Cloud: secret ids and keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const tencent = [
  {
    id: 'tencent-secret-key',
    title: 'Tencent Cloud secret key',
    severity: 'critical',
    regex:
      /\b(?<id>AKID[A-Za-z0-9]{32})\b[\t\r\n -~]{0,120}?[\s"'`:=,](?<secret>[A-Za-z0-9]{32})(?:["'`\s;,)}\]<&\\]|$)/,
    keywords: ['akid'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    overlaps: ['tencent-secret-key-variable', 'tencent-secret-id'],
    why: 'Signs requests as its account or sub-user: whatever that identity may do.',
    revoke: 'https://console.cloud.tencent.com/cam/capi',
    references: ['https://www.tencentcloud.com/document/product/598/34228'],
    match: [
      'TENCENTCLOUD_SECRET_ID=AKID{an:32}\nTENCENTCLOUD_SECRET_KEY={an:32}',
      'new Credential("AKID{an:32}", "{an:32}")',
    ],
    miss: [
      'TENCENTCLOUD_SECRET_ID=AKID{an:30}\nTENCENTCLOUD_SECRET_KEY={an:32}',
      'TENCENTCLOUD_SECRET_ID=AKID{an:32}\nTENCENTCLOUD_SECRET_KEY=${KEY}',
      'AKID{an:32}\nregion = ap-guangzhou',
    ],
  },
  {
    id: 'tencent-secret-key-variable',
    title: 'Tencent Cloud secret key',
    severity: 'critical',
    regex: assigned('tencent * secret key|tencent * secretkey|qcloud * secret key|cos secret key', '[A-Za-z0-9]{32}'),
    keywords: ['tencent', 'qcloud', 'cos_secret', 'cossecret', 'cos-secret'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    why: 'Signs requests as its account or sub-user: whatever that identity may do.',
    revoke: 'https://console.cloud.tencent.com/cam/capi',
    references: ['https://www.tencentcloud.com/document/product/598/34228'],
    match: ['TENCENTCLOUD_SECRET_KEY={an:32}', 'qcloud_secret_key: "{an:32}"'],
    miss: ['TENCENTCLOUD_SECRET_KEY={an:31}', 'TENCENTCLOUD_REGION={an:32}', 'TENCENTCLOUD_SECRET_KEY=${KEY}'],
  },
  {
    id: 'tencent-secret-id',
    title: 'Tencent Cloud secret id without its key',
    severity: 'medium',
    regex: /\b(?<secret>AKID[A-Za-z0-9]{32})\b/,
    keywords: ['akid'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    why: 'Names a key that exists; useless without its secret key, which is often not far away.',
    revoke: 'https://console.cloud.tencent.com/cam/capi',
    references: ['https://www.tencentcloud.com/document/product/598/34228'],
    match: ['secret_id = "AKID{an:32}"', 'TENCENTCLOUD_SECRET_ID=AKID{an:32}'],
    miss: ['AKID{an:31}', 'AKID{an:33}', 'xAKID{an:32}'],
  },
] as const satisfies readonly Pattern[];
