/** Tokens that end in their own CRC-32: one wrong character and they were never issued. */
import { base36, base62, crc32, toBase } from '../crc32.ts';

/**
 * GitHub's classic tokens: the last six of 36 characters are the CRC-32 of the thirty before them in base62. Other lengths carry no known checksum.
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function githubCrc32(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1);
  return body.length === 36 ? endsInBase62Crc(body) : true;
}

/** npm took over GitHub's format: https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/ */
export function npmCrc32(token: string): boolean {
  return endsInBase62Crc(token.slice(token.indexOf('_') + 1));
}

function endsInBase62Crc(body: string): boolean {
  return toBase(crc32(body.slice(0, -6)), base62, 6) === body.slice(-6);
}

/**
 * GitLab's routable tokens: `PAYLOAD.LLCCCCCCC` or `PAYLOAD.VV.LLCCCCCCC` with the payload's length and a CRC-32 in base36.
 * The CRC-32 is documented for the first form only: https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export function gitlabRoutable(token: string): boolean {
  const [head = '', ...rest] = token.split('.');
  const tail = rest.at(-1) ?? '';
  const length = Number.parseInt(tail.slice(0, 2), 36);
  if (!head.slice(0, -length).endsWith('-') && !/-t\d_$/.test(head.slice(0, -length))) return false;
  return rest.length > 1 || toBase(crc32(token.slice(0, -7)), base36, 7) === tail.slice(2);
}
