/** The three figures: when secrets came in, how long they have been out, and where they are. Each says the same in words or a table. */
import { countOf, formatCount } from '../../measure.ts';
import { button, make } from './dom.ts';
import { ageBands } from './group.ts';
import { ageInDays, formatAge, severityOrder } from './model.ts';
import type { Model, Row } from './model.ts';
import { countByTime, summariseAges } from './timeline.ts';
import type { Column } from './timeline.ts';
import { layOut, listFolders } from './treemap.ts';
import type { Area, Folder } from './treemap.ts';
import type { ViewStore } from './view.ts';

export function makeTimeline(rows: readonly Row[]): readonly Node[] {
  const columns = countByTime(rows);
  if (columns.length === 0) return [makeNoDates(rows)];
  const most = Math.max(...columns.map(({ total }) => total));
  const peak = columns.find(({ total }) => total === most);
  const words = describeColumns(columns, peak);
  const chart = make('div', { class: 'columns', role: 'img', 'aria-label': words });
  chart.append(...columns.map((column) => makeColumn(column, most)));
  const axis = make('div', { class: 'axis', 'aria-hidden': 'true' });
  const ends = columns.length === 1 ? [columns[0]] : [columns[0], columns.at(-1)];
  axis.append(...ends.map((column) => make('span', {}, column?.label ?? '')));
  return [make('p', { class: 'note' }, words), chart, axis, makeTimeTable(columns)];
}

function describeColumns(columns: readonly Column[], peak: Column | undefined): string {
  const [first] = columns;
  const count = countOf(sum(columns), 'secret');
  if (columns.length === 1) return `${count}, all ${when(first)}.`;
  const span = `from ${first?.label ?? ''} to ${columns.at(-1)?.label ?? ''}`;
  const most = peak?.total ?? 0;
  return most < 2 ? `${count} ${span}.` : `${count} ${span}; most ${when(peak)}: ${formatCount(most)}.`;
}

/** `in 2024 Q2`, `on 2024-05-06`. */
function when({ label }: Column = { label: '', total: 0, counts: [] }): string {
  return `${/^\d{4}-\d\d-\d\d$/.test(label) ? 'on' : 'in'} ${label}`;
}

function sum(columns: readonly Column[]): number {
  return sumOf(columns.map(({ total }) => total));
}

function makeColumn({ label, total, counts }: Column, most: number): HTMLElement {
  const column = make('div', { class: 'column', title: `${label}: ${formatCount(total)}` });
  counts.forEach((count, at) => {
    if (count === 0) return;
    const piece = make('div', { class: `back-${severityOrder[at] ?? 'low'}` });
    piece.style.height = `${(100 * count) / most}%`;
    column.append(piece);
  });
  return column;
}

function makeTimeTable(columns: readonly Column[]): HTMLElement {
  const head = ['Time', ...severityOrder].map((name) => make('th', { scope: 'col' }, name));
  const rows = columns
    .filter(({ total }) => total > 0)
    .map(({ label, counts }) =>
      make('tr', {}, make('th', { scope: 'row' }, label), ...counts.map((count) => make('td', {}, formatCount(count)))),
    );
  const table = make('table', {}, make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows));
  const scroll = make(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Secrets by time' },
    table,
  );
  return make('details', { class: 'numbers' }, make('summary', {}, 'As a table'), scroll);
}

export function makeAges(rows: readonly Row[], { now, data }: Model): readonly Node[] {
  const { counts, median, oldest } = summariseAges(rows, now);
  if (oldest === undefined) return [makeNoDates(rows)];
  const most = Math.max(...counts);
  const items = ageBands.map(([label], at) => {
    const count = counts[at] ?? 0;
    const bar = make('span', { class: 'bar-fill', 'aria-hidden': 'true' });
    bar.style.width = `${(100 * count) / most}%`;
    return make(
      'li',
      {},
      make('span', { class: 'band' }, label),
      make('span', { class: 'bar-track', 'aria-hidden': 'true' }, bar),
      make('b', {}, formatCount(count)),
    );
  });
  const [place] = oldest.finding.places;
  const where = place === undefined ? '' : ` in ${data.paths[place[0]] ?? ''}`;
  const longest = `${formatSpan(ageInDays(oldest, now) ?? 0)}: ${oldest.rule.title}${where}.`;
  const half = sumOf(counts) > 2 ? `Half of them for ${formatSpan(median)} or more. ` : '';
  return [
    make('p', { class: 'note' }, `${half}The longest for ${longest}`),
    make('ul', { class: 'ages' }, ...items),
    make(
      'p',
      { class: 'note' },
      'A leak lives until its credential is revoked; until then its days are counted to this scan.',
    ),
  ];
}

function formatSpan(days: number): string {
  return days < 1 ? 'less than a day' : formatAge(days);
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

function makeNoDates(rows: readonly Row[]): HTMLElement {
  if (rows.length === 0) return make('p', { class: 'note' }, 'Nothing to show.');
  const command = make('code', {}, 'unleak scan --history --format html');
  return make('p', { class: 'note' }, 'Files do not say when a secret came in. The history does: ', command);
}

const mostCells = 40;
/** The treemap's proportions: what is laid out in them is placed in percent. */
const box = { x: 0, y: 0, width: 1000, height: 320 };

export function makeTreemap(rows: readonly Row[], model: Model, store: ViewStore): readonly Node[] {
  const { folder } = store.current.filter;
  const folders = descend(rows, folder, model);
  const trail = makeTrail(folder, store);
  if (folders.length === 0)
    return [trail, make('p', { class: 'note' }, folder === '' ? 'Nothing to show.' : 'This is one file.')];
  const map = make('div', { class: 'treemap' });
  map.append(...layOut(folders, box).map((area) => makeCell(area, store)));
  return [trail, map];
}

/** A folder that holds nothing but one folder tells nothing: what is in that one is shown. */
function descend(rows: readonly Row[], folder: string, model: Model): readonly Folder[] {
  const folders = listFolders(rows, folder, { model, most: mostCells });
  const [only] = folders;
  if (folders.length !== 1 || only?.path === undefined) return folders;
  const inner = descend(rows, only.path, model);
  return inner.length === 0 ? folders : inner.map((each) => ({ ...each, name: `${only.name}/${each.name}` }));
}

function makeTrail(folder: string, store: ViewStore): HTMLElement {
  if (folder === '')
    return make(
      'p',
      { class: 'note' },
      'By folder: the size is the number of secrets, the colour how many of them are critical. Choose one to see only what is in it.',
    );
  const names = folder.split('/');
  const steps = names.map((name, at) => ({ name, path: names.slice(0, at + 1).join('/') }));
  const all = [{ name: 'Everything', path: '' }, ...steps];
  const items = all.map(({ name, path }) =>
    make(
      'li',
      {},
      path === folder
        ? make('span', { 'aria-current': 'true', tabindex: '-1' }, name)
        : button(name, () => store.changeFilter({ folder: path }), { class: 'quiet' }),
    ),
  );
  return make('nav', { 'aria-label': 'Folder' }, make('ol', { class: 'trail' }, ...items));
}

/** Warmer, the more of its secrets are critical; the strip has the shares of all severities. */
function makeCell({ item, x, y, width, height }: Area<Folder>, store: ViewStore): HTMLElement {
  const { path, name, size, counts } = item;
  const shares = severityOrder.flatMap((severity, at) => (counts[at] === 0 ? [] : [`${counts[at] ?? 0} ${severity}`]));
  const words = ` ${size === 1 ? 'secret' : 'secrets'}, ${shares.join(', ')}`;
  const tiny = width < box.width / 18 || height < box.height / 7;
  const attributes = { class: tiny ? 'cell tiny' : 'cell', title: `${name}: ${formatCount(size)}${words}` };
  const cell =
    path === undefined ? make('div', attributes) : button('', () => store.changeFilter({ folder: path }), attributes);
  cell.append(
    make('span', { class: 'name' }, name),
    make('span', { class: 'number' }, formatCount(size), make('span', { class: 'unseen' }, words)),
    makeStrip(item),
  );
  cell.style.setProperty('--heat', `${Math.round(4 + (34 * (counts[0] ?? 0)) / size)}%`);
  cell.style.left = percent(x, box.width);
  cell.style.top = percent(y, box.height);
  cell.style.width = percent(width, box.width);
  cell.style.height = percent(height, box.height);
  return cell;
}

function makeStrip({ counts }: Folder): HTMLElement {
  const strip = make('span', { class: 'strip', 'aria-hidden': 'true' });
  counts.forEach((count, at) => {
    const part = make('span', { class: `back-${severityOrder[at] ?? 'low'}` });
    part.style.flexGrow = String(count);
    strip.append(part);
  });
  return strip;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(3)}%`;
}
