/** The lock file serves every machine: each package for each platform stands in it, and no registry's address does. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

const text = readFileSync('package-lock.json', 'utf8');
const { packages } = JSON.parse(text);
const problems = [];

// npm drops what the registry at hand does not have, and `npm ci` then fails on the next machine.
for (const [path, { dependencies = {}, optionalDependencies = {} }] of Object.entries(packages)) {
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    if (!isLocked(path, name)) problems.push(`${path || 'the project'} needs ${name}, which is not in the lock file`);
  }
}
if (/"resolved": "https?:/.test(text))
  problems.push('the lock file names a registry: npm install --omit-lockfile-registry-resolved');
if (packages['node_modules/re2']?.optional !== true) problems.push('re2 is not optional');
// npm warns of each script that nobody has allowed or denied by name: it would be the first thing that whoever tries this sees.
const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8'));
for (const [path, { hasInstallScript }] of Object.entries(packages)) {
  const name = path.split('node_modules/').at(-1);
  if (hasInstallScript && allowScripts[name] === undefined) problems.push(`allowScripts does not name ${name}`);
}

for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Where Node would look: beside the package, then beside each of those that it lies in. */
function isLocked(path, name) {
  for (let folder = path; ; folder = posix.dirname(folder)) {
    if (posix.basename(folder) !== 'node_modules' && packages[posix.join(folder, 'node_modules', name)]) return true;
    if (folder === '' || folder === '.') return false;
  }
}
