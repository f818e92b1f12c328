/** Passwords that are named in other languages than English: in names of variables and settings, and in notes. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';

// As texts: in a bundle of ASCII a literal expression has escapes that RE2 does not read.
const names = [
  // French
  'mot_?de_?passe',
  'mot de passe',
  // French, Polish, Czech, Turkish: too short to stand within a word
  '(?:^|[^a-z0-9])(?:mdp|has[lł]o|heslo|[sş]ifre)',
  // Finnish, Hungarian, Swedish, Danish, Norwegian, Spanish and Catalan
  'salasana',
  'jelsz[oó]',
  'l[oö]senord',
  'adgangskode',
  'passord',
  'contrase(?:ñ|n|ny|ni)a',
  // Russian, Chinese, Japanese, Korean
  'пароль',
  '密码',
  '密碼',
  '口令',
  'パスワード',
  '비밀번호',
];
const suffix = '(?:_[a-z0-9]{1,16}){0,2}["\'`]?';
const assigns = '[ \\t]{0,3}(?:=>?|:=?|：|＝|是|为|為)[ \\t]{0,3}["\'`]?';
// Translations of labels and messages have the same names: a value is of ASCII here, and has a digit.
const value =
  '(?:[a-z@#!_+\\-][a-z@#!$_+\\-]{3,30}[0-9]|(?:[a-z@#!_+\\-][a-z@#!$_+\\-]{0,2})?[0-9][a-z0-9@#!$_+\\-^~=]{3})[a-z0-9@#!$_+\\-^~=?]{0,40}';

export const passwordsByOtherNames = [
  {
    id: 'foreign-password',
    title: 'Password, named in another language',
    severity: 'high',
    confidence: 'medium',
    regex: new RegExp(`(?:${names.join('|')})${suffix}${assigns}(?<secret>${value})`, 'i'),
    keywords: [
      'mot de passe',
      'mot_de_passe',
      'motdepasse',
      'mot_depasse',
      'motde_passe',
      'mdp',
      'haslo',
      'hasło',
      'heslo',
      'sifre',
      'şifre',
      'salasana',
      'jelsz',
      'senord',
      'adgangskode',
      'passord',
      'contrase',
      'ароль',
      '密码',
      '密碼',
      '口令',
      'パスワード',
      '비밀번호',
    ],
    checks: ['password-like', 'drawn-or-chosen'],
    why: 'Logs in as the user that stands near it.',
    revoke: rotate,
    references: [rotate],
    match: [
      'mot_de_passe = "{lower:5}!{digits:3}{an:2}"',
      "'db_mdp' => '{lower:4}{digits:3}{an:4}'",
      'contraseña: {lower:5}{digits:3}{an:4}',
      '"пароль": "{digits:2}{an:9}"',
      '账号：ops 密码：{lower:4}{digits:3}{an:3}',
      'login: deploy / mot de passe : {lower:4}{digits:3}{an:4}',
      "hasło_admin = '{lower:6}#{digits:2}'",
      'MDP_ADMIN={lower:5}{digits:3}{an:3}',
    ],
    miss: [
      'mot_de_passe = "obligatoire"',
      "'mdp' => '$mdp1'",
      'контроль: "{lower:5}{digits:3}{an:4}"',
      'mdpi = "{lower:5}{digits:3}{an:4}"',
      '密码：必填',
      '密码：6位',
      'mot de passe : 8 caractères',
      'Пароль: не менее 8 символов',
      'mdp = "le mot de passe"',
    ],
  },
] as const satisfies readonly Pattern[];
