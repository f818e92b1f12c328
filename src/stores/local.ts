/** A store without an account: the embedded server, in this process, with an encrypted file in the repository's git folder, which no commit can hold. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../emulator/server.ts';
import type { SecretStore } from '../remediation-types.ts';
import { connectAws } from './aws-secrets-manager.ts';
import { secretsManagerKeeping } from './keeping.ts';
import { secretsManagerReader } from './reader.ts';

export const local: SecretStore = {
  id: 'local',
  title: 'the embedded store of this repository',
  keeping: secretsManagerKeeping,
  reader: secretsManagerReader('local'),
  async connect(options) {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const emulator = await startEmulator({
      data: localFile(options.folder),
      key: process.env['UNLEAK_EMULATOR_KEY'],
    });
    try {
      const region = options.region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
      const session = await connectAws(
        { ...options, endpoint: emulator.url, region },
        { accessKeyId: 'local', secretAccessKey: 'local' },
      );
      return {
        ...session,
        identity: { account: 'local', region, endpoint: localFile(options.folder) },
        usesCredential: () => false,
        async close() {
          await session.close();
          await emulator.stop();
        },
      };
    } catch (error) {
      await emulator.stop();
      throw error;
    }
  },
};

/** `unleak emulate --data` serves it. */
function localFile(folder: string): string {
  return join(folder, 'secrets');
}
