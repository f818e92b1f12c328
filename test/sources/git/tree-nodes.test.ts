/** Nodes of trees: each that is made by changes is what a plain map would be, and equal ones are one. */
import { expect, it } from 'vitest';
import { createRandom } from '../../../src/catalogue/random.ts';
import { empty, joinEntry, TreeNodes } from '../../../src/sources/git/tree-nodes.ts';

type Plain = ReadonlyMap<number, number>;

function print(plain: Plain): string {
  return [...plain].sort(([a], [b]) => a - b).join(' ');
}

function read(nodes: TreeNodes, node: number): Plain {
  const { from, to } = nodes.spanOf(node);
  return new Map(Array.from({ length: to - from }, (_, i) => [nodes.nameAt(from + i), nodes.valueAt(from + i)]));
}

it('a thousand nodes, each made of another by random changes', () => {
  const nodes = new TreeNodes();
  const made = new Map<number, Plain>([[empty, new Map()]]);
  const numbers = new Map<string, number>([['', empty]]);
  const random = createRandom('nodes');
  for (let i = 0; i < 1000; i++) {
    const node = [...made.keys()][random.number(made.size)]!;
    const next = new Map(made.get(node));
    const changes = new Map<number, number>();
    for (let k = random.number(4); k >= 0; k--) changes.set(random.number(12), random.number(3));
    for (const [name, value] of changes) {
      if (value === 0) next.delete(name);
      else next.set(name, value);
    }
    const joined = Float64Array.from(changes, ([name, value]) => joinEntry(name, value)).sort();
    const number = nodes.change(node, joined);
    expect(print(read(nodes, number))).toBe(print(next));
    expect(number).toBe(numbers.get(print(next)) ?? number);
    for (let name = 0; name < 12; name++) expect(nodes.find(number, name)).toBe(next.get(name) ?? 0);
    made.set(number, next);
    numbers.set(print(next), number);
  }
  expect(numbers.size).toBe(made.size);
  expect(made.size).toBeGreaterThan(300);
});
