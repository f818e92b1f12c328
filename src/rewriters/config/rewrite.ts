/** A request for a configuration file becomes references that its consumer resolves; the result must read as just these. */
import type { CompanionFile, Edit, Refusal, Rewrite, RewriteRequest, Site } from '../../remediation-types.ts';
import { applyEdits } from '../edits.ts';
import { encodingOf } from '../encoding.ts';
import { findConsumer } from './consumers.ts';
import type { Consumer } from './consumers.ts';
import type { Format, Place } from './place.ts';
import { reasonFor, refuse } from './refuse.ts';
import type { RefusalCode } from './refuse.ts';

/** A value, the scalar that it stands in, and what will stand in its place. */
interface Change {
  readonly site: Site;
  readonly place: Place;
  readonly consumer: Consumer;
  readonly reference: string;
  readonly note: string;
}

export function rewriteConfig(request: RewriteRequest, format: Format): Rewrite {
  const { path, text, sites } = request;
  const refusals: Refusal[] = [];
  const edits: Edit[] = [];
  const notes = new Set<string>();
  const made: Change[] = [];
  for (const changes of groupByPlace(planChanges(request, format, refusals))) {
    const edit = writeChanges(changes, text, format);
    if (reads(edit, changes, { text, format })) {
      edits.push(edit);
      made.push(...changes);
      for (const { note } of changes) notes.add(note);
    } else refusals.push(...changes.map(({ site }) => refuse(site, 'unsafe-edit', path)));
  }
  if (!format.parses(applyEdits(text, edits)))
    return { ...nothing, refusals: sites.map((site) => refuse(site, 'unsafe-edit', path)) };
  refusals.sort((one, other) => one.site.start - other.site.start);
  return { ...nothing, edits, refusals, companions: companionsOf(made, request), notes: [...notes] };
}

function companionsOf(changes: readonly Change[], { path, text, project }: RewriteRequest): CompanionFile[] {
  const consumers = new Set(changes.map(({ consumer }) => consumer));
  return [...consumers].flatMap((consumer) => {
    const settings = changes.filter((change) => change.consumer === consumer);
    const refs = settings.map(({ site, place }) => ({ ref: site.ref, place }));
    return consumer.companion?.(refs, { path, text, project }) ?? [];
  });
}

const nothing: Rewrite = { edits: [], refusals: [], companions: [], dependencies: [], notes: [] };

function planChanges({ path, text, sites, project }: RewriteRequest, format: Format, refusals: Refusal[]): Change[] {
  return sites.flatMap((site) => {
    const planned = planChange(site, { path, text, project, format });
    if (typeof planned !== 'string') return [planned];
    refusals.push(refuse(site, planned, path));
    return [];
  });
}

type Around = Pick<RewriteRequest, 'path' | 'text' | 'project'> & { readonly format: Format };

function planChange(site: Site, { path, text, project, format }: Around): Change | RefusalCode {
  const place = format.locate(text, site.start, site.end);
  if (typeof place === 'string') return place;
  const isWhole = site.start === place.contentStart && site.end === place.contentEnd;
  const view = { path, text, place, isWhole, project };
  const consumer = findConsumer(view);
  if (consumer === undefined) return reasonFor({ path, text, project });
  const seen = place.decode(text.slice(site.start, site.end));
  if (encodingOf(seen, site.value) !== 'plain') return 'other-encoding';
  const [reference, note] = [consumer.reference(site.ref, place), consumer.note(site.ref, place, view)];
  return { site, place, consumer, reference, note };
}

function groupByPlace(changes: readonly Change[]): Change[][] {
  const groups = new Map<number, Change[]>();
  for (const change of changes) groups.set(change.place.start, [...(groups.get(change.place.start) ?? []), change]);
  return [...groups.values()];
}

/** The scalar is written anew only where the reference needs quotes; otherwise the edit is as small as the values are. */
function writeChanges(changes: readonly Change[], text: string, format: Format): Edit {
  const { place } = changes[0] as Change;
  let content = '';
  let from = place.contentStart;
  for (const { site, reference } of changes) {
    content += text.slice(from, site.start) + reference;
    from = site.end;
  }
  const first = changes[0]?.site.start ?? from;
  const written = format.write(place, content + text.slice(from, place.contentEnd));
  const around = [text.slice(place.start, first), text.slice(from, place.end)] as const;
  const isSmall = written.startsWith(around[0]) && written.endsWith(around[1]);
  if (!isSmall) return { start: place.start, end: place.end, text: written };
  return { start: first, end: from, text: written.slice(around[0].length, written.length - around[1].length) };
}

/** Whether the new text has each reference in a scalar of the same keys, unchanged. */
function reads(edit: Edit, changes: readonly Change[], { text, format }: { text: string; format: Format }): boolean {
  const after = applyEdits(text, [edit]);
  if (!format.parses(after)) return false;
  return changes.every(({ place, reference }) => {
    if (reference === '') return true;
    const at = after.indexOf(reference, edit.start);
    const found = at === -1 ? 'not-a-value' : format.locate(after, at, at + reference.length);
    if (typeof found === 'string' || found.keys.join('\0') !== place.keys.join('\0')) return false;
    return found.decode(after.slice(at, at + reference.length)) === reference;
  });
}
