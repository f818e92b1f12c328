/** Calls that are given a user and a password, that type into a password's field, or that compare: where their secret stands, and its name. */

/** Whose first argument is a user and whose second the password, if they have two: `Credentials("u", "p")`, `auth=("u", "p")`. */
export function takesUser(name: string): boolean {
  return /(?:[Cc]redentials?|[Pp]asswordToken|[Aa]uthenticationToken|[Aa]uth|_basic|[Uu]ser(?:name)?_?Password|PasswordAuthentication)$/.test(
    name.slice(name.lastIndexOf('.') + 1).replace(/^usernamePassword$/, ''),
  );
}

/** From the end of the first argument's text to the beginning of the second's, and its quote; undefined where that is no literal. */
export function secondArgument(behind: string): { readonly skip: number; readonly quote: string } | undefined {
  const [gap, quote] = /^\\?["'`]\s{0,4},\s{0,4}[@bu]?(["'`])/.exec(behind) ?? [];
  return gap === undefined || quote === undefined ? undefined : { skip: gap.length, quote };
}

/** The field whose text is set: `password` of `password.sendKeys`, of `passwordField.fill`; the name itself where nothing is typed. */
export function typedField(name: string): string {
  const dot = name.lastIndexOf('.');
  if (dot < 0 || !typing.has(name.slice(dot + 1).toLowerCase())) return name;
  return name.slice(0, dot).replace(/[_-]?(?:field|input|box|element|elem|edit)$/i, '');
}

/** What tests of pages and forms call it: Selenium, HtmlUnit, Playwright, Puppeteer, Espresso, Swing. */
const typing = new Set(
  'type sendkeys send_keys settext setvalue setvalueattribute fill entertext set_value'.split(' '),
);

/** Whether what stands before a name opens a comparison of it with the next argument: `strcmp(user.`, `assertEquals($`, `is $`. */
export function comparesNext(before: string): boolean {
  return /(?:\b(?:strn?cmp|(?:\w*assert\w*)?equals?\w*)\s*\(\s*|^\s*is\s*\(?\s*)[$@\w>.-]{0,40}$/i.test(before);
}

/** Whether it opens a copy of the next argument to it, or a pair of the two: `strcpy(`, Erlang's `{`. */
export function assignsNext(before: string): boolean {
  return /(?:\b(?:strn?cpy|strlcpy|strcpy_s|wcscpy|lstrcpy[AW]?)\s*\(\s*[\w.>-]{0,40}|\{\s*)$/.test(before);
}
