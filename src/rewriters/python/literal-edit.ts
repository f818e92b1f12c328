/** A literal with values in it becomes a sum of what stays and what is loaded; what stays keeps its bytes. */
import type { SgNode } from '@ast-grep/napi';
import type { Site } from '../../remediation-types.ts';
import { encodingOf } from '../encoding.ts';
import { loadExpression } from './expression.ts';
import type { Format, Names, Shape } from './expression.ts';
import { cutsEscape, decodeContent, literalOf, readLiteral } from './literal.ts';
import type { Literal } from './literal.ts';
import { formatOf } from './refuse.ts';
import type { RefusalCode } from './refuse.ts';
import { chainOf, endOf, itemsOf, startOf } from './tree.ts';

/** A literal of the file and the values in it, ascending. */
export interface Group {
  /** A `string`, or the `concatenated_string` that it is part of. */
  readonly node: SgNode;
  readonly sites: readonly Site[];
}

export interface Replacement {
  /** Python source. */
  readonly text: string;
  /** Whether it needs no brackets as an operand. */
  readonly atom: boolean;
  /** The quote sign of the literal. */
  readonly quote: string;
}

/** A code says why the literal cannot be taken apart. */
export function replaceGroup(group: Group, text: string, names: Names): Replacement | RefusalCode {
  const nodes = group.node.kind() === 'string' ? [group.node] : itemsOf(group.node);
  const members: Member[] = [];
  for (const node of nodes) {
    const member = splitMember(node, { group, text, names });
    if (typeof member === 'string') return member;
    members.push(member);
  }
  const quote = members.find(({ touched }) => touched)?.quote ?? '"';
  const [only, second] = members.flatMap(({ pieces }) => pieces);
  if (only === undefined || second !== undefined) return { text: joinMembers(members, text), atom: false, quote };
  return { text: only, atom: true, quote };
}

interface Member {
  readonly node: SgNode;
  readonly touched: boolean;
  /** Operands of a sum. */
  readonly pieces: readonly string[];
  readonly quote: string;
}

/** Neighbours that Python joined by itself need a sign as soon as one of them is an expression. */
function joinMembers(members: readonly Member[], text: string): string {
  let written = '';
  let before: Member | undefined;
  for (const member of members) {
    const gap = before === undefined ? '' : text.slice(endOf(before.node), startOf(member.node));
    const needsSign = before !== undefined && (before.touched || member.touched);
    if (needsSign) written += gap.includes('\n') ? `${gap}+ ` : ' + ';
    else written += gap;
    written += member.pieces.join(' + ');
    before = member;
  }
  return written;
}

interface Surroundings {
  readonly group: Group;
  readonly text: string;
  readonly names: Names;
}

function splitMember(node: SgNode, { group, text, names }: Surroundings): Member | RefusalCode {
  const literal = readLiteral(node.text(), startOf(node));
  const sites = group.sites.filter((site) => startOf(node) <= site.start && site.end <= endOf(node));
  if (literal === undefined) return 'not-a-string';
  const quote = literal.quote.charAt(0);
  if (sites.length === 0) return { node, touched: false, pieces: [node.text()], quote };
  const pieces: string[] = [];
  let from = literal.contentStart;
  for (const site of sites) {
    const shape = shapeOf(site, { node, literal, text, format: formatOf(group.node) });
    if (typeof shape === 'string') return shape;
    if (!pushText(pieces, text.slice(from, site.start), literal)) return 'cuts-escape';
    pieces.push(loadExpression(site.ref, shape, { names, quote }));
    from = site.end;
  }
  if (!pushText(pieces, text.slice(from, literal.contentEnd), literal)) return 'cuts-escape';
  return { node, touched: true, pieces, quote };
}

/** False where the text cannot stand as a literal of its own. */
function pushText(pieces: string[], slice: string, literal: Literal): boolean {
  if (slice === '') return true;
  const text = literalOf(slice, literal);
  if (text !== undefined) pieces.push(text);
  return text !== undefined;
}

interface Place {
  readonly node: SgNode;
  readonly literal: Literal;
  readonly text: string;
  readonly format: Format | undefined;
}

function shapeOf(site: Site, { node, literal, text, format }: Place): Shape | RefusalCode {
  if (site.start < literal.contentStart || site.end > literal.contentEnd) return 'not-a-string';
  if (overlapsInterpolation(node, site)) return 'not-a-string';
  const content = text.slice(literal.contentStart, literal.contentEnd);
  const cuts = [site.start, site.end].some((offset) => cutsEscape(content, offset - literal.contentStart));
  if (cuts && !literal.prefix.includes('r')) return 'cuts-escape';
  const raw = text.slice(site.start, site.end);
  // In a format, signs of formats stand doubled.
  if (format !== undefined && /[%{}]/.test(raw)) return 'format-string';
  const seen = decodeContent(raw, literal);
  const bytes = literal.prefix.includes('b');
  if (seen === undefined) return 'other-encoding';
  // Bytes of a literal are ASCII, or escapes that are no text.
  if (bytes && /[^\n\r\t\x20-\x7e]/.test(seen)) return 'other-encoding';
  const encoding = encodingOf(seen, site.value);
  if (encoding !== undefined)
    return { encoding: isInUrl(site, text) ? asUrlPart(encoding) : encoding, bytes, escapedLines: false, format };
  const linesOnly = seen === raw.replaceAll('\\n', '\n') && encodingOf(raw, site.value) === 'plain';
  const nested = [...chainOf(node)].some((outer) => outer.kind() === 'interpolation');
  return linesOnly && !nested ? { encoding: 'plain', bytes, escapedLines: true, format } : 'other-encoding';
}

function overlapsInterpolation(node: SgNode, site: Site): boolean {
  return node
    .children()
    .some((child) => child.kind() === 'interpolation' && startOf(child) < site.end && site.start < endOf(child));
}

/** A value of any kind, in a URL, must not end the part that it stands in. */
function asUrlPart(encoding: Shape['encoding']): Shape['encoding'] {
  return encoding === 'plain' ? 'percent' : encoding;
}

/** `scheme://user:HERE@host`, `scheme://HERE@host`, or a query parameter's value. */
function isInUrl(site: Site, text: string): boolean {
  const before = text.slice(Math.max(0, site.start - 500), site.start);
  const isUser = /[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s/?#"'@]*$/.test(before) && text.charAt(site.end) === '@';
  return isUser || /[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s"'#]*\?[^\s"'#]*=$/.test(before);
}
