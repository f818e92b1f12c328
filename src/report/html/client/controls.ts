/** The filters above the list: every one a native control with a visible label. */
import type { Confidence } from '../../../types.ts';
import { formatCount } from '../../measure.ts';
import { button, make, select } from './dom.ts';
import { noFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import { groupings, orders } from './group.ts';
import type { Grouping, Order } from './group.ts';
import { severityOrder, stateNames } from './model.ts';
import type { Model, State } from './model.ts';
import type { ViewStore } from './view.ts';

const confidences: readonly Confidence[] = ['high', 'medium', 'low'];
const states: readonly State[] = ['open', 'baseline', 'allowed', 'ended'];
const groupNames: Readonly<Record<Grouping, string>> = {
  secret: 'Secret',
  file: 'File',
  author: 'Author',
  age: 'Age',
  rule: 'Rule',
};
const orderNames: Readonly<Record<Order, string>> = {
  severity: 'Most severe first',
  oldest: 'Oldest first',
  newest: 'Newest first',
  places: 'Most places first',
};

export function makeControls(model: Model, store: ViewStore): HTMLElement {
  const form = make('form', { class: 'filters', role: 'search', 'aria-label': 'Filter the secrets' });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.append(
    makeSearch('path', store),
    makeAuthor(model, store),
    makeRule(model, store),
    makeChoices(
      'severities',
      severityOrder.map((each) => [each, each]),
      store,
    ),
    makeChoices(
      'states',
      states.map((each) => [each, stateNames[each]]),
      store,
    ),
    makeChoices(
      'confidences',
      confidences.map((each) => [each, each]),
      store,
    ),
    button(
      'Clear filters',
      () => {
        form.reset();
        store.change({ filter: noFilter });
      },
      { class: 'quiet' },
    ),
  );
  return form;
}

export function makeArrangement(store: ViewStore): HTMLElement {
  return make(
    'div',
    { class: 'arrange' },
    select(
      'Group by',
      groupings.map((each) => [each, groupNames[each]]),
      (value) => store.change({ grouping: value as Grouping }),
    ),
    select(
      'Order',
      orders.map((each) => [each, orderNames[each]]),
      (value) => store.change({ order: value as Order }),
    ),
  );
}

/** Reads as one types, after a moment's rest. */
function makeSearch(name: 'path' | 'author', store: ViewStore): HTMLLabelElement {
  const input = make('input', { type: 'search', name, autocomplete: 'off', spellcheck: 'false' });
  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => store.changeFilter({ [name]: input.value }), 120);
  });
  return make('label', { class: 'field' }, make('span', {}, `${name === 'path' ? 'Path' : 'Author'} contains`), input);
}

/** So many names are offered; any may be typed. */
const mostNames = 200;

function makeAuthor(model: Model, store: ViewStore): HTMLElement {
  const counts = new Map<number, number>();
  for (const { authors } of model.rows) for (const author of authors) counts.set(author, (counts.get(author) ?? 0) + 1);
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostNames);
  const options = most.map(([author]) => make('option', { value: model.data.authors[author] ?? '' }));
  const field = makeSearch('author', store);
  field.querySelector('input')?.setAttribute('list', 'authors');
  field.append(make('datalist', { id: 'authors' }, ...options));
  return field;
}

function makeRule(model: Model, store: ViewStore): HTMLElement {
  const counts = new Map<string, number>();
  for (const { rule } of model.rows) counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  const rules = [...model.data.rules].sort((a, b) => (a.title < b.title ? -1 : 1));
  const options = rules.map(({ id, title }) => [id, `${title} (${formatCount(counts.get(id) ?? 0)})`] as const);
  return select('Rule', [['', 'All rules'], ...options], (rule) => store.changeFilter({ rule }));
}

const choiceTitles = { severities: 'Severity', states: 'Status', confidences: 'Confidence' } as const;

/** Check boxes; none checked is the same as all. */
function makeChoices(
  field: keyof typeof choiceTitles,
  options: readonly (readonly [value: string, label: string])[],
  store: ViewStore,
): HTMLElement {
  const boxes = options.map(([value, label]) => {
    const box = make('input', { type: 'checkbox', value });
    box.addEventListener('change', () => {
      const chosen = [...set.querySelectorAll('input')].filter(({ checked }) => checked).map((each) => each.value);
      store.changeFilter({ [field]: new Set(chosen) } as Partial<Filter>);
    });
    const dot = make('span', { class: `dot dot-${value}`, 'aria-hidden': 'true' });
    return make('label', { class: 'check' }, box, ...(field === 'confidences' ? [] : [dot]), label);
  });
  const set = make('fieldset', {}, make('legend', {}, choiceTitles[field]), ...boxes);
  return set;
}
