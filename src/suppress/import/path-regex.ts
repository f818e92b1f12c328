/** Path expressions of other tools to our path patterns, where both mean the same; anything else is left to a person. */

/** Path patterns (glob.ts) for an unanchored regular expression over paths; undefined where none says exactly that or less. */
export function globFromRegex(source: string): string | undefined {
  const [, start = '', body = '', end = ''] = /^(\^|\(\?:\^\|\/\)|\(\^\|\/\))?(.*?)((?<!\\)\$)?$/s.exec(source) ?? [];
  const middle = convert(body);
  if (middle === undefined || /^\**$/.test(middle)) return undefined;
  // Two stars and a slash would also hold for no folder at all.
  const open = middle.startsWith('/') ? '?**' : '**';
  const head = start === '^' ? '' : start === '' ? (middle.startsWith('**') ? '' : open) : '**/';
  const glob = `${head}${middle}${end === '' && !middle.endsWith('**') ? '**' : ''}`;
  // Without a slash a pattern holds at any depth, which `^name` does not mean.
  return glob.includes('/') || glob.includes('**') ? glob : `/${glob}`;
}

/** Longer forms first. */
const pieces: readonly (readonly [RegExp, (match: RegExpExecArray) => string | undefined])[] = [
  [/^\((?:\?:)?\.\*\??\)\??/, () => '**'],
  [/^\((?:\?:)?([^()]*)\)(\??)/, ([, inner = '', optional]) => convertChoices(inner, optional === '?')],
  [/^\.\*\??/, () => '**'],
  [/^\.\+\??/, () => '?**'],
  [/^\[\^\/\]\*\??/, () => '*'],
  [/^\[\^\/\]\+\??/, () => '?*'],
  [/^\\([./\-_@#%=~+])(\??)(?![*+{])/, ([, char = '', optional]) => literal(char, optional)],
  [/^([A-Za-z0-9/_\-@#%=~: ])(\??)(?![*+{])/, ([, char = '', optional]) => literal(char, optional)],
  [/^\.(?![*+?{])/, () => '?'],
];

function convert(body: string): string | undefined {
  let glob = '';
  for (let rest = body; rest !== '';) {
    const hit = pieces.flatMap(([form, build]) => {
      const match = form.exec(rest);
      return match === null ? [] : [{ length: match[0].length, built: build(match) }];
    })[0];
    if (hit?.built === undefined) return undefined;
    glob += hit.built;
    rest = rest.slice(hit.length);
  }
  return glob;
}

function convertChoices(inner: string, optional: boolean): string | undefined {
  const choices = inner.split('|').map(convert);
  if (choices.includes(undefined) || choices.some((choice) => choice?.includes(','))) return undefined;
  const all = [...choices, ...(optional ? [''] : [])];
  return all.length === 1 ? all[0] : `{${all.join(',')}}`;
}

function literal(char: string, optional: string | undefined): string {
  return optional === '?' ? `{${char},}` : char;
}
