/** What a person is told of each finding besides the rewrite: where else it stands, and that rotating it is what ends the leak. */
import type { SecretRef, Step } from '../remediation-types.ts';
import type { Finding } from '../types.ts';

/** Ids of the findings that these hold. */
export interface Holders {
  readonly inHistory: ReadonlySet<string>;
  readonly inLogs: ReadonlySet<string>;
}

/** For a value that the program reads: not before the rewritten one is deployed. */
export function adviseRotation(finding: Finding, { inHistory, inLogs }: Holders): Step {
  const places = [
    ...(inHistory.has(finding.id) ? ['it stands in the history, too'] : []),
    ...(inLogs.has(finding.id) ? ['it stands in logs, too: have them deleted'] : []),
  ];
  return toStep(finding, [`once the rewritten program is deployed, rotate it: ${finding.revoke}`, ...places]);
}

/** Nothing waits for a deployment: whoever has a clone, or reads the logs, has the value. `ref`: where it is stored, if it is. */
export function advisePast(finding: Finding, { inHistory }: Holders, ref: SecretRef | undefined): Step {
  const { id, revoke, locations } = finding;
  const commit = locations.find((place) => place.commit !== null)?.commit ?? undefined;
  const log = locations.find(({ via }) => via === 'log');
  const since = commit === undefined ? '' : ` (since ${commit.slice(0, 12)})`;
  const places = [
    ...(inHistory.has(id) ? ['the history'] : []),
    ...(log !== undefined ? [`a log (${log.path}:${log.line})`] : []),
  ];
  const kept = ref === undefined ? [] : [`kept as ${ref.name}${ref.key === undefined ? '' : ` (key ${ref.key})`}`];
  const where = `only ${places.join(' and ')} ${places.length > 1 ? 'hold' : 'holds'} it${since}`;
  return toStep(finding, [`${where}: rotate or revoke it now: ${revoke}`, ...kept]);
}

function toStep({ id, title, why, revoke }: Finding, advice: readonly string[]): Step {
  return { kind: 'rotate', finding: id, title, why, revoke, advice };
}
