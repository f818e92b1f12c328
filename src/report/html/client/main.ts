/** The page of the HTML report: reads its data, and shows it anew whenever the reader chooses something else. */
import type { PageData } from '../page-data.ts';
import { makeAges, makeTimeline, makeTreemap } from './charts.ts';
import { makeArrangement, makeControls } from './controls.ts';
import { find, make, select } from './dom.ts';
import { applyFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import { createList } from './list.ts';
import { buildModel } from './model.ts';
import type { Model, Row } from './model.ts';
import { createViewStore } from './view.ts';

function start(): void {
  const source = find('data');
  const model = buildModel(JSON.parse(source.textContent ?? '') as PageData);
  // Its text is not needed any more, and may be many megabytes.
  source.textContent = '';
  const store = createViewStore();
  const list = createList(model, store);
  const figures = { when: figure('when'), age: figure('age'), where: figure('where') };
  find('theme').append(makeThemeChoice());
  hideEmptyFigures(model);
  const controls = model.rows.length === 0 ? [] : [makeControls(model, store), makeArrangement(store)];
  find('list').append(...controls, list.element);
  let rows: readonly Row[] = model.rows;
  let filtered: Filter | undefined;
  const draw = (): void => {
    const { filter } = store.current;
    if (filter !== filtered) {
      filtered = filter;
      rows = applyFilter(model, filter);
      figures.when.replaceChildren(...makeTimeline(rows));
      figures.age.replaceChildren(...makeAges(rows, model));
      showTreemap(figures.where, makeTreemap(rows, model, store));
    }
    list.show(rows, store.current);
  };
  store.onChange(draw);
  draw();
  window.addEventListener('beforeprint', () => list.showForPrint(rows, store.current));
  window.addEventListener('afterprint', () => list.show(rows, store.current));
  // Milliseconds from the beginning of the load, for who measures.
  document.documentElement.dataset['ready'] = String(Math.round(performance.now()));
}

/** The cell that was chosen goes; who came by keyboard stays in the figure. */
function showTreemap(place: HTMLElement, content: readonly Node[]): void {
  const wasHere = place.contains(document.activeElement);
  place.replaceChildren(...content);
  if (wasHere) place.querySelector<HTMLElement>('[aria-current]')?.focus();
}

/** Where nothing was found there is nothing to draw; files without dates have no age. */
function hideEmptyFigures({ rows }: Model): void {
  const isEmpty = rows.length === 0;
  for (const id of ['when', 'where']) find(id).hidden = isEmpty;
  find('age').hidden = rows.every(({ began }) => began === undefined);
}

function figure(id: string): HTMLElement {
  const place = make('div', { class: 'figure' });
  find(id).append(place);
  return place;
}

function makeThemeChoice(): HTMLElement {
  const themes = [
    ['', 'System'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ] as const;
  return select('Theme', themes, (theme) => {
    document.documentElement.dataset['theme'] = theme;
  });
}

start();
