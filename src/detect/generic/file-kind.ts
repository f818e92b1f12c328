/** What a file is, by its path, or by how it begins where a history knows no path: how it is read, and how likely a literal in it is a credential. */

export const fileKinds = ['code', 'config', 'shell', 'docs', 'markup', 'other', 'generated', 'translation'] as const;
export type FileKind = (typeof fileKinds)[number];

export interface FileTraits {
  readonly kind: FileKind;
  /** The path names tests, fixtures, mocks or examples. */
  readonly isTest: boolean;
}

/** Bytes at the beginning of a text that tell its kind where there is no path. */
export const traitsSample = 2048;

export function readFileTraits(path: string, text: Buffer): FileTraits {
  if (path === '') return { kind: kindOfText(text.latin1Slice(0, Math.min(text.length, traitsSample))), isTest: false };
  const lower = path.toLowerCase();
  const pieces = lower.split(/[/_.-]/);
  return { kind: kindOfFile(lower, pieces), isTest: isTestPath(lower, pieces) };
}

/** Whether literals stand without quotes in such files. */
export function hasBareValues(kind: FileKind): boolean {
  return kind !== 'code' && kind !== 'generated' && kind !== 'markup';
}

function kindOfFile(path: string, pieces: readonly string[]): FileKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const extension = /\.([a-z0-9_]+)$/.exec(name)?.[1] ?? '';
  if (isGenerated(name, extension)) return 'generated';
  if (isTranslation(path, { extension, pieces })) return 'translation';
  if (shellFiles.some((file) => name.startsWith(file)) || shellNames.has(/^\.?(\w+)/.exec(name)?.[1] ?? ''))
    return 'shell';
  return byExtension.get(extension) ?? (extension === '' || name.startsWith('.') ? 'config' : 'other');
}

/** By its first lines. */
function kindOfText(head: string): FileKind {
  // All in one, as few heads have any of it.
  if (/lockfile|@generated|code generated|do not edit|^[^\n]{1000}|msgid "/i.test(head)) {
    if (/lockfile|@generated|code generated|do not edit|^[^\n]{1000}/i.test(head)) return 'generated';
    if (/^msgid "/m.test(head)) return 'translation';
  }
  return beginnings.find(([, pattern]) => pattern.test(head))?.[0] ?? 'other';
}

const beginnings: readonly (readonly [FileKind, RegExp])[] = [
  ['shell', /^#!\S{0,40}(?:env |\/)(?:ba|z|k|da)?sh\b/],
  [
    'code',
    /^(?:#!|\s{0,8}(?:\/\*|\/\/ |import [\w"'{*<]|from [\w.]{1,60} import|#\s?include|package [\w.]{1,80};?$|using [\w.]{1,80};|namespace \w|(?:async )?def \w|class \w{1,60}\b[^:\n]{0,80}[:{]|(?:export |async )?function\b|(?:var|let|const) \w|public |private |<\?php|require[ (]['"]|module\.exports|describe[ (]['"]|typedef |static |struct |fn \w|func \w|sub \w))/m,
  ],
  ['markup', /^\s{0,8}<(?:!doctype|html|div|template|script)/i],
  ['config', /^\s{0,8}(?:<\?xml|[{[]\s*(?:["\n]|$)|---$|\[[\w.-]{1,40}\]$)/],
  ['docs', /^(?:#{1,3} \S|={4,}$|-{4,}$|\.\. \w)/m],
];

// Lists, where expressions of so many words would take longer to compile than all else that a commit needs.
const shellFiles = ['dockerfile', 'makefile', 'vagrantfile', 'jenkinsfile'];
const shellNames = new Set(['env', 'bash', 'zsh', 'profile']);

function isTestPath(path: string, pieces: readonly string[]): boolean {
  if (pieces.some((piece) => testNames.has(piece))) return true;
  return (
    /^[a-z]+$/.test(path.slice(path.lastIndexOf('.') + 1)) &&
    /tests?$/.test(path.slice(0, Math.max(0, path.lastIndexOf('.'))))
  );
}

const testNames = new Set(
  'test tests testing spec specs fixture fixtures mock mocks stub stubs example examples sample samples demo demos e2e testdata'.split(
    ' ',
  ),
);

function isGenerated(name: string, extension: string): boolean {
  return (
    generatedExtensions.has(extension) ||
    generatedEnds.some((end) => name.endsWith(end)) ||
    lockFiles.some((file) => name.startsWith(file))
  );
}

const generatedExtensions = new Set('lock map svg po pot snap ipynb_checkpoints sum'.split(' '));
const generatedEnds = '.min.js .min.css -min.js -min.css .bundle.js .bundle.css -bundle.js -bundle.css'.split(' ');
const lockFiles = ['package-lock', 'npm-shrinkwrap', 'pnpm-lock', 'composer.lock'];

function isTranslation(path: string, { extension, pieces }: { extension: string; pieces: readonly string[] }): boolean {
  if (translationExtensions.has(extension)) return true;
  if (!translatedExtensions.has(extension)) return false;
  if (pieces.some((piece, index) => index < pieces.length - 1 && translationNames.has(piece))) return true;
  return /[/_-][a-z]{2}[_-][a-z]{2}\.[a-z]+$/.test(path);
}

const translationExtensions = new Set('xlif xliff arb resx strings mo ftl'.split(' '));
const translatedExtensions = new Set('json yaml yml properties php js ts xml ini rb py toml'.split(' '));
const translationNames = new Set(
  'locale locales i18n l10n lang langs language languages translation translations messages'.split(' '),
);

const extensions: Readonly<Record<string, FileKind>> = {
  'yml yaml json json5 jsonc ini cfg conf cnf config properties props env toml plist tfvars reg xml example sample dist default template tpl j2 tmpl repo netrc npmrc pypirc list':
    'config',
  'sh bash zsh ksh fish bat cmd mk dockerfile': 'shell',
  'md markdown mdx rst adoc asciidoc txt text tex log csv tsv org wiki textile rdoc pod': 'docs',
  'html htm xhtml vue svelte erb jsp jspx ejs hbs twig haml pug ftlh cshtml razor phtml xsl': 'markup',
  'py js mjs cjs jsx ts tsx go java kt kts scala groovy gradle rb php pl pm c h cc cpp cxx hpp m mm cs vb fs swift rs lua dart r jl ex exs erl clj hs sql tf hcl ipynb sol coffee nix ml pas proto graphql gql ps1 psm1 psd1 pp css scss less':
    'code',
};
const byExtension = new Map(
  Object.entries(extensions).flatMap(([names, kind]) => names.split(' ').map((name) => [name, kind] as const)),
);
