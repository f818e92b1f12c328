/** Keys of KMS that exist in several regions: one id, one ARN a region. */

/** ARN of a multi-Region key (mrk-…) in another region: docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html */
export function keyIn(kmsKey: string, region: string): string {
  return kmsKey.replace(/^(arn:[\w-]+:kms:)[\w-]+/, `$1${region}`);
}
