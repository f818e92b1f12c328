/** The members that several operations share, with the limits of the service's API model (2017-10-17). */
import { invalidParameter, ServiceError } from './service-error.ts';
import { blob, choice, integer, list, otherwise, required, structure, text } from './shape.ts';
import type { InputOf, Shape } from './shape.ts';

const secretIdText = text({ min: 1, max: 2048 });
export const secretId = required(secretIdText);
export const optionalSecretId = secretIdText;
export const secretIds = list(secretIdText, { min: 1, max: 20 });

export const secretName = required(
  otherwise(
    text({ min: 1, max: 512, pattern: /^[A-Za-z0-9/_+=.@-]+$/ }),
    () =>
      new ServiceError(
        'ValidationException',
        'Invalid name. Must be 1-512 characters: letters, digits, or any of the following: -/_+=.@',
      ),
  ),
);

/** Also the id of the version that the request makes. */
export const requestToken = otherwise(text({ min: 32, max: 64 }), () =>
  invalidParameter('ClientRequestToken must be 32-64 characters long.'),
);

const secretString = text({ min: 1, max: 65_536, bytes: true });
const secretBinary = blob({ min: 1, max: 65_536 });
export const description = text({ max: 2048 });
export const kmsKeyId = text({ max: 2048 });
export const partnerType = text({ max: 256 });
export const versionId = text({ min: 32, max: 64 });
export const versionStage = text({ min: 1, max: 256 });
export const versionStages = list(versionStage, { min: 1, max: 20 });
/** Whether it is a region is judged by what takes it, as the call may not be allowed at all. */
export const region = text({ min: 1, max: 128 });
export const replicaRegions = list(structure({ Region: region, KmsKeyId: kmsKeyId }), { min: 1 });
export const nextToken = text({ min: 1, max: 4096 });
export const policyText = required(text({ min: 1, max: 20_480 }));
export const policyName = text({ min: 1, max: 64, pattern: /^[0-9A-Za-z_-]+$/ });

export const tagKey = text({ min: 1, max: 128 });
export const tags = list(structure({ Key: required(tagKey), Value: text({ max: 256 }) }));

export const filters = list(
  structure({
    Key: choice('all', 'name', 'tag-key', 'description', 'tag-value', 'primary-region', 'owning-service'),
    Values: list(text({ max: 512, pattern: /^!?[a-zA-Z0-9 :_@/+=.!-]*$/ }), { min: 1, max: 10 }),
  }),
  { max: 10 },
);
type ItemOf<S> = S extends Shape<readonly (infer T)[]> ? T : never;
export type FilterInput = ItemOf<typeof filters>;

/** Which of the two kinds of value; the request holds one of them exactly. */
export const valueMembers = { SecretString: secretString, SecretBinary: secretBinary };
export type ValueInput = InputOf<typeof valueMembers>;

export function isRegion(name: string | undefined): boolean {
  return /^([a-z]+-)+\d+$/.test(name ?? '');
}

export function maxResults(max: number): Shape<number> {
  return integer({ min: 1, max });
}
