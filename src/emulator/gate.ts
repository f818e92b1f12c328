/** Who is let in: signed calls of AWS clients on this machine. Browsers are not, nor names that a foreign DNS makes point here. */
import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from './service-error.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export type Entry =
  | { readonly kind: 'operation'; readonly operation: string; readonly region: string }
  | { readonly kind: 'reset' };

/** The header checks of a request, in the order in which AWS makes its own. Throws ServiceError. */
export function admit({ method, path, headers }: Request, { testReset }: { readonly testReset: boolean }): Entry {
  refuseBrowsers(headers);
  if (testReset && method === 'POST' && path === '/moto-api/reset') return { kind: 'reset' };
  const [, operation] = /^secretsmanager\.(\w{1,64})$/.exec(headers['x-amz-target']?.toString() ?? '') ?? [];
  if (method !== 'POST' || path !== '/' || operation === undefined)
    throw new ServiceError(
      'UnknownOperationException',
      'Only POST / with an X-Amz-Target of Secrets Manager is served.',
      404,
    );
  if (!/^application\/x-amz-json-1\.[01]\b/.test(headers['content-type'] ?? ''))
    throw new ServiceError('SerializationException', 'The content type must be application/x-amz-json-1.1.');
  return { kind: 'operation', operation, region: readRegion(headers.authorization) };
}

/** A page on any site can send requests here; it cannot do so without these headers, and none of ours has them. */
function refuseBrowsers(headers: IncomingHttpHeaders): void {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    throw new ServiceError('AccessDeniedException', 'Requests of browsers are refused.', 403);
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(headers.host ?? ''))
    throw new ServiceError('AccessDeniedException', 'The Host header must be 127.0.0.1 or localhost.', 403);
}

/** From the credential scope of Signature Version 4. The signature itself is not checked. */
function readRegion(authorization: string | undefined): string {
  if (authorization === undefined || authorization === '')
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const scope = /^AWS4-HMAC-SHA256 .*\bCredential=[^/,\s]+\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request\b/;
  const [, region = '', service] = scope.exec(authorization) ?? [];
  if (service === undefined)
    throw new ServiceError('IncompleteSignatureException', 'The Authorization header holds no credential scope.');
  if (service !== 'secretsmanager')
    throw new ServiceError(
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'secretsmanager'.",
    );
  if (!/^([a-z]+-)+\d+$/.test(region))
    throw new ServiceError('InvalidSignatureException', 'Credential should be scoped to a valid region.');
  return region;
}
