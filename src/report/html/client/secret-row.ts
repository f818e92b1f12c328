/** One secret in the list: a line that tells which and where, and behind it what to do and every place. */
import { countOf } from '../../measure.ts';
import { link, make } from './dom.ts';
import { placesOf } from './group.ts';
import { ageInDays, formatAge, stateNames } from './model.ts';
import type { Model, Row } from './model.ts';
import type { PlaceData } from '../page-data.ts';

/** `path`: the one to show its place in; else the first place is shown. */
export function makeSecretRow(row: Row, model: Model, path?: string): HTMLElement {
  const { finding, rule, state } = row;
  const first = finding.places.find(([at]) => path === undefined || model.data.paths[at] === path);
  const days = ageInDays(row, model.now);
  const summary = make(
    'summary',
    {},
    make('span', { class: `tag tag-${finding.severity}` }, finding.severity),
    make('span', { class: 'what' }, make('b', {}, rule.title), ' ', make('code', {}, finding.secret)),
    make('span', { class: 'place' }, first === undefined ? '' : namePlace(first, model), ...countMore(row)),
    make('span', { class: 'age' }, days === undefined ? '' : formatAge(days)),
    make('span', { class: `state state-${state}` }, stateNames[state]),
  );
  const details = make('details', { class: 'secret' }, summary);
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(makeBody(row, model));
  });
  return details;
}

function countMore(row: Row): readonly string[] {
  const more = placesOf(row) - 1;
  return more > 0 ? [` and ${countOf(more, 'more place')}`] : [];
}

function namePlace([path, line]: PlaceData, { data }: Model): string {
  return `${data.paths[path] ?? ''}:${line}`;
}

function makeBody({ finding, rule, state }: Row, model: Model): HTMLElement {
  const { snippet, reason, id, confidence } = finding;
  return make(
    'div',
    { class: 'body' },
    ...(snippet === undefined ? [] : [makeSnippet(snippet)]),
    make('p', {}, rule.why),
    ...(state === 'open' || state === 'baseline' ? [makeNext(rule)] : []),
    ...(reason === undefined ? [] : [make('p', {}, `Reason given: ${reason}`)]),
    make(
      'dl',
      {},
      ...pair('Rule', rule.id),
      ...pair('Confidence', confidence),
      ...pair('Length', countOf(finding.length, 'character')),
      ...pair('Id', id),
    ),
    makePlaces(finding.places, finding.more ?? 0, model),
  );
}

function pair(term: string, text: string): readonly HTMLElement[] {
  return [make('div', {}, make('dt', {}, term), make('dd', {}, text))];
}

function makeNext({ page, revoke = '' }: Row['rule']): HTMLElement {
  const how = page === undefined ? (revoke === '' ? 'Revoke it' : `Revoke it (${revoke})`) : link(page, 'Revoke it');
  const rest = ', then load its successor at run time. Rewriting history does not end a leak.';
  return make('p', { class: 'next' }, how, rest);
}

function makeSnippet([first, ...lines]: readonly [number, ...string[]]): HTMLElement {
  const width = String(first + lines.length - 1).length;
  const rows = lines.map((line, at) => `${String(first + at).padStart(width)}  ${line}`);
  return make('pre', { tabindex: '0', role: 'region', 'aria-label': 'Source, the value redacted' }, rows.join('\n'));
}

function makePlaces(places: readonly PlaceData[], more: number, model: Model): HTMLElement {
  const rows = places.map((place) => {
    const [, , , commit, date, author, via, leak] = place;
    const how = leak !== '' ? leak : via === 'file' ? '' : via;
    return make(
      'tr',
      {},
      make('td', { class: 'path' }, namePlace(place, model)),
      make('td', { class: 'date' }, date.slice(0, 10)),
      make('td', {}, author < 0 ? '' : (model.data.authors[author] ?? '')),
      make('td', {}, make('code', {}, commit), how === '' ? '' : ` ${how}`),
    );
  });
  const head = ['Place', 'Came in', 'By', 'Commit or cause'].map((name) => make('th', { scope: 'col' }, name));
  const table = make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows));
  const note =
    more > 0 ? [make('p', { class: 'note' }, `${countOf(more, 'more place')}: see the json or csv report.`)] : [];
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Places' }, table, ...note);
}
