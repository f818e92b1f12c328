/** Calls that are given a user and a password or a name and a value, that type into a password’s field, or that compare: where their secret stands, and its name. */

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

/** `put(Context.SECURITY_CREDENTIALS, "value")`: what is set is named by a constant. */
export function isNamedByConstant(
  name: string,
  { gap, before, after }: Record<'gap' | 'before' | 'after', string>,
): boolean {
  const isConstant = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name.slice(name.lastIndexOf('.') + 1));
  return isConstant && /^\s*,/.test(gap) && /\w\(\s*$/.test(before) && /^["']\s*\)/.test(after);
}

/** `set("name", "value")`, `{ "name", "value" }`: the name is the first argument and the value the last, or the text is one of many names. */
export function isPair(before: string, after: string): boolean {
  if (/\b(?:buildConfigField|resValue)\b/.test(before)) return true;
  return (
    (/\b(?:p?flags?|fs)\.\w*String\w*\(\s*["']$/.test(before) && /^["'],/.test(after)) ||
    (/\(\s*[#.]?["'`][#.]?$/.test(before) && /^["'`]\s*\)/.test(after)) ||
    (/\{\s*["']$/.test(before) && /^["']\s*\}/.test(after))
  );
}
