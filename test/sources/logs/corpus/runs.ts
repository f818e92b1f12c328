/** Commands that leak what they are given, really run: their output is what CI services store. Values are made at each run. */
import { spawnSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandTemplate } from '../../../../src/catalogue/template.ts';
import type { LeakCause } from '../../../../src/log-types.ts';

export interface LeakScript {
  readonly id: string;
  /** What bash runs, a line a command. Values are in variables: TOKEN, STRIPE, PASSWORD, DATABASE_URL, KEY_FILE. */
  readonly script: readonly string[];
  readonly planted: readonly ValueName[];
  readonly cause: LeakCause;
  /** The service does not run the programs that this machine lacks: what they print is written down from their documentation. */
  readonly documented?: boolean;
  /** The value stands in the output in another form, so that places are compared by line only. */
  readonly encoded?: boolean;
}

export type ValueName = 'TOKEN' | 'STRIPE' | 'PASSWORD' | 'KEY';

/** A script that was run. */
export interface LeakRun extends LeakScript {
  readonly values: Readonly<Record<ValueName, string>>;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

const quiet = 'echo building; git --version; node --version';

/** Needs bash, git and Node, and what is on every machine beside them. */
export const leakScripts: readonly LeakScript[] = [
  {
    id: 'trace of a deploy',
    script: [quiet, 'deploy() { echo "deployed"; }', 'set -x', 'deploy --token "$TOKEN" --region eu-west-1'],
    planted: ['TOKEN'],
    cause: 'shell-trace',
  },
  {
    id: 'trace of a subshell',
    script: ['set -x', 'for host in a b; do (STRIPE_KEY="$STRIPE" true "$host"); done'],
    planted: ['STRIPE'],
    cause: 'shell-trace',
  },
  {
    id: 'docker login with the password as an argument',
    script: [
      'docker() { echo "WARNING! Using --password via the CLI is insecure. Use --password-stdin."; echo "Login Succeeded"; }',
      'set -x',
      'docker login -u ci -p "$TOKEN" ghcr.io',
    ],
    planted: ['TOKEN'],
    cause: 'docker-login',
    documented: true,
  },
  {
    id: 'environment',
    script: [quiet, 'env | sort'],
    planted: ['TOKEN', 'STRIPE', 'PASSWORD'],
    cause: 'environment-dump',
  },
  {
    id: 'exported variables',
    script: ['export -p'],
    planted: ['TOKEN', 'STRIPE', 'PASSWORD'],
    cause: 'environment-dump',
  },
  { id: 'echo', script: [quiet, 'echo "the token is $TOKEN"'], planted: ['TOKEN'], cause: 'echo' },
  {
    id: 'printf without a newline',
    script: ['printf %s "$STRIPE"', 'echo " is the key"'],
    planted: ['STRIPE'],
    cause: 'echo',
  },
  {
    id: 'base64 around the mask',
    script: ['printf %s "token=$TOKEN" | base64'],
    planted: ['TOKEN'],
    cause: 'echo',
    encoded: true,
  },
  {
    id: 'base64 of a file, wrapped',
    script: ['(env | sort | head -3; echo "STRIPE_KEY=$STRIPE"; echo "GITHUB_TOKEN=$TOKEN") | base64'],
    planted: ['TOKEN', 'STRIPE'],
    cause: 'echo',
    encoded: true,
  },
  {
    id: 'hexadecimal',
    script: ['printf %s "$TOKEN" | node -e "process.stdin.on(\'data\', d => console.log(d.toString(\'hex\')))"'],
    planted: ['TOKEN'],
    cause: 'echo',
    encoded: true,
  },
  {
    id: 'backwards around the mask',
    script: ['node -p "[...process.env.STRIPE].reverse().join(\'\')"'],
    planted: ['STRIPE'],
    cause: 'output',
    encoded: true,
  },
  {
    id: 'spaced out around the mask',
    script: ['echo "$STRIPE" | sed \'s/./& /g\''],
    planted: ['STRIPE'],
    cause: 'echo',
    encoded: true,
  },
  {
    id: 'JSON in JSON',
    script: [
      'node -p "JSON.stringify({ body: JSON.stringify({ token: process.env.TOKEN, url: process.env.DATABASE_URL }) })"',
    ],
    planted: ['TOKEN', 'PASSWORD'],
    cause: 'output',
  },
  {
    id: 'URL-encoded',
    script: ['node -p "\'https://ci.acme.io/hook?db=\' + encodeURIComponent(process.env.DATABASE_URL)"'],
    planted: ['PASSWORD'],
    cause: 'output',
    encoded: true,
  },
  {
    id: 'stack trace with a connection string',
    script: ['node -e "throw new Error(\'cannot connect to \' + process.env.DATABASE_URL)"'],
    planted: ['PASSWORD'],
    cause: 'stack-trace',
  },
  {
    id: 'remote with a token in its URL',
    script: ['git init -q .', 'git remote add origin "https://ci:$TOKEN@git.acme.io/app.git"', 'git remote -v'],
    planted: ['TOKEN'],
    cause: 'output',
  },
  {
    id: "git's own trace",
    script: ['GIT_TRACE=1 git -c "alias.hi=!true" hi "$TOKEN"'],
    planted: ['TOKEN'],
    cause: 'output',
  },
  { id: 'private key', script: [quiet, 'cat "$KEY_FILE"'], planted: ['KEY'], cause: 'echo', encoded: true },
  {
    id: 'coloured in the middle',
    script: ["node -p \"process.env.TOKEN.slice(0, 9) + '\\u001b[31m' + process.env.TOKEN.slice(9) + '\\u001b[0m'\""],
    planted: ['TOKEN'],
    cause: 'output',
    encoded: true,
  },
  {
    id: 'progress with carriage returns',
    script: ['printf "fetch 10%%\\rfetch 60%%\\rfetch with %s\\rfetch done\\n" "$TOKEN"'],
    planted: ['TOKEN'],
    cause: 'echo',
  },
  {
    id: 'wrapped at the terminal',
    script: ["node -p \"'x'.repeat(20) + ' uploading the artifact with token ' + process.env.STRIPE\" | fold -w 80"],
    planted: ['STRIPE'],
    cause: 'output',
    encoded: true,
  },
  {
    id: 'debug logging',
    script: ['node -e "console.log(\'DEBUG config loaded: api_token=\' + process.env.TOKEN)"'],
    planted: ['TOKEN'],
    cause: 'debug-log',
  },
];

/** Runs a script in a folder of its own. */
export function runLeak(script: LeakScript, extra: Readonly<Record<string, string>> = {}): LeakRun {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-log-'));
  try {
    const values = makeValues();
    const keyFile = join(folder, 'deploy.key');
    writeFileSync(keyFile, values.KEY);
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      LANG: 'C.UTF-8',
      CI: 'true',
      GIT_CONFIG_NOSYSTEM: '1',
      TOKEN: values.TOKEN,
      STRIPE: values.STRIPE,
      PASSWORD: values.PASSWORD,
      DATABASE_URL: `postgres://app:${values.PASSWORD}@db.acme.io:5432/app`,
      KEY_FILE: keyFile,
      ...extra,
    };
    const bash = spawnSync('bash', ['-c', `exec 2>&1\n${script.script.join('\n')}`], {
      cwd: folder,
      env,
      maxBuffer: 1 << 28,
    });
    return { ...script, values, output: bash.stdout.toString('utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeValues(): Record<ValueName, string> {
  const seed = randomBytes(16).toString('hex');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    TOKEN: expandTemplate('{github:ghp}', seed),
    STRIPE: expandTemplate('sk_live_{an:40}', seed),
    PASSWORD: expandTemplate('{an:24}', `${seed} password`),
    KEY: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))
      .export({ type: 'pkcs8', format: 'pem' })
      .toString()
      .trim(),
  };
}
