/** The CI services whose logs can be fetched. */
import type { LogService } from './service.ts';
import { circleci } from './services/circleci.ts';
import { github } from './services/github.ts';
import { gitlab } from './services/gitlab.ts';
import { jenkins } from './services/jenkins.ts';

export const logServices: readonly LogService[] = [github, gitlab, jenkins, circleci];
