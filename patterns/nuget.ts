/** NuGet: API keys. */
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
] as const satisfies readonly Pattern[];
