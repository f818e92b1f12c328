/** Snowflake: passwords next to the vendor’s name, and the session’s connection parameters. */
import { assigned } from '../src/catalogue/assigned.ts';
import type { Pattern } from '../src/types.ts';

export const snowflake = [
  {
    id: 'snowflake-password',
    title: 'Snowflake password',
    severity: 'critical',
    regex: assigned('snowflake*password|snowflake*pwd|snowsql pwd|snowflake*passphrase', '[^\\s"\'`<>{}$(),;]{8,64}'),
    keywords: ['snowflake', 'snowsql'],
    entropy: 2.5,
    checks: ['password-like', 'mixed-alnum'],
    parts: { account: { regex: /\b(?<secret>[A-Za-z0-9_.-]{3,60}\.snowflakecomputing\.com)\b/, within: 600 } },
    why: 'Reads and changes the warehouse with the rights of the user.',
    revoke: 'https://docs.snowflake.com/en/sql-reference/sql/alter-user',
    references: ['https://docs.snowflake.com/en/user-guide/admin-user-management'],
    match: ['SNOWFLAKE_PASSWORD={an:14}', 'snowflake_password: "{an:8}!{digits:3}"'],
    miss: [
      'SNOWFLAKE_PASSWORD=${SNOWFLAKE_PASSWORD}',
      'SNOWFLAKE_PASSWORD=your_password',
      'SNOWFLAKE_PASSWORD=os.environ["PW"]',
      'SNOWFLAKE_ACCOUNT=ab12345.eu-west-1',
    ],
  },
] as const satisfies readonly Pattern[];
