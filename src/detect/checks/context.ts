/** What stands between a vendor's name and a value says whether it is the vendor's credential, or an id, a hash, a version. */

/**
 * `secret`: the name that the value is given says so (`_API_KEY=`). `near`: something before it does, or the vendor's name is given the value
 * outright (`acme: …`). `none`: the value is named for something else, or stands there by chance.
 */
export type ContextMeaning = 'secret' | 'near' | 'none';

export function meaningOfContext(context: string): ContextMeaning {
  if (goesOn.test(context) && !saysSecret.test(context)) return 'none';
  const plain = context.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  if (/[@#/]$/.test(plain) || fileName.test(plain)) return 'none';
  const field = /([a-z0-9_.-]*)[^a-z0-9_]*$/.exec(plain.replace(scheme, ''))?.[1] ?? '';
  const words = field.split(/[^a-z]+/).filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (words.some((word) => otherwise.has(word)) || describing.has(last)) return 'none';
  if (secretWord.test(field)) return 'secret';
  if (secretWord.test(plain)) return 'near';
  return direct.test(plain) ? 'near' : 'none';
}

/** The vendor's credential may stand here. */
export function vendorContext(_: string, groups: Readonly<Record<string, string>>): boolean {
  return meaningOfContext(groups['context'] ?? '') !== 'none';
}

/** The vendor's name was the beginning of another: `linear` for `line`; not `lineToken`, `LINEKEY`. */
const goesOn = /^(?:[a-z]|[A-Z](?![a-z]))/;
const saysSecret = /^(?:key|token|secret|pass|pwd|auth|cred|private|access|api|pat|client|app|license)/i;
const secretWord = /key|token|tkn|secret|passw|pwd|auth|cred|private|access|bearer|api|\bpat\b|licen[cs]e|bot\b/;
/** `Authorization: Bearer …`: the header's name is the name. */
const scheme = /(?<=[:="'`] ?)(?:bearer|basic|token|apikey)[ \t]+$/;
const fileName =
  /\.(?:gz|tgz|zip|whl|jar|js|mjs|ts|css|png|jpe?g|svg|gif|html?|md|py|go|rb|php|json|ya?ml|lock|txt|exe|dmg)\b/;
/** `acme = …`, `acme: "…"`, `acme …`, with a word or two more in the name. */
const direct = /^[a-z_. -]{0,20}["'`\])]{0,3}[ \t]{0,4}(?:[:=]+>?|[ \t>(,-])[ \t]{0,4}["'`]{0,2}$/;

/** Anywhere in the name of a value, these make it something else. */
const otherwise = new Set(
  (
    'hash sha md checksum digest integrity etag fingerprint thumbprint commit revision rev version nonce public pub publishable uuid guid ' +
    'trace span image digest signature sig csrf xsrf cache'
  ).split(' '),
);
/** As its last word. */
const describing = new Set(
  (
    'id ids name url uri path file dir email user username login host endpoint region account org organization organisation project ' +
    'workspace team page post video channel list tag type size date time expires expiry ttl ref branch port count index slug'
  ).split(' '),
);
