/** How long a service wants us to wait: RFC 9110 Retry-After, and the headers of GitHub, GitLab and CircleCI for a spent quota. */

/** Milliseconds; undefined where the answer is no refusal for asking too often. */
export function waitOf(status: number, headers: Headers, now: number): number | undefined {
  const after = headers.get('retry-after');
  const isSpent = headers.get('x-ratelimit-remaining') === '0' || headers.get('ratelimit-remaining') === '0';
  const isRefusal =
    status === 429 || (status === 403 && (isSpent || after !== null)) || (status === 503 && after !== null);
  if (!isRefusal) return undefined;
  if (after !== null) return parseAfter(after, now);
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? '');
  // A time in seconds since 1970, or, where it is small, seconds from now.
  if (Number.isFinite(reset) && reset > 0) return Math.max(0, reset > 1e9 ? reset * 1000 - now : reset * 1000);
  return 60_000;
}

function parseAfter(text: string, now: number): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? 60_000 : Math.max(0, date - now);
}
