/** Tar, read front to back: only files have content; links and devices are names. */
import { pipeline, Readable } from 'node:stream';
import type { Budget } from './limits.ts';
import { displayName, type Member } from './members.ts';
import type { Pieces } from './pieces.ts';

const contentless = new Set(['link', 'symlink', 'directory', 'character-device', 'block-device', 'fifo']);

/** Formats older than POSIX are read too. */
const options = { allowUnknownFormat: true, highWaterMark: 64 * 1024 };

/** The files of a tar. Throws on broken data. */
export async function* tarMembers(pieces: Pieces, budget: Budget): AsyncGenerator<Member> {
  const { extract } = await import('tar-stream');
  const tar = extract(options);
  // An error reaches the loop through `tar`; pipeline's callback has nothing to add.
  pipeline(Readable.from(pieces), tar, () => {});
  for await (const entry of tar) {
    budget.countMember();
    const iterator = entry[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    const { name, type } = entry.header;
    if (!contentless.has(type ?? 'file')) yield { name: displayName(name), pieces: undestroyed(iterator) };
    // The next header is behind all of this member's bytes.
    while ((await iterator.next()).done !== true);
  }
}

/** Leaving a loop over an entry would destroy it, and the tar with it. */
async function* undestroyed(iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) yield step.value;
}
