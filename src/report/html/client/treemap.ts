/** Areas for numbers: the squarified treemap of Bruls, Huizing and van Wijk (2000), and the folders that it shows. */
import { isWithin } from './filter.ts';
import { severityOrder } from './model.ts';
import type { Model, Row } from './model.ts';

export interface Area<T> {
  readonly item: T;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Sized {
  readonly size: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Items come largest first, sizes above 0. The areas fill the box, and each is as large as its share. */
export function layOut<T extends Sized>(items: readonly T[], box: Box): readonly Area<T>[] {
  const total = items.reduce((sum, { size }) => sum + size, 0);
  const scale = total === 0 ? 0 : (box.width * box.height) / total;
  const areas: Area<T>[] = [];
  let rest = box;
  for (let at = 0; at < items.length;) {
    const count = countInStrip(items.slice(at), Math.min(rest.width, rest.height), scale);
    const strip = items.slice(at, at + count);
    areas.push(...placeStrip(strip, rest, scale));
    rest = cutStrip(strip, rest, scale);
    at += count;
  }
  return areas;
}

/** As many as make the worst ratio of sides better. */
function countInStrip(items: readonly Sized[], side: number, scale: number): number {
  let count = 1;
  let best = worstRatio(items.slice(0, 1), side, scale);
  while (count < items.length) {
    const ratio = worstRatio(items.slice(0, count + 1), side, scale);
    if (ratio > best) break;
    best = ratio;
    count++;
  }
  return count;
}

function worstRatio(strip: readonly Sized[], side: number, scale: number): number {
  const areas = strip.map(({ size }) => size * scale);
  const sum = areas.reduce((a, b) => a + b, 0);
  const [largest, smallest] = [Math.max(...areas), Math.min(...areas)];
  return Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest));
}

function placeStrip<T extends Sized>(strip: readonly T[], box: Box, scale: number): readonly Area<T>[] {
  const sum = strip.reduce((total, { size }) => total + size * scale, 0);
  const tall = box.width >= box.height;
  const thickness = sum / (tall ? box.height : box.width);
  let along = 0;
  return strip.map((item) => {
    const length = (item.size * scale) / thickness;
    const area = tall
      ? { item, x: box.x, y: box.y + along, width: thickness, height: length }
      : { item, x: box.x + along, y: box.y, width: length, height: thickness };
    along += length;
    return area;
  });
}

function cutStrip(strip: readonly Sized[], box: Box, scale: number): Box {
  const sum = strip.reduce((total, { size }) => total + size * scale, 0);
  if (box.width >= box.height) {
    const thickness = sum / box.height;
    return { ...box, x: box.x + thickness, width: Math.max(0, box.width - thickness) };
  }
  const thickness = sum / box.width;
  return { ...box, y: box.y + thickness, height: Math.max(0, box.height - thickness) };
}

export interface Folder extends Sized {
  readonly name: string;
  /** From the top; undefined for what stands for many small ones. */
  readonly path: string | undefined;
  /** Secrets in it. */
  readonly size: number;
  /** Critical, high, medium, low. */
  readonly counts: readonly number[];
}

/** What lies directly in the folder, largest first; what is beyond `most` is one item. A secret counts once in each of them. */
export function listFolders(
  rows: readonly Row[],
  folder: string,
  { model, most }: { model: Model; most: number },
): readonly Folder[] {
  const members = new Map<string, Row[]>();
  for (const row of rows) {
    for (const child of childrenOf(row, folder, model)) {
      const known = members.get(child);
      if (known === undefined) members.set(child, [row]);
      else known.push(row);
    }
  }
  const all = [...members]
    .map(([path, inside]) => ({
      name: nameOf(path, folder),
      path,
      size: inside.length,
      counts: countSeverities(inside),
    }))
    .sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
  if (all.length <= most) return all;
  const rest = all.slice(most - 1);
  const sum = rest.reduce((total, { size }) => total + size, 0);
  const counts = severityOrder.map((_, at) => rest.reduce((total, each) => total + (each.counts[at] ?? 0), 0));
  return [...all.slice(0, most - 1), { name: `${rest.length} smaller ones`, path: undefined, size: sum, counts }];
}

function countSeverities(rows: readonly Row[]): readonly number[] {
  return severityOrder.map((severity) => rows.filter(({ finding }) => finding.severity === severity).length);
}

function childrenOf({ paths }: Row, folder: string, { data }: Model): ReadonlySet<string> {
  const inside = paths
    .map((path) => data.paths[path] ?? '')
    .filter((path) => isWithin(path, folder) && path !== folder);
  return new Set(inside.map((path) => path.slice(0, ends(path, folder))));
}

/** Where the first name below the folder ends. */
function ends(path: string, folder: string): number {
  const end = path.indexOf('/', folder === '' ? 1 : folder.length + 1);
  return end < 0 ? path.length : end;
}

function nameOf(path: string, folder: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}
