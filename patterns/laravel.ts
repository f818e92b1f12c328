/** Laravel: the application key. */
import type { Pattern } from '../src/types.ts';

export const laravel = [
  {
    id: 'laravel-app-key',
    title: 'Laravel application key',
    severity: 'critical',
    regex:
      /\b(?:APP_KEY|app_key|LARAVEL_KEY|'key')["']?[ \t]{0,4}(?:=>?|:|,)[ \t]{0,4}\\?["']?(?<secret>base64:[A-Za-z0-9+/]{43}=|base64:[A-Za-z0-9+/]{22}==)/,
    keywords: ['base64:'],
    entropy: 3.6,
    why: 'Decrypts and forges cookies and sessions; with older serialised ones, runs code.',
    revoke: 'https://laravel.com/docs/12.x/encryption#gracefully-rotating-encryption-keys',
    references: ['https://laravel.com/docs/12.x/encryption#configuration'],
    match: ['APP_ENV=production\nAPP_KEY=base64:{b64:43}=\n', '<env name="x"/> APP_KEY: "base64:{b64:22}=="'],
    miss: ['APP_KEY=\n', 'APP_KEY=base64:{b64:20}=', 'APP_KEY=${APP_KEY}', 'src="data:font/woff;base64:{b64:43}="'],
  },
] as const satisfies readonly Pattern[];
