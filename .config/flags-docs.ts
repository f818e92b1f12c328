/** Writes the table of flags, docs/flags.md, from src/flags.ts. With --check only says whether it is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { flags } from '../src/flags.ts';
import { exitCodeMeanings, renderFlagTable } from '../src/flags/help.ts';
import { formatNames } from '../src/report/formats.ts';

const path = 'docs/flags.md';
const text = `# Flags, variables, exit codes

Generated from src/flags.ts by \`node .config/run.mjs .config/flags-docs.ts\`. A flag wins over its variable, a variable over the
configuration file, the file over the default. A switch may be turned off again: \`--no-staged\`, \`--staged=off\`.

${renderFlagTable(flags)}

\`--format\` is one of ${formatNames.join(', ')} (text is the default; see reports.md). An \`--output\` belongs to the format before it, or to the one after it
where none is open: \`--format json --output report.json --format text\` writes both.

| exit code | means |
|---|---|
${exitCodeMeanings.map(([code, meaning]) => `| ${code} | ${meaning} |`).join('\n')}

Findings and an incomplete scan together: 1, and the report says incomplete. A closed pipe is not an error.
`;

const current = readCurrent();
if (!process.argv.includes('--check')) {
  if (current !== text) writeFileSync(path, text);
} else if (current !== text) {
  process.stderr.write(`${path} is not current\n`);
  process.exitCode = 1;
}

function readCurrent(): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
