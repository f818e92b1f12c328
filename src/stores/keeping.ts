/** What services keep, at what price and under which names: the facts that a plan is made by. */
import type { Keeping } from '../remediation-types.ts';

/** aws.amazon.com/secrets-manager/pricing; docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
export const secretsManagerKeeping: Keeping = {
  service: 'secretsmanager',
  price: 0.4,
  largest: 65_536,
  shares: true,
  names: /^[\w/+=.@-]{1,256}$/,
};

/**
 * The standard tier, which costs nothing: docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html,
 * sysman-paramstore-su-create.html for the names.
 */
export const parameterKeeping: Keeping = {
  service: 'ssm',
  price: 0,
  largest: 4096,
  shares: false,
  names: /^\/(?!aws|ssm)(?:[\w.-]{1,200}\/){0,14}[\w.-]{1,200}$/i,
};
