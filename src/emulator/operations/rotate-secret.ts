/** RotateSecret and CancelRotateSecret: a rotation begins with an empty AWSPENDING version, and only a rotator ends it. */
import { randomUUID } from 'node:crypto';
import * as members from '../members.ts';
import { defineOperation } from '../operation.ts';
import type { Call, Reply } from '../operation.ts';
import type { Rotation, SecretRecord, Version } from '../record.ts';
import { checkRules, rotationRules } from '../schedule.ts';
import { invalidParameter, invalidRequest, ServiceError } from '../service-error.ts';
import { flag, list, otherwise, required, structure, text } from '../shape.ts';
import { addVersion, current, holderOf, moveLabel, pending } from '../versions.ts';

const lambdaArnText = otherwise(text({ max: 2048 }), () =>
  invalidParameter('RotationLambdaARN must <= 2048 characters long.'),
);
const externalMetadata = list(
  structure({ Key: required(text({ min: 1, max: 256 })), Value: required(text({ min: 1, max: 2048 })) }),
);

export const rotateSecret = defineOperation({
  writes: true,
  members: {
    SecretId: members.secretId,
    ClientRequestToken: members.requestToken,
    RotationLambdaARN: lambdaArnText,
    RotationRules: rotationRules,
    ExternalSecretRotationMetadata: externalMetadata,
    ExternalSecretRotationRoleArn: text({ min: 20, max: 2048 }),
    RotateImmediately: flag(),
  },
  run(input, call) {
    const record = call.world.findOwn(call.region, input.SecretId);
    if (input.RotationRules !== undefined) checkRules(input.RotationRules);
    const lambdaArn = input.RotationLambdaARN || record.rotation?.lambdaArn;
    if (lambdaArn === undefined)
      throw invalidRequest('No Lambda rotation function ARN is associated with this secret.');
    if (!call.rotations.has(lambdaArn)) throw notInvocable();
    const token = input.ClientRequestToken ?? randomUUID();
    const known = record.versions.find(({ id }) => id === token);
    const waiting = holderOf(record, pending);
    if (waiting !== undefined && waiting !== known && !waiting.stages.includes(current))
      throw reattempt(record, { lambdaArn, token: waiting.id }, call);
    record.rotation = configure(record.rotation, {
      lambdaArn,
      ...(input.RotationRules && { rules: input.RotationRules }),
      ...(input.ExternalSecretRotationMetadata && { externalMetadata: input.ExternalSecretRotationMetadata }),
      ...(input.ExternalSecretRotationRoleArn && { externalRoleArn: input.ExternalSecretRotationRoleArn }),
    });
    record.changedAt = call.now;
    return begin(record, { lambdaArn, token, known, testOnly: input.RotateImmediately === false }, call);
  },
});

/** What a rotation has made so far stays, labels included. */
export const cancelRotateSecret = defineOperation({
  writes: true,
  members: { SecretId: members.secretId },
  run({ SecretId: id }, call) {
    const record = call.world.findOwn(call.region, id);
    if (record.rotation?.enabled !== true) throw invalidRequest('Rotation is not turned on for this secret.');
    record.rotation.enabled = false;
    record.changedAt = call.now;
    call.rotations.cancel(record.arn);
    const waiting = holderOf(record, pending);
    const unfinished = waiting?.stages.includes(current) === false ? waiting.id : undefined;
    return { ARN: record.arn, Name: record.name, VersionId: unfinished };
  },
});

interface Beginning {
  readonly lambdaArn: string;
  readonly token: string;
  /** A version of that token, which a retry finds. */
  readonly known: Version | undefined;
  readonly testOnly: boolean;
}

/** A retry of a rotation that has ended begins nothing. */
function begin(record: SecretRecord, { lambdaArn, token, known, testOnly }: Beginning, call: Call): Reply {
  const reply = { ARN: record.arn, Name: record.name, VersionId: testOnly ? undefined : token };
  if (known !== undefined && (known.stages.includes(current) || !known.stages.includes(pending))) return reply;
  if (known === undefined)
    moveLabel(record, pending, addVersion(record, { id: token, createdAt: call.now, stages: [] }));
  call.rotations.start({ region: call.region, arn: record.arn, lambdaArn, token, testOnly });
  return reply;
}

function reattempt(
  record: SecretRecord,
  { lambdaArn, token }: { lambdaArn: string; token: string },
  call: Call,
): ServiceError {
  call.rotations.start({ region: call.region, arn: record.arn, lambdaArn, token, testOnly: false });
  return invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
}

function configure(old: Rotation | undefined, given: Partial<Rotation>): Rotation {
  return { ...old, ...given, enabled: true };
}

function notInvocable(): ServiceError {
  return new ServiceError(
    'AccessDeniedException',
    'Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
  );
}
