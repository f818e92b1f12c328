/** What the service, or the way to it, answers with: each as an error that names the missing permission or the next step, and no value. */
import { UserError } from '../errors.ts';

interface Failure {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * `action` is the call, such as CreateSecret; of another service than Secrets Manager, as IAM names it: `ssm:PutParameter`. The service's
 * own words are not repeated: nobody knows what they quote.
 */
export function explainAws(cause: unknown, action: string, name: string): UserError {
  const { name: kind = 'unknown error', message = '', code } = (cause ?? {}) as Failure;
  const [call = '', service = 'secretsmanager'] = action.split(':').toReversed();
  const [what, hint] = describe(kind, { message, code, action: call, service });
  return new UserError('remote', `${call} of ${name} failed: ${what}`, { hint, cause: new Error(kind) });
}

/** The name of the error that the client threw. */
export function kindOfFailure(cause: unknown): string {
  return (cause as Failure | undefined)?.name ?? '';
}

interface Details {
  readonly message: string;
  readonly code: string | undefined;
  readonly action: string;
  readonly service: string;
}

function describe(kind: string, { message, code, action, service }: Details): readonly [what: string, hint: string] {
  switch (kind) {
    case 'AccessDeniedException':
    case 'AccessDenied':
      return /\bkms\b/i.test(message)
        ? ['access to the KMS key is denied', `allow ${keyActions(service)} on the key of the secret`]
        : ['access is denied', `allow ${service}:${action} on it: the plan prints the policy (--verbose)`];
    case 'ThrottlingException':
    case 'TooManyRequestsException':
    case 'LimitExceededException':
    case 'TooManyUpdates':
    case 'ParameterLimitExceeded':
      return ['the service asks to slow down, or a quota is used up', 'wait a minute, then `unleak resume`'];
    case 'EncryptionFailure':
    case 'DecryptionFailure':
    case 'InvalidKeyId':
      return [
        'the KMS key cannot be used',
        'see that the key is enabled and that you may use it, then `unleak resume`',
      ];
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'UnrecognizedClientException':
    case 'InvalidSignatureException':
    case 'InvalidClientTokenId':
      return ['the credentials are not valid any more', 'sign in again, then `unleak resume`'];
    case 'CredentialsProviderError':
      return ['there are no AWS credentials', 'sign in, or set AWS_PROFILE; `--store local` needs none'];
    case 'MalformedPolicyDocumentException':
    case 'PublicPolicyException':
      return [
        'the service refuses the resource policy',
        'see that each --reader-account exists: `unleak undo`, then plan anew',
      ];
    case 'ResourceNotFoundException':
    case 'ParameterNotFound':
      return ['it does not exist', 'see that account and region are the ones you mean'];
    case 'InvalidParameterException':
    case 'ValidationException':
      return [
        'it refuses the name, the value or an option',
        '`unleak undo`, then plan with other options, or name the findings to move',
      ];
    case 'InvalidRequestException':
      return [
        'its state does not allow it',
        '`aws secretsmanager describe-secret` shows whether it is about to be deleted',
      ];
    default:
      if (/\bregion\b/i.test(message)) return ['no region is set, or none that can be', 'set AWS_REGION'];
      return [code ?? kind, 'when the service can be reached again: `unleak resume`'];
  }
}

function keyActions(service: string): string {
  return service === 'ssm' ? 'kms:Encrypt and kms:Decrypt' : 'kms:GenerateDataKey and kms:Decrypt';
}
