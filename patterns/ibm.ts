/** IBM Cloud: API keys, object storage HMAC keys, classic infrastructure. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const ibm = [
  {
    id: 'ibm-cloud-api-key',
    title: 'IBM Cloud API key',
    severity: 'critical',
    regex: assigned(
      'ibm * key|ibm * token|ibmcloud * key|bluemix * key|watson * key|iam api key|iam apikey|cos api key|softlayer * key',
      '[A-Za-z0-9_\\-]{44}',
    ),
    keywords: ['ibm', 'bluemix', 'watson', 'iam_api', 'iam-api', 'iamapi', 'iam_key', 'cos_api', 'softlayer'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Acts as the user or service id in IBM Cloud.',
    revoke: 'https://cloud.ibm.com/iam/apikeys',
    references: ['https://cloud.ibm.com/docs/account?topic=account-userapikey'],
    match: ['IBMCLOUD_API_KEY={b64url:43}x', '"iam_apikey": "x{b64url:42}y"', 'ibm_platform_key="{an:44}"'],
    miss: [
      'IBMCLOUD_API_KEY={an:43}',
      'IBMCLOUD_API_KEY={an:45}',
      'iam_api_key="%s" % IBM_IAM_API_KEY_ENV',
      'ibm_cloud_region_key = "{lower:44}"',
    ],
  },
  {
    id: 'ibm-cos-hmac-secret',
    title: 'IBM Cloud Object Storage HMAC secret',
    severity: 'high',
    regex: /secret_?access_?key["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?<secret>[0-9a-f]{48})(?:["'\s\\,;}]|$)/i,
    keywords: ['secret_access_key', 'secretaccesskey'],
    checks: ['mixed-alnum'],
    entropy: 3.2,
    why: 'Reads and writes the buckets of the storage instance.',
    revoke: 'https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-uhc-hmac-credentials-main',
    references: [
      'https://cloud.ibm.com/docs/cloud-object-storage?topic=cloud-object-storage-uhc-hmac-credentials-main',
    ],
    match: [
      '"cos_hmac_keys": { "access_key_id": "{hex:32}", "secret_access_key": "{hex:48}" }',
      'secret_access_key={hex:48}',
    ],
    miss: ['secret_access_key={hex:47}', '"secret_access_key": "{hex:48}extra"', 'secret_access_key=$COS_SECRET'],
  },
  {
    id: 'ibm-softlayer-api-key',
    title: 'IBM classic infrastructure (SoftLayer) or Cloudant key',
    severity: 'critical',
    regex: assigned(
      'softlayer * key|softlayer * password|softlayer * token|cloudant * key|cloudant * password|cloudant * token|SL_API_KEY|SL_APIKEY',
      '[0-9a-f]{64}',
    ),
    keywords: ['softlayer', 'cloudant', 'sl_api'],
    entropy: 3.2,
    why: 'Manages the servers or databases of the account.',
    revoke: 'https://cloud.ibm.com/iam/apikeys',
    references: ['https://cloud.ibm.com/docs/account?topic=account-classic_keys'],
    match: ['SOFTLAYER_API_KEY={hex:64}', "cloudant_password = '{hex:64}'"],
    miss: ['SOFTLAYER_API_KEY={hex:63}', 'cloudant_password = "a-fake-tooshort-key"', 'softlayer-key:=afakekey'],
  },
] as const satisfies readonly Pattern[];
