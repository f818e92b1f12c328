/** GetRandomPassword. */
import { makePassword } from '../password.ts';
import { defineOperation } from '../operation.ts';
import { flag, integer, text } from '../shape.ts';

export const getRandomPassword = defineOperation({
  writes: false,
  members: {
    PasswordLength: integer({ min: 1, max: 4096 }),
    ExcludeCharacters: text({ max: 4096 }),
    ExcludeNumbers: flag(),
    ExcludePunctuation: flag(),
    ExcludeUppercase: flag(),
    ExcludeLowercase: flag(),
    IncludeSpace: flag(),
    RequireEachIncludedType: flag(),
  },
  run: (rules) => ({ RandomPassword: makePassword(rules) }),
});
