/** Where the imports of a rewritten Python file go, and that no name hides another. */
import { describe, expect, it } from 'vitest';
import { python } from '../../../src/rewriters/python.ts';
import { loader, plant } from '../plant.ts';

const load = 'secret("/prod/shop/stripe", "api_key", env="STRIPE_KEY")';
const lines = 'from _secrets import secret\n';

describe('imports go', () => {
  it.each([
    ['to the top of a file without any', 'A = "§"\n', `${lines}\nA = ${load}\n`],
    [
      'below a shebang and the encoding',
      '#!/usr/bin/env python3\n# coding: utf-8\nA = "§"\n',
      `#!/usr/bin/env python3\n# coding: utf-8\n\n${lines}\nA = ${load}\n`,
    ],
    ['below the docstring', '"""A module."""\n\nA = "§"\n', `"""A module."""\n\n${lines}\nA = ${load}\n`],
    [
      'below imports of the future',
      '"""D."""\nfrom __future__ import annotations\n\nA = "§"\n',
      `"""D."""\nfrom __future__ import annotations\n\n${lines}\nA = ${load}\n`,
    ],
    [
      'below other imports',
      'import re\nfrom a import (\n    b,\n)  # c\n\nA = "§"\n',
      `import re\nfrom a import (\n    b,\n)  # c\n${lines}\nA = ${load}\n`,
    ],
    [
      'above the first other statement',
      'import re\nx = 1\nimport json\nA = "§"\n',
      `import re\n${lines}x = 1\nimport json\nA = ${load}\n`,
    ],
    [
      'above a statement on the line of an import',
      'import re\nimport json; A = "§"\n',
      `import re\n${lines}import json; A = ${load}\n`,
    ],
    ['behind a byte order mark', '\uFEFFA = "§"\n', `\uFEFF${lines}\nA = ${load}\n`],
    [
      'with the line ends of the file',
      'import re\r\nA = "§"\r\n',
      `import re\r\n${lines.replaceAll('\n', '\r\n')}A = ${load}\r\n`,
    ],
  ])('%s', async (_, before, after) => {
    expect((await plant(python, { path: 'app.py', before })).after).toBe(after);
  });
});

describe('a name', () => {
  const args = '("/prod/shop/stripe", "api_key", env="STRIPE_KEY")';

  it.each([
    [
      'that is a variable is not taken',
      'secret = "§"\n',
      `from _secrets import secret as load_secret\n\nsecret = load_secret${args}\n`,
    ],
    [
      'that is a parameter is not taken',
      'def f(secret):\n    return "§"\n',
      `from _secrets import secret as load_secret\n\ndef f(secret):\n    return load_secret${args}\n`,
    ],
    [
      'whose alternative is taken too is not taken',
      'load_secret = 1\ndef f(secret):\n    return "§"\n',
      `from _secrets import secret as _load_secret\n\nload_secret = 1\ndef f(secret):\n    return _load_secret${args}\n`,
    ],
    [
      'of a loader that is there is used',
      'from _secrets import secret as s\nA = s("x")\nB = "§"\n',
      `from _secrets import secret as s\nA = s("x")\nB = s${args}\n`,
    ],
    [
      'that is an attribute or a keyword does no harm',
      'A = f(secret="§").secret\n',
      `from _secrets import secret\n\nA = f(secret=secret${args}).secret\n`,
    ],
  ])('%s', async (_, before, after) => {
    expect((await plant(python, { path: 'app.py', before })).after).toBe(after);
  });
});

describe('the loader', () => {
  it.each([
    ['stands beside a script', 'tools/run.py', {}, 'tools/_secrets.py', '_secrets'],
    ['stands in the package', 'shop/pay.py', { 'shop/__init__.py': '' }, 'shop/_secrets.py', '._secrets'],
    [
      'is one for all packages inside',
      'shop/api/v1/pay.py',
      { 'shop/__init__.py': '', 'shop/api/__init__.py': '', 'shop/api/v1/__init__.py': '' },
      'shop/_secrets.py',
      '..._secrets',
    ],
    [
      'belongs to a package below src',
      'src/shop/pay.py',
      { 'src/shop/__init__.py': '' },
      'src/shop/_secrets.py',
      '._secrets',
    ],
    [
      'is found as others find the file',
      'shop/pay.py',
      { 'main.py': 'from shop.pay import charge\n' },
      'shop/_secrets.py',
      'shop._secrets',
    ],
    ['is shared when it is there', 'run.py', { '_secrets.py': loader }, '_secrets.py', '_secrets'],
    [
      'leaves another file of its name alone',
      'run.py',
      { '_secrets.py': 'x = 1\n' },
      '_unleak_secrets.py',
      '_unleak_secrets',
    ],
  ])('%s', async (_, path, files, place, module) => {
    const { companions, after } = await plant(python, { path, files, before: 'A = "§"\n' });
    expect(companions).toEqual([{ path: place, text: loader, mode: 'create' }]);
    expect(`\n${after}`).toContain(`\nfrom ${module} import secret\n`);
  });

  it.each([
    ['relatively where the file imports so', {}, 'from . import cards', '._secrets'],
    ['relatively in a package', { 'shop/__init__.py': '' }, 'import json', '._secrets'],
    [
      'absolutely where the file names its package',
      { 'shop/__init__.py': '' },
      'from shop.cards import pay',
      'shop._secrets',
    ],
    [
      'by its name where the file runs as a script',
      { 'shop/__init__.py': '', 'shop/cards.py': '' },
      'import cards',
      '_secrets',
    ],
  ])('is imported %s', async (_, files, own, module) => {
    const { after, companions } = await plant(python, { path: 'shop/pay.py', files, before: `${own}\nA = "§"\n` });
    expect(`\n${after}`).toContain(`\nfrom ${module} import secret\n`);
    expect(companions[0]?.path).toBe('shop/_secrets.py');
  });

  it.each([
    ['a program in a package', { 'shop/__init__.py': '' }, 1],
    ['a program beside its loader', {}, 0],
  ])('%s is told how to start, if need be', async (_, files, count) => {
    const before = 'A = "§"\nif __name__ == "__main__":\n    pass\n';
    expect((await plant(python, { path: 'shop/pay.py', files, before })).notes).toHaveLength(count);
  });

  it('needs its package', async () => {
    const { dependencies } = await plant(python, { path: 'a.py', before: 'A = "§"\n' });
    expect(dependencies).toEqual([{ ecosystem: 'pypi', name: 'boto3', version: '1.44.5' }]);
  });
});
