/** A reader whose loaders ask a plain HTTP server on loopback, so that rewritten programs run with Node alone. */
import type { Reader } from '../../../src/remediation-types.ts';

const asynchronous = (
  typed: boolean,
): string => `export async function secret(name${typed ? ': string' : ''}, key${typed ? '?: string' : ''})${
  typed ? ': Promise<string>' : ''
} {
  const response = await fetch(\`\${process.env['STUB_URL']}/\${encodeURIComponent(name)}/\${key ?? ''}\`);
  if (!response.ok) throw new Error(\`cannot load the secret \${name}\`);
  return response.text();
}
`;

const body = `const answer = spawnSync(process.execPath, ['-e', program, url], { encoding: 'utf8' });
  if (answer.status !== 0) throw new Error(\`cannot load the secret \${name}\`);
  return answer.stdout;
}
`;

const program =
  "const program = `require('node:http').get(process.argv[1], (r) => r.statusCode === 200 ? r.pipe(process.stdout) : process.exit(1)).on('error', () => process.exit(1))`;\n";
const url = "const url = `${process.env['STUB_URL']}/${encodeURIComponent(name)}/${key ?? ''}`;\n  ";

const loaders: Readonly<Record<string, string>> = {
  esm: asynchronous(false),
  'esm-ts': asynchronous(true),
  'cjs-sync': `'use strict';
const { spawnSync } = require('node:child_process');
${program}
function secretSync(name, key) {
  ${url}${body}
module.exports = { secretSync };
`,
  'sync-ts': `import { spawnSync } from 'node:child_process';
${program}
export function secretSync(name: string, key?: string): string {
  ${url}${body}`,
};

export const stubReader: Reader = {
  store: 'stub',
  javascript: {
    dependency: { ecosystem: 'npm', name: 'stub-store', version: '^1.0.0' },
    loader: (kind) => loaders[kind] ?? '',
  },
  python: { dependency: { ecosystem: 'pypi', name: 'stub-store', version: '1' }, loader: () => '' },
};
