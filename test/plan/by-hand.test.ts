/** The step by hand for files that no rewriter knows: in the words of the language, with the variable and the secret. */
import { expect, it } from 'vitest';
import { stepByHand } from '../../src/plan/by-hand.ts';

const ref = { name: '/prod/shop/keys', key: 'token', env: 'SHOP_TOKEN' };

it.each([
  ['a.go', 'write os.Getenv("SHOP_TOKEN"), from /prod/shop/keys (key token)'],
  ['src/A.java', 'write System.getenv("SHOP_TOKEN"), from /prod/shop/keys (key token)'],
  ['A.cs', 'write Environment.GetEnvironmentVariable("SHOP_TOKEN"), from /prod/shop/keys (key token)'],
  ['a.rb', 'write ENV.fetch("SHOP_TOKEN"), from /prod/shop/keys (key token)'],
  ['a.php', "write getenv('SHOP_TOKEN'), from /prod/shop/keys (key token)"],
  ['bin/start.sh', 'write "${SHOP_TOKEN:?}", from /prod/shop/keys (key token)'],
  ['a.unknown', 'read the variable SHOP_TOKEN instead, or load the secret /prod/shop/keys (key token)'],
])('%s', (path, step) => {
  expect(stepByHand(path, ref)).toBe(step);
});

it.each(['api/Dockerfile', 'prod.tfvars', 'main.tf', 'key.pem', 'README.md'])('%s has a step of its own', (path) => {
  expect(stepByHand(path, ref)).not.toContain('read the variable');
});
