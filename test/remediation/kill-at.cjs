/** Preloaded: ends the process in the middle of the journal's line KILL_AT (KILL_HOW=torn), or once it is on disk. */
'use strict';
const fs = require('node:fs');
const { KILL_AT, KILL_HOW } = process.env;
const write = fs.writeSync;
const sync = fs.fsyncSync;
let count = 0;
let last = false;
fs.writeSync = (handle, data, ...rest) => {
  if (!String(data).startsWith('{"kind":')) return write(handle, data, ...rest);
  count += 1;
  last = count === Number(KILL_AT);
  if (last && KILL_HOW === 'torn') {
    write(handle, String(data).slice(0, 20));
    process.kill(process.pid, 'SIGKILL');
  }
  return write(handle, data, ...rest);
};
fs.fsyncSync = (handle) => {
  sync(handle);
  if (last) process.kill(process.pid, 'SIGKILL');
};
