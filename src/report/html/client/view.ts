/** What the reader has chosen, in one place; whoever shows something is told when it changes. */
import { noFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import type { Grouping, Order } from './group.ts';

export interface View {
  readonly filter: Filter;
  readonly grouping: Grouping;
  readonly order: Order;
  /** From 0. */
  readonly page: number;
}

export interface ViewStore {
  readonly current: View;
  /** A change of anything but the page leads back to the first one. */
  change(change: Partial<View>): void;
  changeFilter(change: Partial<Filter>): void;
  onChange(tell: (view: View) => void): void;
}

export function createViewStore(): ViewStore {
  let current: View = { filter: noFilter, grouping: 'secret', order: 'severity', page: 0 };
  const listeners: ((view: View) => void)[] = [];
  const change = (next: Partial<View>): void => {
    current = { ...current, page: 0, ...next };
    for (const tell of listeners) tell(current);
  };
  return {
    get current() {
      return current;
    },
    change,
    changeFilter: (next) => change({ filter: { ...current.filter, ...next } }),
    onChange: (tell) => void listeners.push(tell),
  };
}
