/** NuGet: API keys. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const nuget = [
  {
    id: 'nuget-api-key',
    title: 'NuGet API key',
    severity: 'critical',
    regex: /\b(?<secret>oy2[a-z0-9]{43})(?:[^0-9A-Za-z_-]|$)/,
    keywords: ['oy2'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Pushes and unlists versions of the owner’s packages.',
    revoke: 'https://www.nuget.org/account/apikeys',
    references: ['https://learn.microsoft.com/nuget/nuget-org/publish-a-package'],
    match: ['dotnet nuget push -k oy2{lowernum:43}', 'NUGET_API_KEY=oy2{lowernum:43}'],
    miss: ['oy2{lowernum:42}', 'oy2{lowernum:44}', 'oy2{upper:43}', 'toy2{lowernum:43}'],
  },
  {
    id: 'nuget-api-key-legacy',
    title: 'NuGet API key named by its variable',
    severity: 'critical',
    regex: assigned(
      'nuget*key|nuget*token|nuget*secret|nuget',
      '[a-z0-9]{46}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    ),
    keywords: ['nuget'],
    entropy: 3,
    checks: ['mixed-alnum'],
    overlaps: ['nuget-api-key'],
    why: 'Pushes and unlists versions of the owner’s packages, or those of a private feed.',
    revoke: 'https://www.nuget.org/account/apikeys',
    references: ['https://learn.microsoft.com/nuget/nuget-org/scoped-api-keys'],
    match: ['NUGET_API_KEY={lowernum:46}', 'nuget key = {uuid}'],
    miss: ['NUGET_API_KEY={lowernum:45}', 'NUGET_API_KEY={lowernum:47}', 'nuget_package_hash={b64:86}=='],
  },
  {
    id: 'nuget-config-password',
    title: 'Password in a NuGet configuration',
    severity: 'high',
    regex: /[Cc]lear[Tt]ext[Pp]assword["']\s{1,20}value=["'](?<secret>[^"'<>\r\n]{4,200})["']/,
    keywords: ['cleartextpassword'],
    checks: ['password-like'],
    why: 'Reads and pushes packages of the private feed as its user.',
    revoke: 'https://learn.microsoft.com/nuget/consume-packages/consuming-packages-authenticated-feeds',
    references: ['https://learn.microsoft.com/nuget/reference/nuget-config-file'],
    match: [
      '<add key="ClearTextPassword" value="{an:16}" />',
      "<add key='ClearTextPassword' value='{an:10}!{an:4}' />",
    ],
    miss: [
      '<add key="ClearTextPassword" value="%FEED_PASSWORD%" />',
      '<add key="ClearTextPassword" value="" />',
      '<add key="ClearTextPassword" value="your-password" />',
    ],
  },
] as const satisfies readonly Pattern[];
