/** Stems of names that say "secret": where one stands in a name that is assigned to, the generic detector looks. */

/** By what the prefilter asks of the assigned value: `password` takes short ones, and plain words where they stand without quotes. */
export const genericKeywords = {
  password: [
    ...['pass', 'pwd', 'psw', 'secret', 'psk', 'senha', 'contrase', 'kennwort', 'wachtwoord'],
    // Two letters are too common by themselves.
    ...['_pw', 'pw=', 'pw =', 'pw:', 'pw"', "pw'", 'pw>'],
  ],
  assignment: ['token', 'key', 'credential', 'creds', 'auth'],
} as const;

/** Of these, what encoded text is known by: long enough not to stand everywhere by chance. */
export const encodedKeywords = ['passw', 'passphrase', 'pwd', 'secret', 'token', 'key', 'credential', 'auth'] as const;
