/** Preloaded: copies the folder it runs in to PHOTOGRAPHS/LINE-HOW as a kill would leave it, in the middle of each line of the journal and once the line is on disk. */
'use strict';
const fs = require('node:fs');
const { join } = require('node:path');
const { PHOTOGRAPHS } = process.env;
const folder = process.cwd();
const write = fs.writeSync;
const sync = fs.fsyncSync;
const append = fs.appendFileSync;
let count = 0;
let line = false;
const copy = (how) => {
  const target = join(PHOTOGRAPHS, `${count}-${how}`);
  fs.cpSync(folder, target, { recursive: true });
  return target;
};
fs.writeSync = (handle, data, ...rest) => {
  line = String(data).startsWith('{"kind":');
  if (line) {
    count += 1;
    append(join(copy('torn'), '.git/unleak/journal.jsonl'), String(data).slice(0, 20));
  }
  return write(handle, data, ...rest);
};
fs.fsyncSync = (handle) => {
  sync(handle);
  if (line) copy('whole');
  line = false;
};
