/** Values that stand where a secret belongs but are none: references, placeholders, documentation's examples, runs and sequences. */

export function isPlaceholder(value: string): boolean {
  return isReference(value) || isCode(value) || isExample(value) || isRun(value);
}

/** A value that is fetched, interpolated or encrypted rather than written down. */
function isReference(value: string): boolean {
  return (
    (/^[$%{<[(&*@]/.test(value) &&
      /^(?:\$[A-Za-z_{(]|%[A-Za-z_({]|\{\{?|<|\[|\(|&[a-z]|\*{3}|@[A-Za-z_{])/.test(value)) ||
    /\$\{|\$\(|\{\{|\}\}|<%|%>|#\{/.test(value) ||
    /^(?:process\.env|os\.environ|env\.|ENV\[|System\.|config\.|self\.|this\.|vault:|arn:|ssm:|op:\/\/|ref\+|file:|secretsmanager)/.test(
      value,
    ) ||
    /^(?:ENC\[|AQICAH|\$ANSIBLE_VAULT|vault:v\d|AgA[A-Za-z0-9])/.test(value)
  );
}

/** An identifier that says what it holds, a member of an object, or a call: code that fetches a secret, not the secret. */
function isCode(value: string): boolean {
  return (
    /^[A-Za-z_$][A-Za-z_$]{2,}(?:(?:\.|->|::)[A-Za-z_$]{3,})+$/.test(value) ||
    /^[A-Za-z_$][\w$.]*[([]/.test(value) ||
    /^\+.*\+$/s.test(value) ||
    /^[a-z_]*(?:pass(?:word|wd)?|pwd|token|secret|key)$/i.test(value)
  );
}

function isExample(value: string): boolean {
  const text = value.toLowerCase();
  return (
    exampleWords.test(text) ||
    /^(?:test|foo|bar|baz|demo|todo|none|null|nil|true|false|undefined|unset|empty)[-_]?\w{0,8}$/.test(text)
  );
}

const exampleWords =
  /example|change-?_?me|changeit|placeholder|your[-_ ]?(?:own|api|key|token|secret|pass|access|client|account)|(?:my|some|the|super)[-_]?(?:secret|password|token|api|key)|insert[-_ ]|replace[-_ ]?(?:me|this|with)|redacted|dummy|sample|not[-_ ]?(?:a[-_ ]?)?(?:real|secret|valid)|fixme|xxxx|\*\*\*|\.\.\.|<[a-z]|secret[-_ ]?(?:key|token|value)?$|^password|qwerty|abcdef0123|0123456789|1234567890|abcdefgh|deadbeef|lorem/;

/** One character, a short group over and over, or neighbours in the alphabet. */
function isRun(value: string): boolean {
  if (/^(.{1,4})\1{2,}.{0,3}$/s.test(value)) return true;
  let steps = 0;
  for (let i = 1; i < value.length; i++) {
    if (Math.abs(value.charCodeAt(i) - value.charCodeAt(i - 1)) <= 1) steps++;
  }
  return value.length >= 6 && steps >= (value.length - 1) * 0.7;
}
