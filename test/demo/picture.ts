/** A session as an SVG of fixed width, readable on light and dark pages: the same lines give the same picture. */

const [size, leading, margin] = [12, 17, 16];
/** Of a letter, in a font in which all are as wide; told to the viewer, whose font may be another. */
const advance = size * 0.6;
const columns = 106;

export function drawSession(lines: readonly string[]): string {
  const shown = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  const width = Math.round(columns * advance + 2 * margin);
  const height = shown.length * leading + 2 * margin;
  const texts = shown.map((line, at) => drawLine(line, margin + at * leading + size)).filter((text) => text !== '');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>What npm run demo prints</title>
<style>
  rect { fill: #f6f8fa; stroke: #d1d9e0; }
  text { font: ${size}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #1f2328; white-space: pre; }
  .command { font-weight: bold; } .remark { fill: #59636e; } .good, .plus { fill: #116329; } .minus { fill: #a40e26; }
  @media (prefers-color-scheme: dark) {
    rect { fill: #151b23; stroke: #3d444d; } text { fill: #f0f6fc; }
    .remark { fill: #9198a1; } .good, .plus { fill: #56d364; } .minus { fill: #ff7b72; }
  }
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6"/>
${texts.join('\n')}
</svg>
`;
}

function drawLine(line: string, y: number): string {
  const [, command = '', remark = ''] = /^(\$ .*?)( # .*)?$/.exec(line) ?? [];
  if (command !== '') {
    const rest = remark === '' ? '' : drawText(remark, { y, column: command.length, kind: 'remark' });
    return drawText(command.trimEnd(), { y, column: 0, kind: 'command' }) + rest;
  }
  return drawText(line, { y, column: 0, kind: kindOf(line) });
}

function kindOf(line: string): string {
  if (line.startsWith('✓')) return 'good';
  const [, sign] = /^ {4}([-+]) /.exec(line) ?? [];
  return sign === undefined ? '' : sign === '+' ? 'plus' : 'minus';
}

interface Place {
  readonly y: number;
  readonly column: number;
  readonly kind: string;
}

function drawText(text: string, { y, column, kind }: Place): string {
  const trimmed = text.trimStart();
  if (trimmed === '') return '';
  const x = (margin + (column + text.length - trimmed.length) * advance).toFixed(1);
  const length = (trimmed.length * advance).toFixed(1);
  const attribute = kind === '' ? '' : ` class="${kind}"`;
  return `<text x="${x}" y="${y}" textLength="${length}"${attribute}>${escapeXml(trimmed)}</text>`;
}

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  return text.replaceAll(/[&<>]/g, (sign) => names[sign] ?? sign);
}
