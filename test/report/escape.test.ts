import { describe, expect, it } from 'vitest';
import { escapeCodeLine, escapeJson, escapeLine } from '../../src/report/escape.ts';

const hostile: readonly (readonly [string, string, string])[] = [
  ['a colour', '\u001b[31mred', '\\x1b[31mred'],
  ['a window title', '\u001b]0;x\u0007', '\\x1b]0;x\\x07'],
  ['a C1 control sequence introducer', '\u009b2J', '\\x9b2J'],
  ['line ends', 'a\nb\rc', 'a\\nb\\rc'],
  ['Unicode line separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
  ['a bidi override', 'a\u202ecod.exe', 'a\\u{202e}cod.exe'],
  ['bidi isolates', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['zero-width characters', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
  ['tag characters', 'a\u{e0041}', 'a\\u{e0041}'],
  ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
  ['DEL and NUL', '\u007f\u0000', '\\x7f\\x00'],
  ['a command of Azure Pipelines', 'x ##vso[task.prependpath]/tmp', 'x \\x23#vso[task.prependpath]/tmp'],
  ['a command of GitHub in its older form', '1 ##[add-mask]e', '1 \\x23#[add-mask]e'],
  ['a message of TeamCity', "##teamcity[buildStop comment='']", "\\x23#teamcity[buildStop comment='']"],
  ['a command of GitHub', ' ::stop-commands::x', ' \\x3a:stop-commands::x'],
];

describe('a line for a terminal', () => {
  it.each(hostile)('shows %s instead of doing it', (_, text, shown) => {
    expect(escapeLine(text)).toBe(shown);
  });

  it.each([
    ['letters of other scripts', 'Überprüfung 密码 пароль 🔑'],
    ['a path', 'src/a b/[c].ts'],
    ['a name of C++', 'a std::string'],
    ['a heading', '## [1.0.0] and #[derive]'],
  ])('leaves %s alone', (_, text) => {
    expect(escapeLine(text)).toBe(text);
  });

  it('shows a tab of source code as two blanks', () => {
    expect(escapeCodeLine('\tif')).toBe('  if');
  });

  it('leaves a name of C++ at the beginning of source code alone, as the line number stands before it', () => {
    expect(escapeCodeLine('::isspace(c)')).toBe('::isspace(c)');
  });
});

describe('JSON', () => {
  it.each(hostile)('with %s has no raw control and means the same', (_, text) => {
    const json = escapeJson(JSON.stringify({ text }));
    expect(JSON.parse(json)).toEqual({ text });
    expect(escapeLine(json)).toBe(json);
  });
});
