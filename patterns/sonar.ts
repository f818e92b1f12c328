/** SonarQube and SonarCloud: user, project and global analysis tokens. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

const docs = 'https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/';

export const sonar = [
  {
    id: 'sonar-token',
    title: 'SonarQube token',
    severity: 'high',
    regex: /\b(?<secret>sq[apu]_[0-9a-f]{40})(?:[^A-Za-z0-9_-]|$)/,
    keywords: ['squ_', 'sqp_', 'sqa_'],
    entropy: 3,
    why: 'Reads the analysed source code and its findings, or publishes analyses.',
    revoke: docs,
    references: [docs],
    match: ['-Dsonar.token=sqp_{hex:40}', 'SONAR_TOKEN: squ_{hex:40}'],
    miss: ['sqp_{hex:39}', 'sqp_{hex:41}', 'sqx_{hex:40}', 'msqp_{hex:40}'],
  },
  {
    id: 'sonar-token-legacy',
    title: 'SonarQube or SonarCloud token (40 hexadecimal digits)',
    severity: 'high',
    regex: assigned('sonar*token|sonar*login|sonar*key|sonar*password', '(?:sqco_)?[0-9a-f]{40}'),
    keywords: ['sonar'],
    entropy: 3,
    checks: ['mixed-alnum'],
    why: 'Reads the analysed source code and its findings, or publishes analyses.',
    revoke: 'https://sonarcloud.io/account/security',
    references: ['https://docs.sonarsource.com/sonarqube-cloud/managing-your-account/managing-tokens/'],
    match: ['sonar.login={hex:40}', '$sonarLogin = "{hex:40}"', 'SONARCLOUD_TOKEN: sqco_{hex:40}'],
    miss: [
      'sonar.login={hex:39}',
      'sonar.login={hex:41}',
      'sonar-scanner-4.7.tgz#{hex:40}',
      'sonar.login=$(SONAR_LOGIN)',
    ],
  },
] as const satisfies readonly Pattern[];
