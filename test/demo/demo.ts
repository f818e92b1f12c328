/** `npm run demo`: a leaky repository is scanned in every mode, fixed, run, scanned again and put back, and each step is checked. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createLeakyRepository } from './leaky-repository.ts';
import { drawSession } from './picture.ts';
import { remediate } from './remediate.ts';
import { scanInEveryMode } from './scan-modes.ts';
import { openSession } from './session.ts';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const [flag, picture] = process.argv.slice(2);
// A promise that never settles is no success.
process.exitCode = 1;
void demonstrate(flag === '--svg' ? picture : undefined);

/** With a file's name draws the session into it, the same each time. */
async function demonstrate(drawing: string | undefined): Promise<void> {
  const repository = createLeakyRepository(drawing === undefined ? randomUUID() : 'picture');
  const session = openSession(repository.folder, { silent: drawing !== undefined });
  try {
    session.say('A small shop with five leaked credentials, made just now in a temporary folder', '');
    const wrong = [...scanInEveryMode(session, repository), ...(await remediate(session, repository))];
    if (wrong.length > 0) session.say('', ...wrong, 'The demo failed: please report this.');
    if (drawing !== undefined) writeFileSync(drawing, drawSession(session.lines()));
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    repository.remove();
  }
}
