/** The account that an access key belongs to, read from the key's id: no call, no further package. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Twelve digits; undefined for ids of before 2019 and of other services, which do not hold it. */
export function accountOfKey(id: string): string | undefined {
  if (!/^A[KS]IA[Q-Z2-7][A-Z2-7]{15}$/.test(id)) return undefined;
  // The first 48 bits after the prefix: a flag, 40 bits of the account, and seven of what follows.
  let bits = 0n;
  for (const char of id.slice(4, 14)) bits = (bits << 5n) | BigInt(alphabet.indexOf(char));
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n;
  return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined;
}
