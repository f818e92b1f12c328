/** A secret as the emulator keeps it: plain data that can be written to a file. Times are milliseconds since 1970. */

export type Value = { readonly string: string } | { readonly binary: string };

export interface Version {
  /** The request token that made it. */
  readonly id: string;
  readonly createdAt: number;
  stages: string[];
  /** Absent until a rotation's first step has put it. Binary values are base64. */
  value?: Value;
  /** Midnight UTC of the day. */
  accessedAt?: number;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Replica {
  readonly region: string;
  readonly kmsKeyId: string | undefined;
  readonly status: 'InSync' | 'Failed';
  readonly message: string;
}

export interface RotationRules {
  readonly AutomaticallyAfterDays?: number | undefined;
  readonly ScheduleExpression?: string | undefined;
  readonly Duration?: string | undefined;
}

export interface Rotation {
  enabled: boolean;
  lambdaArn?: string;
  rules?: RotationRules;
  externalMetadata?: readonly { readonly Key: string; readonly Value: string }[];
  externalRoleArn?: string;
  lastAt?: number;
}

export interface SecretRecord {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  changedAt: number;
  accessedAt?: number;
  description?: string;
  kmsKeyId?: string;
  /** The partner whose external secret this is. */
  type?: string;
  /** Absent until the first tag. */
  tags?: Tag[];
  versions: Version[];
  rotation?: Rotation;
  policy?: string;
  /** When the recovery window ends, and when it began. */
  deletion?: { readonly requestedAt: number; readonly dueAt: number };
  /** Set while the secret is replicated: the region that it is changed in. */
  primaryRegion?: string;
  replicas: Replica[];
}

/** The AWS service that the secret belongs to: services say so in a tag that nobody else can set. */
export function owningService({ tags = [] }: SecretRecord): string | undefined {
  return tags.find(({ Key }) => Key === 'aws:secretsmanager:owningService')?.Value;
}
