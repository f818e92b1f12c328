/** The few colours of text reports, as functions that do nothing where there is no colour. */
import type { Severity } from '../types.ts';

export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  alarm(text: string): string;
  good(text: string): string;
  severity(level: Severity): string;
}

export function createPalette(color: boolean): Palette {
  const paint = (open: number, close: number) => (text: string) =>
    color ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  const bold = paint(1, 22);
  const [red, magenta, yellow, blue] = [paint(31, 39), paint(35, 39), paint(33, 39), paint(34, 39)];
  const levels: Record<Severity, (text: string) => string> = {
    critical: red,
    high: magenta,
    medium: yellow,
    low: blue,
  };
  return {
    bold,
    dim: paint(2, 22),
    alarm: (text) => bold(red(text)),
    good: paint(32, 39),
    severity: (level) => bold(levels[level](level)),
  };
}
