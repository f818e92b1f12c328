/** What becomes of a credential in a `.env` file. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dotenv } from '../../src/rewriters/dotenv.ts';
import { plant } from './plant.ts';

it.each([
  ['a bare value', '# pay\nKEY=§\nDEBUG=1\n', '# pay\nKEY=\nDEBUG=1\n'],
  ['a remark behind it', 'KEY=§ # prod\n', 'KEY= # prod\n'],
  ['double quotes', 'KEY="§" # prod\n', 'KEY= # prod\n'],
  ['single quotes', "KEY='§'\n", 'KEY=\n'],
  ['a remark right behind it', "KEY='§'#prod\n", 'KEY= #prod\n'],
  ['an export', 'export KEY=§\r\nB=2\r\n', 'export KEY=\r\nB=2\r\n'],
  ['blanks around the sign', 'KEY = §', 'KEY = '],
  ['a part of a URL', 'KEY=postgres://u:§@db/shop\n', 'KEY=\n'],
  ['a value twice', 'KEY=§,§\n', 'KEY=\n'],
])('%s', async (_, before, after) => {
  const { after: result, codes, companions, notes } = await plant(dotenv, { path: '.env', before });
  expect(result).toBe(after);
  expect(codes).toEqual([]);
  expect(companions).toEqual([
    { path: '.env.example', text: '# KEY: secret /prod/shop/stripe, key api_key\nKEY=\n', mode: 'append' },
    { path: '.gitignore', text: '/.env\n', mode: 'append' },
  ]);
  expect(notes[0]).toContain('git rm --cached -- .env');
});

it('a value of several lines', async () => {
  const value = `begin\n${randomBytes(20).toString('hex')}\nend`;
  expect((await plant(dotenv, { path: '.env', before: 'A=1\nKEY="§"\nB=2\n', value })).after).toBe('A=1\nKEY=\nB=2\n');
});

it('a remark is refused', async () => {
  const { codes, edits, companions } = await plant(dotenv, { path: '.env', before: '# KEY=§\nA=1\n' });
  expect([codes, edits, companions]).toEqual([['comment'], [], []]);
});

describe('the files beside it', () => {
  it('stay as they are where they say it already', async () => {
    const files = { 'api/.env.example': 'KEY=your-key\n', '.gitignore': 'node_modules\n.env\n' };
    expect((await plant(dotenv, { path: 'api/.env', before: 'KEY=§\n', files })).companions).toEqual([]);
  });

  it('are those of its folder, and the ignore file of the root', async () => {
    const { companions } = await plant(dotenv, { path: 'api/.env.local', before: 'KEY=§\n' });
    expect(companions.map(({ path, text }) => [path, text])).toEqual([
      ['api/.env.example', '# KEY: secret /prod/shop/stripe, key api_key\nKEY=\n'],
      ['.gitignore', '/api/.env.local\n'],
    ]);
  });

  it('an example stays in git', async () => {
    const { after, companions, notes } = await plant(dotenv, { path: '.env.example', before: 'KEY=§\n' });
    expect([after, companions]).toEqual(['KEY=\n', []]);
    expect(notes.join()).not.toContain('git rm');
  });
});
