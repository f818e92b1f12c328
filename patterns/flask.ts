/** Flask: the secret key. */
import type { Pattern } from '../src/types.ts';

const why = 'Forges sessions and signed values, and so logs in as anybody; where sessions are deserialised, runs code.';

export const flask = [
  {
    id: 'flask-secret-key',
    title: 'Flask secret key',
    severity: 'high',
    confidence: 'medium',
    regex:
      /\b(?:app|application|server|flask_app)\.(?:secret_key[ \t]{0,4}=|config\[["']SECRET_KEY["']\][ \t]{0,4}=|config\.update\([ \t]{0,4}SECRET_KEY[ \t]{0,4}=)[ \t]{0,4}[rub]{0,2}["'](?<secret>[^\s"'`<>{}$%*][^"'\n]{7,150})["']/,
    longest: 700,
    keywords: ['secret_key'],
    checks: ['password-like', 'mixed-alnum'],
    entropy: 2.8,
    why,
    revoke: 'https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY_FALLBACKS',
    references: ['https://flask.palletsprojects.com/en/stable/config/#SECRET_KEY'],
    match: ["app.secret_key = '{hex:32}'", "app.config['SECRET_KEY'] = '{b64url:43}'"],
    miss: [
      "app.secret_key = 'dev'",
      "app.config['SECRET_KEY'] = os.environ['SECRET_KEY']",
      "app.secret_key = 'your-secret-key-here'",
    ],
  },
] as const satisfies readonly Pattern[];
