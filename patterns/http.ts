/** HTTP credentials as they are sent: Authorization headers, curl's options, libcurl's calls. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';

export const http = [
  {
    id: 'http-basic-auth-header',
    title: 'Basic authorization header',
    severity: 'high',
    regex:
      /authorization[\\"'`\])]{0,4}[ \t]{0,4}(?::|=>?|,)[ \t]{0,4}[\\"'`]{0,3}basic[ \t]{1,3}[\\"'`]{0,2}(?<secret>[A-Za-z0-9+/]{8,400}={0,2})(?:[^A-Za-z0-9+/=]|$)/i,
    keywords: ['authorization'],
    checks: ['base64-credentials'],
    why: 'User name and password in base64: whoever reads the line can log in.',
    revoke: rotate,
    references: ['https://www.rfc-editor.org/rfc/rfc7617'],
    match: [
      'curl -H "Authorization: Basic {b64of:svc:{an:18}}" https://api.acme.io',
      '{"req":{"headers":{"host":"app","authorization":"Basic {b64of:admin:{an:9}}"}}}',
      "req.headers['Authorization'] = 'Basic {b64of:{an:24}:{an:32}}'",
    ],
    miss: [
      'Authorization: Basic {b64of:{an:30}}',
      'Authorization: Basic {b64of:user:password}',
      'Authorization: Basic <credentials>',
      'Authorization: Basic ${BASIC_AUTH}',
      'Authorization: Digest {b64of:svc:{an:18}}',
    ],
  },
  {
    id: 'http-bearer-token',
    title: 'Bearer token in an authorization header',
    severity: 'high',
    regex:
      /authorization[\\"'`\])]{0,4}[ \t]{0,4}(?::|=>?|,)[ \t]{0,4}[\\"'`]{0,3}(?:(?:bearer|token|apikey|api-key|api-token|access_token|key|geniekey|pveapitoken|aivenv1|apikey-v[12]|klaviyo-api-key|oauth)[ \t=:]{1,3}(?:token=)?[\\"'`]{0,2})?(?<secret>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:sha256~)?[A-Za-z0-9+/]{20,400}={0,2})(?:["'`\\\s;,)}\]&|<]|$)/i,
    keywords: ['authorization'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Whoever has the token is its owner to the service, until it expires or is revoked.',
    revoke: rotate,
    references: ['https://www.rfc-editor.org/rfc/rfc6750'],
    match: [
      'curl -X PUT -H "Authorization: Bearer {an:40}" https://api.acme.io/v1/use',
      "headers: { 'Authorization': 'Token {hex:40}' },",
      "curl --header 'Authorization: {uuid}'",
    ],
    miss: [
      'curl -H "Authorization: Bearer <token>"',
      'curl -H "Authorization: Bearer $(gcloud auth print-access-token)"',
      'headers.set("Authorization", "Bearer " + accessToken)',
      'Authorization: Bearer YOUR_ACCESS_TOKEN_GOES_HERE',
      'Authorization: Bearer thisIsNotARandomTokenAtAll',
      'authorization: requireAuthenticatedUser',
    ],
  },
  {
    id: 'http-bearer-token-signs',
    title: 'Bearer token with signs in an authorization header',
    severity: 'high',
    confidence: 'medium',
    regex:
      /authorization[\\"'`\])]{0,4}[ \t]{0,4}(?::|=>?|,)[ \t]{0,4}[\\"'`]{0,3}(?:bearer|token|apikey|api-key|api-token|access_token|key)[ \t=:]{1,3}(?:token=)?[\\"'`]{0,2}(?<secret>[A-Za-z0-9_.~-]{24,400}={0,2})(?:["'`\\\s;,)}\]&|<]|$)/i,
    keywords: ['authorization'],
    checks: ['mixed-alnum', 'password-like'],
    entropy: 4.2,
    overlaps: ['http-bearer-token'],
    why: 'Whoever has the token is its owner to the service, until it expires or is revoked.',
    revoke: rotate,
    references: ['https://www.rfc-editor.org/rfc/rfc6750'],
    match: [
      'curl -H "Authorization: Bearer {an:10}-{an:24}" https://api.acme.io/v1/use',
      "headers: { 'Authorization': 'Token {an:12}_{an:16}.{an:16}' },",
    ],
    miss: [
      'curl -H "Authorization: Bearer my-own-test-token-123456789"',
      'Authorization: Bearer YOUR_ACCESS-TOKEN_GOES_HERE',
      'Authorization: Bearer {an:8}-{an:8}',
      'Authorization: Bearer $TOKEN-{an:24}',
    ],
  },
  {
    id: 'http-curl-user',
    title: 'User name and password on a curl command line',
    severity: 'high',
    // From the last `curl` before the option: from each of them, RE2 would follow hundreds of attempts at once where a text has many.
    regex:
      /\bcurl(?:\.exe)?\b(?:[^|\x00c]|c[^|\x00u]|cu[^|\x00r]|cur[^|\x00l]|\wcurl|curl\w){0,300}?(?:cu?r?)?[ \t'"](?:-u|--user|--proxy-user|-U)[ \t=]{0,2}\\?["']?(?<user>[^\s"'`:$<>{}\\]{0,80})["']?:\\?["']?(?<secret>[^\s"'`<>{}$*[(\\/][^\s"'`<>{}\\]{2,120})/,
    longest: 720,
    keywords: [' -u', '--user', '--proxy-user', ' -U'],
    checks: ['password-like', 'not-all-digits'],
    overlaps: ['url-password'],
    why: 'Logs in to the service as this user; command lines also stand in shell histories and process lists.',
    revoke: rotate,
    references: ['https://curl.se/docs/manpage.html#-u'],
    match: [
      'curl -k -u elastic:{an:16} https://search.acme.io:9200',
      "curl -s --user 'api:{an:20}' \\\n  https://api.mailgun.net/v3/acme.io/messages",
      'curl -X POST https://api.acme.io/oauth/token -u "{an:20}:{an:32}" -d grant_type=client_credentials',
    ],
    miss: [
      'curl -u "$USER:$PASSWORD" https://acme.io',
      'curl --user user:pass https://acme.io',
      'curl -u "myusername" http://localhost:15130/api/{an:12}',
      'curl -u ":" https://acme.io:9200',
      'curl -u "{{ .Values.username }}:{{ .Values.password }}" https://acme.io',
      'docker run -u app:{an:12} image',
    ],
  },
  {
    id: 'http-curl-user-in-braces',
    title: 'User name and password in braces on a curl command line',
    severity: 'high',
    confidence: 'medium',
    // Documentation writes `"{username}":"{password}"`, and who fills it in leaves the braces where they are.
    regex:
      /\bcurl(?:\.exe)?\b(?:[^|\x00c]|c[^|\x00u]|cu[^|\x00r]|cur[^|\x00l]|\wcurl|curl\w){0,300}?(?:cu?r?)?[ \t'"](?:-u|--user)[ \t=]{0,2}["']?\{(?<user>[^\s"'`:$<>{}\\]{1,80})\}["']?:["']?\{(?<secret>[^\s"'`<>{}$*[(\\/%][^\s"'`<>{}\\]{5,120})\}/,
    longest: 720,
    keywords: [' -u', '--user'],
    checks: ['password-like', 'mixed-alnum', 'drawn-or-chosen'],
    why: 'Logs in to the service as this user; command lines also stand in shell histories and process lists.',
    revoke: rotate,
    references: ['https://curl.se/docs/manpage.html#-u'],
    match: [
      'curl -X POST --user "{{uuid}}":"{{an:12}}" https://gateway.acme.io/api',
      "curl -u '{{an:10}}:{{an:16}}' https://acme.io",
    ],
    miss: [
      'curl -u "{username}":"{password}" https://acme.io',
      'curl -u "{{ user }}:{{ password1 }}" https://acme.io',
      'curl -u "{apikey}:{your-api-key-2}" https://acme.io',
    ],
  },
  {
    id: 'http-curl-user-token',
    title: 'Token as the user name on a curl command line',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\bcurl(?:\.exe)?\b(?:[^|\x00c]|c[^|\x00u]|cu[^|\x00r]|cur[^|\x00l]|\wcurl|curl\w){0,300}?(?:cu?r?)?[ \t'"](?:-u|--user)[ \t=]{0,2}["']?(?<secret>[^\s"'`:$<>{}%*[(\\][^\s"'`:$<>{}\\]{11,120}):["']?(?:[\s\\]|$)/,
    longest: 720,
    keywords: [' -u', '--user'],
    checks: ['mixed-alnum', 'password-like'],
    entropy: 3,
    why: 'The service takes it in place of a user name: whoever has it is logged in.',
    revoke: rotate,
    references: ['https://curl.se/docs/manpage.html#-u'],
    match: ['curl https://api.acme.io/v1/charges -u {an:32}:', 'curl -u "{an:20}:" https://api.acme.io'],
    miss: [
      'curl -u "$TOKEN:" https://api.acme.io',
      'curl -u "user:" https://api.acme.io',
      'curl -u ":" https://api.acme.io/{an:20}',
    ],
  },
  {
    id: 'http-curl-option',
    title: 'Credential in a libcurl option',
    severity: 'high',
    regex:
      /CURLOPT_(?:USERPWD|PROXYUSERPWD|PASSWORD|PROXYPASSWORD|KEYPASSWD|SSLKEYPASSWD|SSLCERTPASSWD|TLSAUTH_PASSWORD|XOAUTH2_BEARER)[ \t]{0,4}(?:,|=>|=)[ \t\r\n]{0,20}[A-Za-z]{0,2}["'](?:(?<user>[^\s"':$]{1,80}):)?(?<secret>[^\s"'`<>$%*{:][^\s"'`<>{}]{2,200})["']/,
    longest: 700,
    keywords: [
      'CURLOPT_USERPWD',
      'CURLOPT_PROXYUSERPWD',
      'CURLOPT_PASSWORD',
      'CURLOPT_PROXYPASSWORD',
      'CURLOPT_KEYPASSWD',
      'CURLOPT_SSLKEYPASSWD',
      'CURLOPT_SSLCERTPASSWD',
      'CURLOPT_TLSAUTH_PASSWORD',
      'CURLOPT_XOAUTH2_BEARER',
    ],
    checks: ['password-like'],
    why: 'Logs in to the service that the program calls.',
    revoke: rotate,
    references: ['https://curl.se/libcurl/c/CURLOPT_USERPWD.html'],
    match: [
      'curl_easy_setopt(curl, CURLOPT_USERPWD, "root:{an:12}");',
      "curl_setopt($ch, CURLOPT_PASSWORD, '{an:24}');",
      'CURLOPT_XOAUTH2_BEARER => "{b64url:60}",',
    ],
    miss: [
      'curl_easy_setopt(curl, CURLOPT_USERPWD, "user:password");',
      'curl_easy_setopt(curl, CURLOPT_PASSWORD, password);',
      'curl_setopt($ch, CURLOPT_USERPWD, "$user:$pass");',
      'CURLOPT_USERNAME, "{an:24}"',
    ],
  },
] as const satisfies readonly Pattern[];
