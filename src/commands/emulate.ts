/** `unleak emulate`: serves Secrets Manager until it is asked to end; the first line says what AWS_ENDPOINT_URL must be. */
import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { startEmulator } from '../emulator/server.ts';
import { exitCodes, UserError } from '../errors.ts';
import { settleFlags } from '../flags.ts';

export const emulate: Command = {
  async run({ cwd, given, paths, print, note, untilAskedToEnd }) {
    const flags = settleFlags(given);
    if (paths.length > 0) throw new UserError('usage', 'emulate takes no argument');
    const ended = untilAskedToEnd();
    const emulator = await startEmulator({
      port: parsePort(flags.port ?? '0'),
      data: flags.data === undefined ? undefined : resolve(cwd, flags.data),
      key: process.env['UNLEAK_EMULATOR_KEY'],
      testReset: flags['test-reset'],
      // The name only: a message might quote what was asked.
      onBug: (error) => note(`this is a bug, please report it: ${error instanceof Error ? error.name : typeof error}`),
    });
    await print([`AWS_ENDPOINT_URL=${emulator.url}\n`]);
    if (!flags.quiet && flags.data === undefined) note('everything is in memory, and forgotten at the end');
    await ended;
    await emulator.stop();
    return exitCodes.clean;
  },
};

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > 65_535) throw new UserError('usage', '--port is a whole number from 0 to 65535');
  return port;
}
