/** Parameter Store for a proof: answers GetParameter with canaries and knows no other call, so that nothing of it is mistaken for the service. */
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ParameterCanaries {
  /** What AWS_ENDPOINT_URL is to be. */
  readonly url: string;
  stop(): Promise<void>;
}

/** `texts` by name. `onAsk` is told of each name that is asked for and there. */
export async function serveParameters(
  texts: ReadonlyMap<string, string>,
  onAsk: (name: string) => void,
): Promise<ParameterCanaries> {
  const server = createServer((request, response) => {
    void readName(request).then((name) => {
      const known = request.headers['x-amz-target'] === 'AmazonSSM.GetParameter';
      const text = known ? texts.get(name) : undefined;
      if (text !== undefined) onAsk(name);
      const missing = { __type: known ? 'ParameterNotFound' : 'UnknownOperationException' };
      const found = { Parameter: { Name: name, Type: 'SecureString', Value: text, Version: 1 } };
      response.writeHead(text === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(text === undefined ? missing : found));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function readName(request: IncomingMessage): Promise<string> {
  try {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += String(piece).slice(0, 10_000);
    return String((JSON.parse(body) as { Name?: unknown }).Name);
  } catch {
    return '';
  }
}
