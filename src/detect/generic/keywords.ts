/** Stems of names that say "secret": where one stands in a name that is assigned to, the generic detector looks. */
export const genericKeywords: readonly string[] = [
  'passw',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'key',
  'credential',
  'auth',
];
