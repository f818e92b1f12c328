/** Writes docs/flags.md from the list of flags. With --check only says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { flags, type Flag } from '../src/flags.ts';
import { exitCodeMeanings, renderFlagTable } from '../src/flags/help.ts';

const page = 'docs/flags.md';
const text = `# Flags

Generated from src/flags.ts by \`npm run docs\`. A flag wins over its variable, which wins over the configuration file.

${renderFlagTable(flags as readonly Flag[])}

## Exit codes

| code | means |
|---|---|
${exitCodeMeanings.map(([code, meaning]) => `| ${code} | ${meaning} |`).join('\n')}
`;

if (!process.argv.includes('--check')) {
  writeFileSync(page, text);
} else if (readFileSync(page, 'utf8') !== text) {
  process.stderr.write(`not current: ${page}: npm run docs\n`);
  process.exitCode = 1;
}
