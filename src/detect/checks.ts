/** The named checks of patterns: what a vendor's documents say about a credential's inside, so that a look-alike is not reported. */
import type { CheckName, Pattern } from '../types.ts';
import { vendorContext } from './checks/context.ts';
import { awsAccountId, azureStorageKey, discordSnowflake, telegramBotId } from './checks/ids.ts';
import { githubCrc32, gitlabRoutable, npmCrc32 } from './checks/crc.ts';
import {
  base64Credentials,
  base64Jwt,
  base64PrivateKey,
  grafanaKey,
  joseClaims,
  joseHeader,
  joseHeaderBegun,
  jwt,
  privateKey,
  pypiMacaroon,
} from './checks/encoded.ts';
import { drawn, drawnBytes, drawnOrChosen } from './checks/drawn.ts';
import { mixedAlnum, notAllDigits, notPlaceholderHost, passwordLike, storedPassword } from './checks/text.ts';
import { shannonEntropy } from './entropy.ts';

/** The other named groups of the regex that took part in the match, by name. */
export type Groups = Readonly<Record<string, string>>;

/** A check answers whether the secret can be one. Pure, and never throws, whatever the text. */
export type Check = (secret: string, groups: Groups) => boolean;

export const checks: Readonly<Record<CheckName, Check>> = {
  'aws-account-id': awsAccountId,
  'azure-storage-key': azureStorageKey,
  'base64-credentials': base64Credentials,
  'base64-jwt': base64Jwt,
  'base64-private-key': base64PrivateKey,
  'discord-snowflake': discordSnowflake,
  drawn,
  'drawn-bytes': drawnBytes,
  'drawn-or-chosen': drawnOrChosen,
  'github-crc32': githubCrc32,
  'grafana-key': grafanaKey,
  'jose-claims': joseClaims,
  'jose-header': joseHeader,
  'jose-header-begun': joseHeaderBegun,
  'gitlab-routable': gitlabRoutable,
  jwt,
  'mixed-alnum': mixedAlnum,
  'not-all-digits': notAllDigits,
  'not-placeholder-host': notPlaceholderHost,
  'npm-crc32': npmCrc32,
  'password-like': passwordLike,
  'pem-private-key': privateKey,
  'pypi-macaroon': pypiMacaroon,
  'stored-password': storedPassword,
  'telegram-bot-id': telegramBotId,
  'vendor-context': vendorContext,
};

/** Whether a match of the pattern's regex has enough entropy and passes all of the pattern's checks. */
export function passesChecks(pattern: Pick<Pattern, 'entropy' | 'checks'>, secret: string, groups: Groups): boolean {
  if (pattern.entropy !== undefined && shannonEntropy(secret) < pattern.entropy) return false;
  return (pattern.checks ?? []).every((name) => checks[name](secret, groups));
}
