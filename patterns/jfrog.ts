/** JFrog Artifactory: API keys, reference and identity tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens';

export const jfrog = [
  {
    id: 'jfrog-api-key',
    title: 'JFrog Artifactory API key',
    severity: 'critical',
    regex: /\b(?<secret>AKCp[A-Za-z0-9]{65,75})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['akcp'],
    entropy: 4,
    checks: ['mixed-alnum'],
    overlaps: ['jfrog-token'],
    why: 'Reads and replaces the artefacts that the person may.',
    revoke: docs,
    references: [docs],
    match: ['ARTIFACTORY_API_KEY=AKCp{an:69}', 'X-JFrog-Art-Api: AKCp8{an:68}'],
    miss: [
      'AKCp{an:60}',
      'AkCp{an:69}',
      'xAKCp{an:69}',
      'AKCpXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
    ],
  },
  {
    id: 'jfrog-reference-token',
    title: 'JFrog reference token',
    severity: 'critical',
    regex: /\b(?<secret>cmVmd[A-Za-z0-9]{59})(?:[^A-Za-z0-9_+\/=-]|$)/,
    keywords: ['cmvmd'],
    entropy: 4,
    checks: ['mixed-alnum'],
    overlaps: ['jfrog-token'],
    why: 'Reads and replaces artefacts as its scope allows.',
    revoke: docs,
    references: [docs],
    match: ['JFROG_ACCESS_TOKEN=cmVmdGtuOjAxOjAwMDAwMDAwMDA6{an:36}', 'token: "cmVmdGtuOjAx{an:52}"'],
    miss: [
      'cmVmdGtuOjAx{an:51}',
      'cmVmdGtuOjAx{an:53}',
      'cmVMd{an:59}',
      'cmVmdXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
    ],
  },
  {
    id: 'jfrog-token',
    title: 'JFrog API key or identity token',
    severity: 'critical',
    regex: assigned('artifactory|jfrog|bintray|xray', '[A-Za-z0-9]{64}|[A-Za-z0-9]{73}'),
    keywords: ['artifactory', 'jfrog', 'bintray', 'xray'],
    entropy: 3.5,
    checks: ['mixed-alnum'],
    why: 'Reads and replaces artefacts as its scope allows.',
    revoke: docs,
    references: [docs],
    match: ['JFROG_TOKEN={an:64}', '"artifactoryApiKey": "{lowernum:73}"'],
    miss: [
      'JFROG_TOKEN={an:63}',
      'JFROG_TOKEN={an:74}',
      'JFROG_URL=https://acme.jfrog.io',
      'artifactory_sha512={hex:128}',
    ],
  },
] as const satisfies readonly Pattern[];
