/** Every rotator, the one that is meant first: another provider is one more line. */
import type { Rotator } from '../rotation-types.ts';
import { awsIamAccessKey } from './aws-iam-access-key.ts';
import { secretsManager } from './secrets-manager.ts';

export const rotators: readonly Rotator[] = [secretsManager, awsIamAccessKey];
