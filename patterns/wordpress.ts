/** WordPress: authentication salts and the database password. */
import type { Pattern } from '../src/types.ts';

export const wordpress = [
  {
    id: 'wordpress-salt',
    title: 'WordPress authentication key or salt',
    severity: 'high',
    regex:
      /define\([ \t]{0,4}["'](?<name>(?:SECURE_AUTH|LOGGED_IN|NONCE|AUTH)_(?:KEY|SALT))["'][ \t]{0,20},[ \t]{0,20}["'](?<secret>[^\n]{40,128}?)["'][ \t]{0,4}\)/,
    longest: 620,
    keywords: ['auth_key', 'auth_salt', 'logged_in_key', 'logged_in_salt', 'nonce_key', 'nonce_salt'],
    checks: ['mixed-alnum'],
    entropy: 4,
    why: 'Forges login cookies, and so logs in as any user of the site.',
    revoke: 'https://api.wordpress.org/secret-key/1.1/salt/',
    references: ['https://developer.wordpress.org/advanced-administration/security/#security-keys'],
    match: ["define('AUTH_KEY',         '{an:20}|%{an:20} -{an:20}');", "define( 'NONCE_SALT', '{an:30}+~{an:32}' );"],
    miss: [
      "define('AUTH_KEY', 'put your unique phrase here');",
      "define('AUTH_KEY', getenv('AUTH_KEY'));",
      "define('DB_CHARSET', '{an:64}');",
    ],
  },
  {
    id: 'wordpress-db-password',
    title: 'WordPress database password',
    severity: 'critical',
    regex:
      /define\([ \t]{0,4}["']DB_PASSWORD["'][ \t]{0,4},[ \t]{0,4}["'](?<secret>[^"'\n$<{][^"'\n]{2,120})["'][ \t]{0,4}\)/,
    longest: 560,
    keywords: ['db_password'],
    checks: ['password-like'],
    parts: {
      user: { regex: /DB_USER["'][ \t]{0,4},[ \t]{0,4}["'](?<secret>[^"'\n]{1,80})["']/, within: 400 },
      host: { regex: /DB_HOST["'][ \t]{0,4},[ \t]{0,4}["'](?<secret>[^"'\n]{1,120})["']/, within: 400 },
    },
    why: 'Opens the database of the site: users, orders, password hashes.',
    revoke: 'https://dev.mysql.com/doc/refman/8.4/en/alter-user.html',
    references: ['https://developer.wordpress.org/advanced-administration/wordpress/wp-config/'],
    match: ["define('DB_USER', 'wp');\ndefine('DB_PASSWORD', '{an:14}');", "define( 'DB_PASSWORD', '{an:8}!{an:4}' );"],
    miss: [
      "define('DB_PASSWORD', 'password_here');",
      "define('DB_PASSWORD', getenv('DB_PASSWORD'));",
      "define('DB_PASSWORD', '');",
    ],
  },
] as const satisfies readonly Pattern[];
