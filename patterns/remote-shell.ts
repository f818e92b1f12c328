/** Passwords on the command lines of tools that log in to other machines, and in the calls of their protocols. */
import type { Pattern } from '../src/types.ts';

export const remoteShell = [
  {
    id: 'psexec-password',
    title: 'Password on a PsExec command line',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\b[Pp][Ss][Ee][Xx][Ee][Cc](?:64)?(?:\.[Ee][Xx][Ee])?[^\n]{0,120}?[ \t]-u[ \t]{1,4}(?<user>[^\s"'$%<{]{1,80})[ \t]{1,4}-p[ \t]{1,4}["']?(?<secret>[^\s"'$%<>{][^\s"'<>{}]{3,100})/,
    longest: 900,
    keywords: ['psexec'],
    checks: ['password-like'],
    why: 'Runs programs on the other machine as this user.',
    revoke: 'https://learn.microsoft.com/en-us/windows-server/identity/laps/laps-overview',
    references: ['https://learn.microsoft.com/en-us/sysinternals/downloads/psexec'],
    match: [
      'psexec \\\\build7 -u CORP\\deploy -p {an:14} cmd /c dir',
      'PsExec64.exe \\\\10.0.0.7 -u admin -p "{an:10}!{an:2}" whoami',
    ],
    miss: [
      'psexec \\\\build7 -u CORP\\deploy -p %PASSWORD% cmd',
      'psexec \\\\build7 -u CORP\\deploy -p $env:PASS cmd',
      'psexec \\\\build7 -u CORP\\deploy cmd -p',
    ],
  },
  {
    id: 'vmware-password',
    title: 'Password in a PowerCLI call',
    severity: 'high',
    confidence: 'medium',
    regex:
      /Connect-(?:VIServer|CIServer|HVServer)\b[^\n]{0,160}?-Password[ \t:]{1,4}["']?(?<secret>[^\s"'$%<>{(][^\s"'<>{}]{3,100})/i,
    longest: 900,
    keywords: ['connect-viserver', 'connect-ciserver', 'connect-hvserver'],
    checks: ['password-like'],
    why: 'Administers the virtual machines that this user may.',
    revoke: 'https://knowledge.broadcom.com/external/article/322721',
    references: ['https://developer.broadcom.com/powercli'],
    match: [
      'Connect-VIServer -Server vc.acme.io -User svc -Password {an:14}',
      'connect-viserver vc.acme.io -user "svc" -password "{an:10}!{an:2}"',
    ],
    miss: [
      'Connect-VIServer -Server vc.acme.io -User $user -Password $password',
      'Connect-VIServer -Server vc.acme.io -Credential (Get-Credential)',
      'Connect-VIServer -Server vc.acme.io -Password password',
    ],
  },
  {
    id: 'truenas-login-key',
    title: 'TrueNAS API key in a login message',
    severity: 'critical',
    regex:
      /login_with_api_key["'][^\n\x00]{0,60}(?:\n[ \t]{0,20}[^\n\x00]{0,40}){0,3}?["'](?<secret>\d{1,5}-[A-Za-z0-9]{64})["']/,
    longest: 600,
    keywords: ['login_with_api_key'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Administers the storage server and reads what it stores.',
    revoke: 'https://www.truenas.com/docs/scale/scaletutorials/toptoolbar/managingapikeys/',
    references: ['https://www.truenas.com/docs/api/'],
    match: [
      '{"method":"auth.login_with_api_key","params":["{digits:1}-{an:64}"]}',
      '  "method": "auth.login_with_api_key",\n  "params": [\n    "{digits:2}-{an:64}"\n  ]',
    ],
    miss: [
      '{"method":"auth.login_with_api_key","params":["{digits:1}-{an:63}"]}',
      '{"method":"auth.login_with_api_key","params":["API_KEY"]}',
      '{"method":"auth.login","params":["{digits:1}-{an:64}"]}',
    ],
  },
  {
    id: 'thingsboard-device-token',
    title: 'ThingsBoard device token in an address',
    severity: 'medium',
    regex: /\/api\/v1\/(?<secret>[A-Za-z0-9]{20})\/(?:telemetry|attributes|rpc|claim|provision|firmware|software)\b/,
    keywords: ['/telemetry', '/attributes', '/rpc', '/claim', '/provision', '/firmware', '/software'],
    checks: ['mixed-alnum'],
    entropy: 3,
    why: 'Sends readings as the device, and is sent its commands.',
    revoke: 'https://thingsboard.io/docs/user-guide/access-token/',
    references: ['https://thingsboard.io/docs/reference/http-api/'],
    match: [
      'curl -X POST http://tb.acme.io/api/v1/{lowernum:20}/telemetry',
      'coap://coap.acme.io/api/v1/{an:20}/attributes',
    ],
    miss: [
      'http://tb.acme.io/api/v1/{lowernum:19}/telemetry',
      'http://tb.acme.io/api/v1/$ACCESS_TOKEN/telemetry',
      'http://tb.acme.io/api/v1/organisationsettings/attributes',
    ],
  },
] as const satisfies readonly Pattern[];
