/** Requests by hand: what no AWS client sends. */
import { request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly operation?: string;
  /** Null leaves the header out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string;
}

/** As an AWS client would ask, but for what is given. */
export function ask(
  url: string,
  { method = 'POST', path = '/', operation, headers, body = '{}' }: RawRequest,
): Promise<RawAnswer> {
  const usual = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `secretsmanager.${operation ?? 'ListSecrets'}`,
    authorization: signedFor('us-east-1'),
  };
  const given = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== null);
  return new Promise((done, fail) => {
    const sent = request(new URL(path, url), { method, headers: Object.fromEntries(given) as Record<string, string> });
    sent.on('error', fail);
    sent.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: (text === '' ? {} : JSON.parse(text)) as RawAnswer['body'],
        });
      });
    });
    // Of other methods Node does not say how long the body is, and the next request would begin with it.
    sent.end(method === 'POST' ? body : '');
  });
}

export function signedFor(region: string, service = 'secretsmanager'): string {
  return `AWS4-HMAC-SHA256 Credential=test/20240101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
