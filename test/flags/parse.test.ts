import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { flags, printedName, settleFlags, variableOf } from '../../src/flags.ts';
import { parseArguments, parseEnvironment } from '../../src/flags/parse.ts';

function errorOf(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('arguments', () => {
  it.each([
    ['a switch', ['--staged'], { staged: true }, []],
    ['a switch that is on by default', ['--no-color'], { color: false }, []],
    ['a switch turned off again', ['--no-staged'], { staged: false }, []],
    ['a switch with a word', ['--staged=off'], { staged: false }, []],
    ['a double negation', ['--no-color=false'], { color: true }, []],
    ['a value behind a blank', ['--range', 'a..b'], { range: 'a..b' }, []],
    ['a value behind an equals sign', ['--range=a..b'], { range: 'a..b' }, []],
    ['a value with equals signs', ['--stdin-filename=a=b'], { 'stdin-filename': 'a=b' }, []],
    ['a value that begins with a dash', ['--since=-1 week'], { since: '-1 week' }, []],
    ['a number', ['--jobs', '2'], { jobs: 2 }, []],
    ['short switches in one', ['-qv'], { quiet: true, verbose: true }, []],
    ['a short flag with its value', ['-j4'], { jobs: 4 }, []],
    ['a short flag behind a switch', ['-qj', '4'], { quiet: true, jobs: 4 }, []],
    ['paths among flags', ['a', '--quiet', 'b'], { quiet: true }, ['a', 'b']],
    ['paths after two dashes', ['--', '--staged', '-q'], {}, ['--staged', '-q']],
    ['a single dash as a path', ['-'], {}, ['-']],
    ['the last of two', ['--fail-on', 'low', '--fail-on', 'high'], { 'fail-on': 'high' }, []],
  ])('%s', (_, args, given, paths) => {
    expect(parseArguments(args, 'scan')).toMatchObject({ given, paths });
    expect(Object.keys(parseArguments(args, 'scan').given)).toEqual(Object.keys(given));
  });

  it('keeps the order of formats and outputs', () => {
    expect(parseArguments(['-f', 'json', '-o', 'a', '--format=text'], 'scan').reports).toEqual([
      { name: 'format', value: 'json' },
      { name: 'output', value: 'a' },
      { name: 'format', value: 'text' },
    ]);
  });

  it.each([
    ['an unknown flag', ['--stagd'], 'unknown flag --stagd', 'did you mean --staged?'],
    ['an unknown negation', ['--no-colour'], 'unknown flag --no-colour', 'did you mean --no-color?'],
    ['an unknown letter', ['-z'], 'unknown flag -z', 'unleak scan --help lists its flags'],
    ['a flag of another command', ['--prune'], 'unleak scan has no flag --prune', 'unleak scan --help lists its flags'],
    ['a forgotten value at the end', ['--range'], '--range needs a value', undefined],
    ['a forgotten value before a flag', ['--range', '--quiet'], '--range needs a value', undefined],
    ['a wrong choice', ['--fail-on', 'hihg'], '--fail-on is one of low, medium, high, critical', 'did you mean high?'],
    ['no number', ['--jobs', 'many'], '--jobs is a whole number from 1 to 9999', undefined],
    ['none of the processors', ['--jobs', '0'], '--jobs is a whole number from 1 to 9999', undefined],
    [
      'a switch with a wrong word',
      ['--quiet=maybe'],
      '--quiet is on or off: 1, true, yes, on, 0, false, no or off',
      undefined,
    ],
  ])('%s is a usage error', (_, args, message, hint) => {
    expect(errorOf(() => parseArguments(args, 'scan'))).toMatchObject({ kind: 'usage', message, hint });
  });
});

describe('environment', () => {
  it.each([
    ['a choice', { UNLEAK_MIN_CONFIDENCE: 'high' }, { 'min-confidence': 'high' }],
    ['a switch', { UNLEAK_VERBOSE: 'yes' }, { verbose: true }],
    ['a switch that is off', { UNLEAK_VERBOSE: '0' }, { verbose: false }],
    ['what is on by default', { UNLEAK_NO_GITIGNORE: '1' }, { gitignore: false }],
    ['an empty variable', { UNLEAK_FAIL_ON: '' }, {}],
    ['a variable of another command', { UNLEAK_PRUNE: '1' }, {}],
  ])('%s', (_, env, given) => {
    expect(parseEnvironment(env, 'scan').given).toEqual(given);
  });

  it('names the variable that is wrong', () => {
    expect(errorOf(() => parseEnvironment({ UNLEAK_FAIL_ON: 'x' }, 'scan')).message).toContain('UNLEAK_FAIL_ON');
  });
});

describe('precedence', () => {
  it('is defaults, configuration, environment, arguments', () => {
    const layer = (value: 'low' | 'medium' | 'high') => ({ 'min-confidence': value });
    expect(settleFlags()['min-confidence']).toBe('medium');
    expect(settleFlags(layer('low'), {}, {})['min-confidence']).toBe('low');
    expect(settleFlags(layer('low'), layer('high'), {})['min-confidence']).toBe('high');
    expect(settleFlags(layer('low'), layer('high'), layer('medium'))['min-confidence']).toBe('medium');
  });
});

describe('the list of flags', () => {
  it.each([
    ['name', flags.map(({ name }) => name)],
    ['printed name', flags.map(printedName)],
    ['variable', flags.map(variableOf)],
    ['letter', flags.flatMap((flag) => ('short' in flag ? [flag.short] : []))],
  ])('has no %s twice', (_, all) => {
    expect(all.filter((each, at) => all.indexOf(each) !== at)).toEqual([]);
  });

  it.each(flags.map((flag) => [flag.name, flag.help]))('says in a few words what --%s does', (_, help) => {
    expect(help).toMatch(/^\S.{10,110}[^.]$/);
  });
});
