/** Passwords that everybody knows and people use nevertheless: they stand in configuration for what they are, not for another one. */

/** `123456`, `password1`, `admin123`, `kafka-secret`, a whole sentence: weak, but chosen. Not so the bare words `password` and `secret`, nor `test123`. */
export function isWeakPassword(value: string): boolean {
  const text = value.toLowerCase();
  if (/^\d{5,12}$/.test(text)) return !/^(\d)\1+$/.test(text);
  if (/^thisis(?:my|our|a)\w{0,12}pass(?:word|wd|phrase)?\d{0,4}$/.test(text)) return true;
  if (/^[a-z]{1,8}(?:123456?|12345678|123456789)$/.test(text)) return true;
  if (/^(?:pass|passw[o0]r[dt]|passwd|pwd|admin|root|guest|login|qwerty|abc)[-_.@]?\d{1,6}[!@#$*.]?$/.test(text))
    return true;
  return (
    /^[a-z]{4,12}[-_]?secret$/.test(text) &&
    !/^(?:super|your|client|shared|some|test|fake|dummy|wrong|token|access|consumer|another|invalid|webhook)/.test(text)
  );
}
