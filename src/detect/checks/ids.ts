/** Identifiers that say something about themselves: an account, a date, a length that must be believable. */

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * An AWS key id holds the account's number: after the prefix, 40 bits that follow a flag bit (unset in ids from before 2019, which say nothing).
 * The ids of AWS's documentation end in EXAMPLE.
 */
export function awsAccountId(id: string): boolean {
  if (id.endsWith('EXAMPLE')) return false;
  const bits = [...id.slice(4, 14)].reduce(
    (value, char) => value * 32n + BigInt(Math.max(0, base32.indexOf(char))),
    0n,
  );
  const isNew = bits >> 49n === 1n;
  const account = (bits >> 9n) & 0xff_ffff_ffffn;
  return !isNew || account <= 999_999_999_999n;
}

/** Storage and Cosmos DB keys are 64 bytes in base64. */
export function azureStorageKey(key: string): boolean {
  const bytes = Buffer.from(key, 'base64');
  return bytes.length === 64 && key.length === 88 && new Set(bytes).size > 16;
}

/** The number before the colon is a user id: positive, without leading zeros, in the range that Telegram gives out. */
export function telegramBotId(token: string): boolean {
  const id = token.slice(0, token.indexOf(':'));
  return /^[1-9]\d{7,10}$/.test(id);
}

const discordEpoch = 1_420_070_400_000n;

/** A bot token begins with its snowflake in base64: a number whose upper bits are milliseconds since Discord's epoch. */
export function discordSnowflake(token: string): boolean {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('latin1');
  // A copy with a mistake or two in it is worth a look; nothing else has as many digits there.
  if (!/^\d{17,20}$/.test(id)) return id.length <= 21 && id.replaceAll(/\D/g, '').length >= 13;
  const created = (BigInt(id) >> 22n) + discordEpoch;
  return created > discordEpoch && created < 4_102_444_800_000n;
}
