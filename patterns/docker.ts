/** Docker: tokens of Docker Hub and the join and unlock keys of a swarm. */
import type { Pattern } from '../src/types.ts';

const hub = 'https://docs.docker.com/security/access-tokens/';

export const docker = [
  {
    id: 'docker-hub-token',
    title: 'Docker Hub personal access token',
    severity: 'critical',
    regex: /\b(?<secret>dckr_pat_[A-Za-z0-9_-]{27})/,
    keywords: ['dckr_pat_'],
    entropy: 3,
    overlaps: ['command-line-password'],
    why: 'Pulls private images and, with write scope, pushes images that others run.',
    revoke: 'https://app.docker.com/settings/personal-access-tokens',
    references: [hub],
    match: ['DOCKERHUB_TOKEN=dckr_pat_{b64url:27}', 'docker login -u acme -p dckr_pat_{b64url:27}'],
    miss: [
      'dckr_pat_{b64url:26}',
      'dckr_pat_xxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'xdckr_pat_{b64url:27}',
      'dckr_pat_tooshort',
    ],
  },
  {
    id: 'docker-organization-token',
    title: 'Docker organisation access token',
    severity: 'critical',
    regex: /\b(?<secret>dckr_oat_[A-Za-z0-9_-]{32})/,
    keywords: ['dckr_oat_'],
    entropy: 3,
    why: 'Pulls and pushes the organisation’s images as its scopes allow.',
    revoke: 'https://docs.docker.com/enterprise/security/access-tokens/',
    references: ['https://docs.docker.com/enterprise/security/access-tokens/'],
    match: ['DOCKER_TOKEN=dckr_oat_{b64url:32}', 'password: dckr_oat_{b64url:32}'],
    miss: ['dckr_oat_{b64url:31}', 'dckr_oat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'dckr_oat_'],
  },
  {
    id: 'docker-swarm-key',
    title: 'Docker Swarm join token or unlock key',
    severity: 'high',
    regex: /\b(?<secret>SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{24,25}|SWMKEY-1-[A-Za-z0-9+/]{43})(?:[^0-9A-Za-z+/_-]|$)/,
    keywords: ['swmtkn-1-', 'swmkey-1-'],
    entropy: 3.5,
    why: 'Joins a machine to the swarm, or unlocks its managers’ keys and logs.',
    revoke: 'https://docs.docker.com/reference/cli/docker/swarm/join-token/',
    references: ['https://docs.docker.com/engine/swarm/swarm_manager_locking/'],
    match: ['docker swarm join --token SWMTKN-1-{lowernum:50}-{lowernum:25}', 'unlock: SWMKEY-1-{b64:43}'],
    miss: [
      'SWMTKN-1-{lowernum:49}-{lowernum:25}',
      'SWMTKN-1-{lowernum:50}-{lowernum:23}',
      'SWMTKN-1-short',
      'SWMKEY-1-{b64:42}"',
    ],
  },
] as const satisfies readonly Pattern[];
