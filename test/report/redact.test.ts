import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/report/redact.ts';
import { Secret } from '../../src/secret.ts';
import type { Finding, Location } from '../../src/types.ts';
import { locateIn, makeFinding, makeLocation, makeReport, makeValue } from '../fixtures/reports.ts';

const value = makeValue('one');
const other = makeValue('two', '{an:40}');
const password = makeValue('three', 'Pw{an:8}');

/** The frame of the first location of the first finding, as it would be printed. */
function show(findings: readonly Finding[], showSecrets = false): string {
  const [location] = findings[0]?.locations ?? [];
  const frame = location?.frame;
  if (location === undefined || frame === undefined) throw new Error('a finding without a frame');
  const lines = createRedactor(makeReport(findings), showSecrets).frame(frame, location);
  return lines.map(({ text }) => text).join('\n');
}

function framed(text: string, own: string, finding: Partial<Finding> = {}): Finding {
  return makeFinding(own, { locations: [locateIn(text, own)], ...finding });
}

/** A finding whose places are all in another file. */
function elsewhere(own: string): Finding {
  return makeFinding(own, { locations: [makeLocation({ path: 'other.ts' })] });
}

describe('a frame', () => {
  it('shows the redacted form in the place of the value', () => {
    expect(show([framed(`const t = '${value}';`, value)])).toBe("const t = 'tok_…****';");
  });

  it('hides other values that stand beside it', () => {
    const text = `a = '${value}', b = '${other}', c = '${password}'`;
    const shown = show([framed(text, value), elsewhere(other), elsewhere(password)]);
    expect(shown).toBe("a = 'tok_…****', b = '****', c = '****'");
  });

  it('hides a neighbour that the frame cuts, at either end', () => {
    const text = `${other.slice(12)} a = '${value}' ${password.slice(0, 6)}`;
    const shown = show([framed(text, value), elsewhere(other), elsewhere(password)]);
    expect(shown).toBe("**** a = 'tok_…****' ****");
  });

  it('hides a value that overlaps another one', () => {
    const url = `https://user:${password}@host/${value}`;
    const outer = makeFinding(url, { locations: [locateIn(`go ${url} now`, url)] });
    const inner = makeFinding(password, { locations: [locateIn(`go ${url} now`, password)] });
    expect(show([outer, inner])).toBe('go http…**** now');
    expect(show([inner, outer])).not.toContain(value.slice(6, 14));
  });

  it('hides the encoded form in which another value was found on the line', () => {
    const encoded = Buffer.from(`{"key":"${other}"}`).toString('base64');
    const text = `a = '${value}', b = '${encoded}'`;
    const neighbour = makeFinding(other, { locations: [locateIn(text, encoded)] });
    expect(show([framed(text, value), neighbour])).toBe(`a = 'tok_…****', b = '${neighbour.secret.redacted}'`);
  });

  it.each([
    ['base64', Buffer.from(`x${other}y`).toString('base64')],
    ['percent encoding', encodeURIComponent(`${other}/+${other}`)],
    ['a URL', `https://x/?k=${other}`],
  ])('hides a known value in %s that no match points to', (_how, form) => {
    const shown = show([framed(`a = '${value}', b = '${form}'`, value), elsewhere(other)]);
    const pieces = Array.from({ length: form.length - 10 }, (_, at) => form.slice(at, at + 10));
    const telling = pieces.filter(
      (piece) => Buffer.from(other).toString('base64').includes(piece) || other.includes(piece),
    );
    expect(telling.filter((piece) => shown.includes(piece))).toEqual([]);
    expect(shown).toContain("a = 'tok_…****'");
    expect(shown).not.toContain(other.slice(4, 20));
  });

  it('shows one line of a value of many lines', () => {
    const body = Array.from({ length: 5 }, (_, at) => makeValue(`body ${at}`, '{b64:64}')).join('\n');
    const pem = `-----BEGIN ${'PRIVATE'} KEY-----\n${body}\n-----END ${'PRIVATE'} KEY-----`;
    const text = `before\nkey = ${pem}\nafter`;
    expect(show([framed(text, pem)])).toBe(`before\nkey = -----BEGIN ${'PRIVATE'} KEY-----…****\nafter`);
  });

  it('finds the span in a line that was cut at its beginning', () => {
    const frame = { firstLine: 3, firstColumn: 101, text: new Secret(`xx'${value}'yy`) };
    const location: Location = makeLocation({ frame, column: 104, endColumn: 104 + value.length });
    expect(show([makeFinding(value, { locations: [location] })])).toBe("xx'tok_…****'yy");
  });

  it('hides short companions as whole words only', () => {
    const finding = framed(`sa:${value}@db salt sales dbx`, value, {
      parts: { id: new Secret('sa'), pin: new Secret('db') },
    });
    expect(show([finding])).toBe('****:tok_…****@**** salt sales dbx');
  });

  it('leaves the user and the host, by which people recognise the line', () => {
    const finding = framed(`sa:${value}@db`, value, { parts: { user: new Secret('sa'), host: new Secret('db') } });
    expect(show([finding])).toBe('sa:tok_…****@db');
  });

  it('leaves the words of a key armour alone elsewhere', () => {
    const pem = `-----BEGIN ${'PRIVATE'} KEY-----\n${makeValue('pem', '{b64:64}')}\n-----END ${'PRIVATE'} KEY-----`;
    const text = `// PRIVATE KEY of ${value}`;
    expect(show([framed(text, value), elsewhere(pem)])).toBe('// PRIVATE KEY of tok_…****');
  });

  it('shows everything when that is asked for', () => {
    expect(show([framed(`a = '${value}'`, value)], true)).toBe(`a = '${value}'`);
  });

  it('hides each of 20,000 values on one line', () => {
    const values = Array.from({ length: 20_000 }, (_, at) => `${makeValue('many', '{an:28}')}${at}`);
    const text = values.join(' ');
    let column = 1;
    const findings = values.map((each) => {
      const location = makeLocation({ column, endColumn: column + each.length });
      column += each.length + 1;
      return makeFinding(each, { locations: [location] });
    });
    const middle = findings[10_000]?.locations[0]?.column ?? 0;
    const frame = { firstLine: 3, firstColumn: middle - 200, text: new Secret(text.slice(middle - 201, middle + 200)) };
    const redactor = createRedactor(makeReport(findings), false);
    const [line] = redactor.frame(frame, makeLocation({ column: middle, endColumn: middle + 33 }));
    expect(line?.text).toMatch(/^[\s…*A-Za-z0-9]+$/);
    for (const each of values.slice(9_995, 10_005)) expect(line?.text).not.toContain(each.slice(10, 18));
  });
});

describe('a path, a name or a reason', () => {
  const redactor = createRedactor(
    makeReport([makeFinding(value), makeFinding(password), makeFinding('hunter2')]),
    false,
  );

  it.each([
    ['a token in a path', `keys/${value}.txt`, 'keys/****.txt'],
    ['a part of a token in a path', `keys/${value.slice(0, 24)}`, 'keys/****'],
    ['a password in an author', `Ada ${password}`, 'Ada ****'],
    ['ordinary words', 'src/tok/hunter2/tests', 'src/tok/hunter2/tests'],
  ])('%s', (_, text, shown) => {
    expect(redactor.line(text)).toBe(shown);
  });
});
