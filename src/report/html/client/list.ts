/** The list of secrets, a page at a time, so that fifty thousand cost no more than a hundred. */
import { countOf, formatCount } from '../../measure.ts';
import { button, make } from './dom.ts';
import { groupRows, sortRows, worst } from './group.ts';
import type { Group } from './group.ts';
import { severityOrder } from './model.ts';
import type { Model, Row } from './model.ts';
import { makeSecretRow } from './secret-row.ts';
import type { View, ViewStore } from './view.ts';

const pageSize = 100;
const groupsPerPage = 50;
/** Secrets of a group that are shown at a time. */
const portion = 50;
/** Paper has no next page button. */
const mostPrinted = 500;

export interface List {
  readonly element: HTMLElement;
  show(rows: readonly Row[], view: View): void;
  /** Everything that paper shall show, up to a bound that is told. */
  showForPrint(rows: readonly Row[], view: View): void;
}

export function createList(model: Model, store: ViewStore): List {
  const status = make('p', { class: 'status', role: 'status' });
  const content = make('div', { class: 'rows' });
  const pager = make('nav', { class: 'pager', 'aria-label': 'Pages of the list' });
  const element = make('div', {}, status, content, pager);
  const turn = (page: number): void => {
    store.change({ page });
    element.scrollIntoView({ block: 'start' });
  };
  return {
    element,
    show(rows, view) {
      const sorted = sortRows(rows, view.order);
      const groups = groupRows(sorted, view.grouping, model);
      status.textContent = describeCount(rows.length, model.rows.length, groups.length);
      const [count, size] = view.grouping === 'secret' ? [sorted.length, pageSize] : [groups.length, groupsPerPage];
      const from = view.page * size;
      const shown =
        view.grouping === 'secret'
          ? sorted.slice(from, from + size).map((row) => makeSecretRow(row, model))
          : groups.slice(from, from + size).map((group) => makeGroup(group, model, view.grouping === 'file'));
      content.replaceChildren(...shown, ...(count === 0 ? [makeEmpty(model)] : []));
      pager.replaceChildren(...makePager(view.page, Math.ceil(count / size), turn));
    },
    showForPrint(rows, view) {
      const sorted = sortRows(rows, view.order).slice(0, mostPrinted);
      content.replaceChildren(...sorted.map((row) => makeSecretRow(row, model)));
      status.textContent =
        rows.length > sorted.length
          ? `The first ${sorted.length} of ${countOf(rows.length, 'secret')}; filter, or use another format, for the others.`
          : describeCount(rows.length, model.rows.length, 0);
    },
  };
}

function describeCount(shown: number, all: number, groups: number): string {
  const count = shown === all ? countOf(all, 'secret') : `${formatCount(shown)} of ${countOf(all, 'secret')}`;
  return groups === 0 ? count : `${count} in ${countOf(groups, 'group')}`;
}

function makeEmpty({ rows }: Model): HTMLElement {
  return make('p', { class: 'note' }, rows.length === 0 ? 'Nothing was found.' : 'No secret fits these filters.');
}

function makeGroup(group: Group, model: Model, isFile: boolean): HTMLElement {
  const severity = severityOrder[worst(group.rows)] ?? 'low';
  const summary = make(
    'summary',
    {},
    make('span', { class: `tag tag-${severity}` }, severity),
    make('span', { class: 'what' }, make('b', {}, group.label)),
    make('span', { class: 'count' }, countOf(group.rows.length, 'secret')),
  );
  const details = make('details', { class: 'group' }, summary);
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(makeMembers(group, model, isFile));
  });
  return details;
}

function makeMembers({ rows, label }: Group, model: Model, isFile: boolean): HTMLElement {
  const members = make('div', { class: 'members' });
  const more = button('', () => addPortion());
  let shown = 0;
  const addPortion = (): void => {
    const path = isFile ? label : undefined;
    const next = rows.slice(shown, shown + portion).map((row) => makeSecretRow(row, model, path));
    shown += next.length;
    more.before(...next);
    more.textContent = `Show ${Math.min(portion, rows.length - shown)} more of ${formatCount(rows.length)}`;
    if (shown === rows.length) more.remove();
  };
  members.append(more);
  addPortion();
  return members;
}

function makePager(page: number, pages: number, turn: (page: number) => void): readonly Node[] {
  if (pages <= 1) return [];
  const before = button('Previous', () => turn(page - 1));
  const next = button('Next', () => turn(page + 1));
  before.disabled = page === 0;
  next.disabled = page >= pages - 1;
  return [before, make('span', {}, `Page ${formatCount(page + 1)} of ${formatCount(pages)}`), next];
}
