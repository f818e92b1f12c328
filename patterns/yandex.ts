/** Yandex and Yandex Cloud: IAM tokens, API keys, OAuth tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const yandex = [
  {
    id: 'yandex-cloud-token',
    title: 'Yandex Cloud IAM token, cookie or API key',
    severity: 'critical',
    regex:
      /(?:^|[^A-Za-z0-9_.-])(?<secret>[tc]1\.[A-Z0-9a-z_-]{1,300}={0,2}\.[A-Z0-9a-z_-]{86}={0,2}|AQVN[A-Za-z0-9_-]{35,38})(?:[^A-Za-z0-9_=-]|$)/,
    keywords: ['t1.', 'c1.', 'aqvn'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    overlaps: ['http-bearer-token', 'http-bearer-token-signs'],
    why: 'Manages the resources that its service account or user may reach in Yandex Cloud.',
    revoke: 'https://yandex.cloud/en/docs/iam/operations/compromised-credentials',
    references: [
      'https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token',
      'https://yandex.cloud/en/docs/iam/concepts/authorization/api-key',
    ],
    match: [
      'YC_TOKEN=t1.{b64url:60}.{b64url:86}',
      'Authorization: Api-Key AQVN{b64url:35}',
      'yc_iam_cookie: "c1.{b64url:70}==.{b64url:86}=="',
    ],
    miss: ['t1.{b64url:60}.{b64url:80}', 'AQVN{b64url:30}', 'AQVN{b64url:45}', 'point1.{an:30}'],
  },
  {
    id: 'yandex-api-key',
    title: 'Yandex API key',
    severity: 'medium',
    regex: /\b(?<secret>(?:trnsl|dict|pdct)\.1\.1\.\d{8}T\d{6}Z\.[0-9a-f]{16}\.[0-9a-f]{40})\b/,
    keywords: ['trnsl.1.1.', 'dict.1.1.', 'pdct.1.1.'],
    why: 'Calls the translation or dictionary service at the account’s expense.',
    revoke: 'https://yandex.com/dev/',
    references: ['https://yandex.com/dev/dictionary/doc/dg/reference/getLangs.html'],
    match: [
      'yandex_key = "trnsl.1.1.20190420T101112Z.{hex:16}.{hex:40}"',
      '?key=dict.1.1.20200101T000000Z.{hex:16}.{hex:40}&lang=en-ru',
    ],
    miss: ['trnsl.1.1.20190420T101112Z.{hex:16}.{hex:39}', 'trnsl.1.1.20190420.{hex:16}.{hex:40}'],
  },
  {
    id: 'yandex-static-key-secret',
    title: 'Yandex Cloud static access key secret',
    severity: 'critical',
    regex: assigned(
      'yandex * key|yandex * token|yandex * secret|YC_STORAGE_SECRET_KEY|YC_SECRET_KEY|YC_* secret|secret access key|aws secret access key|secret key',
      'YC[A-Za-z0-9_\\-]{38}',
    ),
    keywords: ['yandex', 'yc_', 'secret_access_key', 'secretaccesskey', 'secret_key', 'secret-key', 'secretkey'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Reads and writes the buckets and queues that its service account may reach.',
    revoke: 'https://yandex.cloud/en/docs/iam/operations/compromised-credentials',
    references: ['https://yandex.cloud/en/docs/iam/concepts/authorization/access-key'],
    match: ['YANDEX_SECRET_KEY=YC{b64url:37}x', 'yc_storage_secret_key = "YC{an:38}"'],
    miss: ['YANDEX_SECRET_KEY=YC{an:37}', 'YANDEX_SECRET_KEY=YC{an:39}', 'YANDEX_KEY_ID=YCAJE{an:20}'],
  },
  {
    id: 'yandex-oauth-token',
    title: 'Yandex OAuth token',
    severity: 'high',
    regex: /\b(?<secret>y[0-6]_[A-Za-z0-9_-]{55,200})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['y0_', 'y1_', 'y2_', 'y3_', 'y4_', 'y5_', 'y6_'],
    checks: ['mixed-alnum'],
    entropy: 3.8,
    why: 'Acts as the user in the Yandex services that were granted: disk, mail, cloud.',
    revoke: 'https://id.yandex.com/personal/data-access',
    references: ['https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token'],
    match: ['YANDEX_OAUTH=y0_{b64url:55}x', "token: 'y0_AgAAAA{b64url:50}'"],
    miss: ['y0_{an:40}', 'xy0_{an:58}', 'key0_{an:58}'],
  },
] as const satisfies readonly Pattern[];
