/** Preloaded into every Node under test: notes what it starts, with arguments and environment, and each piece of a file that it writes. */
'use strict';
const fs = require('node:fs');
const childProcess = require('node:child_process');
const { syncBuiltinESMExports } = require('node:module');

const path = process.env.ORACLE_RECORD;
if (path !== undefined) record(fs.openSync(path, 'a', 0o600));

function record(log) {
  const print = fs.writeSync;
  const note = (what) => print(log, `${JSON.stringify(what)}\n`);
  const names = new Map();
  const nameOf = (target) =>
    typeof target === 'number' ? (names.get(target) ?? `descriptor ${target}`) : String(target);
  const noteWrite = (target, data) => {
    const pieces = Array.isArray(data) ? data : [data];
    for (const piece of pieces) {
      const bytes = ArrayBuffer.isView(piece)
        ? Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
        : Buffer.from(String(piece));
      note({ write: nameOf(target), data: bytes.toString('base64') });
    }
  };
  /** Calls `before` with the arguments, then what was there. */
  const wrap = (owner, name, before) => {
    const real = owner[name];
    owner[name] = function (...args) {
      before.apply(this, args);
      return real.apply(this, args);
    };
    Object.assign(owner[name], real);
  };

  const openSync = fs.openSync;
  fs.openSync = (target, ...rest) => {
    const handle = openSync(target, ...rest);
    names.set(handle, String(target));
    return handle;
  };
  const open = fs.open;
  fs.open = (target, ...rest) => {
    const done = rest.pop();
    open(target, ...rest, (error, handle) => {
      if (handle !== undefined) names.set(handle, String(target));
      done(error, handle);
    });
  };
  const openFile = fs.promises.open;
  fs.promises.open = async (target, ...rest) => {
    const handle = await openFile(target, ...rest);
    names.set(handle.fd, String(target));
    for (const name of ['write', 'writev', 'writeFile', 'appendFile'])
      wrap(handle, name, (data) => noteWrite(handle.fd, data));
    return handle;
  };
  for (const name of [
    'write',
    'writeSync',
    'writev',
    'writevSync',
    'writeFile',
    'writeFileSync',
    'appendFile',
    'appendFileSync',
  ])
    wrap(fs, name, noteWrite);
  for (const name of ['writeFile', 'appendFile']) wrap(fs.promises, name, noteWrite);
  wrap(fs, 'symlinkSync', (target, link) => noteWrite(link, target));

  const noteStart = (file, args, env) => note({ start: [file, ...args], env });
  const pairs = (env) => Object.entries(env ?? process.env).map(([name, value]) => `${name}=${value}`);
  // All that is asynchronous goes through here.
  wrap(childProcess.ChildProcess.prototype, 'spawn', ({ file, args, envPairs }) =>
    noteStart(file, args ?? [], envPairs ?? pairs()),
  );
  wrap(childProcess, 'spawnSync', (file, args, options) =>
    noteStart(file, Array.isArray(args) ? args : [], pairs((options ?? args)?.env)),
  );
  wrap(childProcess, 'execFileSync', (file, args, options) =>
    noteStart(file, Array.isArray(args) ? args : [], pairs((options ?? args)?.env)),
  );
  wrap(childProcess, 'execSync', (command, options) => noteStart(command, [], pairs(options?.env)));
  syncBuiltinESMExports();
}
