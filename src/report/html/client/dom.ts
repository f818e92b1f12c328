/** Makes elements: text is only ever text, attributes are named here and never come from the data as names. */

type Attributes = Readonly<Record<string, string>>;
type Child = Node | string;

/** `make('p', { class: 'note' }, 'text')`. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The element of the document that the reporter wrote. */
export function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`no element ${id}`);
  return element;
}

export function button(label: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = make('button', { type: 'button', ...attributes }, label);
  element.addEventListener('click', act);
  return element;
}

/** A labelled choice of one. */
export function select(
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  choose: (value: string) => void,
): HTMLLabelElement {
  const list = make('select', {}, ...options.map(([value, text]) => make('option', { value }, text)));
  list.addEventListener('change', () => choose(list.value));
  return make('label', { class: 'field' }, make('span', {}, label), list);
}

/** A link that leaves the page and tells nobody where from. Only for addresses that the reporter has checked. */
export function link(href: string, label: string): HTMLAnchorElement {
  return make('a', { href, rel: 'noopener noreferrer', target: '_blank' }, label);
}
