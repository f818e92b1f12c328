/** Oracle Cloud Infrastructure: auth tokens and key passphrases. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const oracle = [
  {
    id: 'oracle-oci-auth-token',
    title: 'Oracle Cloud Infrastructure auth token',
    severity: 'critical',
    regex: assigned(
      'oci auth token|oci * auth token|ocir * password|ocir * token|oci registry password',
      '[^\\s"\'`$<>{}]{20}',
    ),
    keywords: ['oci_', 'oci-', 'ociauth', 'ocir'],
    checks: ['mixed-alnum'],
    entropy: 3.6,
    why: 'Logs in to the registry, object storage and streaming of the tenancy as this user.',
    revoke: 'https://docs.oracle.com/en-us/iaas/Content/Identity/Tasks/managingcredentials.htm',
    references: ['https://docs.oracle.com/en-us/iaas/Content/Registry/Tasks/registrygettingauthtoken.htm'],
    match: ['OCI_AUTH_TOKEN="{an:8};{an:4}[{an:6}"', 'ocir_password: {an:9}.{an:3}){an:6}'],
    miss: ['OCI_AUTH_TOKEN={an:19}', 'OCI_REGION={an:20}', 'oci_auth_token = ${oci_auth_token_secret}'],
  },
  {
    id: 'oracle-oci-passphrase',
    title: 'Passphrase of an Oracle Cloud Infrastructure API key',
    severity: 'high',
    regex: /\bpass_phrase[ \t]{0,4}=[ \t]{0,4}["']?(?<secret>[^\s"'`$<>{}*\\]{4,100})/,
    longest: 460,
    keywords: ['pass_phrase'],
    checks: ['password-like'],
    parts: {
      tenancy: {
        regex: /\btenancy[ \t]{0,4}=[ \t]{0,4}(?<secret>ocid1\.tenancy\.[a-z0-9.]{20,120})/,
        within: 800,
        required: true,
      },
    },
    why: 'Opens the private key that signs API calls in the tenancy.',
    revoke: 'https://docs.oracle.com/en-us/iaas/Content/API/Concepts/apisigningkey.htm',
    references: ['https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm'],
    match: [
      '[DEFAULT]\nuser=ocid1.user.oc1..{lowernum:60}\ntenancy=ocid1.tenancy.oc1..{lowernum:60}\nkey_file=~/.oci/key.pem\npass_phrase={an:14}\n',
      'tenancy = ocid1.tenancy.oc1..{lowernum:60}\npass_phrase = "{an:9}!{an:3}"',
    ],
    miss: [
      'pass_phrase={an:14}',
      'tenancy=ocid1.tenancy.oc1..{lowernum:60}\npass_phrase=${OCI_PASSPHRASE}',
      'tenancy=ocid1.tenancy.oc1..{lowernum:60}\npass_phrase=\n',
    ],
  },
] as const satisfies readonly Pattern[];
