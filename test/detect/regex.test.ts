import { describe, expect, it } from 'vitest';
import { patterns } from '../../patterns/index.ts';
import { createRandom, type Random } from '../../src/catalogue/random.ts';
import { parseRegex, type RegexNode } from '../../src/catalogue/regex-syntax.ts';
import { regexEngine, roughen } from '../../src/detect/regex.ts';

describe('the rough form of an expression', () => {
  it.each([
    ['a{3,16}b{17}c{4,120}d{0,40}?', 'a{3,16}b{16,}c{4,}d{0,}?'],
    ['[^"{1,99}]{1,20}\\{1,99}', '[^"{1,99}]{1,}\\{1,99}'],
    ['(?:x{2}|y+){1,200}\\w{20,}', '(?:x{2}|y+){1,}\\w{16,}'],
    ['[\\]{30}]{30}', '[\\]{30}]{16,}'],
    ['a?b*c+{', 'a?b*c+{'],
  ])('of %s is %s', (source, rough) => {
    expect(roughen(source)).toBe(rough);
  });

  it('matches whatever the expression itself does', () => {
    let matches = 0;
    for (const { id, regex } of patterns) {
      const [exact, rough] = [regex.source, roughen(regex.source)].map((source) => {
        const flags = regex.flags.replaceAll(/[^is]/g, '');
        return regexEngine().compile({ source, flags });
      });
      const random = createRandom(id);
      for (let i = 0; i < 3; i++) {
        const text = Buffer.from(spell(parseRegex(regex.source), random));
        if (exact!.execAt(text, 0) === null) continue;
        matches++;
        expect([id, String(text), rough!.execAt(text, 0) !== null]).toEqual([id, String(text), true]);
      }
    }
    // Assertions, of which the spelling knows nothing, fail in some.
    expect(matches).toBeGreaterThan(2 * patterns.length);
  });
});

const characters = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), 'é', '中'];
const members = new Map<string, readonly string[]>();

/** A text that the node matches, but for what assertions say. */
function spell(node: RegexNode, random: Random): string {
  switch (node.kind) {
    case 'empty':
      return '';
    case 'set': {
      const set = new RegExp(`^${node.source}$`, 's');
      if (!members.has(node.source))
        members.set(
          node.source,
          characters.filter((character) => set.test(character)),
        );
      const list = members.get(node.source)!;
      return list[random.number(list.length)] ?? node.source;
    }
    case 'sequence':
      return node.items.map((item) => spell(item, random)).join('');
    case 'choice':
      return spell(node.items[random.number(node.items.length)]!, random);
    case 'repeat': {
      const most = Math.min(node.max, node.min + 3);
      const times = node.min + random.number(most - node.min + 1);
      return Array.from({ length: times }, () => spell(node.item, random)).join('');
    }
  }
}
