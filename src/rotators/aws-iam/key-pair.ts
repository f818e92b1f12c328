/** Which keys of a JSON secret hold an access key: by the form of the values, and only where there is no doubt. */
import type { SecretValues } from '../../remediation-types.ts';
import type { Secret } from '../../secret.ts';
import type { KeyPair } from './client.ts';

export interface PlacedPair extends KeyPair {
  /** Keys of the JSON secret. */
  readonly idKey: string;
  readonly secretKey: string;
}

const idForm = /^(?:AKIA|ASIA)[A-Z2-7]{16}$/;
const secretForm = /^[A-Za-z0-9/+]{40}$/;

export function findPair(values: SecretValues): PlacedPair | undefined {
  const [id, ...otherIds] = entriesOf(values, idForm);
  const [secret, ...otherSecrets] = entriesOf(values, secretForm);
  if (id === undefined || secret === undefined || otherIds.length + otherSecrets.length > 0) return undefined;
  return { id: id[1], idKey: id[0], secret: secret[1], secretKey: secret[0] };
}

/** A key of a role's session: it ends by itself. */
export function isTemporary({ id }: KeyPair): boolean {
  return id.reveal().startsWith('ASIA');
}

/** The end of an id: enough to find it in a list of two. */
export function endOf(id: Secret): string {
  return '…' + id.reveal().slice(-4);
}

function entriesOf(values: SecretValues, form: RegExp): readonly (readonly [key: string, value: Secret])[] {
  return Object.entries(values).filter(([key, value]) => key !== '' && form.test(value.reveal()));
}
