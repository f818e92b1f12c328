/** The generic detector: a name that says secret, a value that looks random, and a syntax that assigns one to the other. */
import type { Confidence } from '../../types.ts';
import type { CompiledPattern } from '../compiled.ts';
import { isPlaceholder } from '../placeholder.ts';
import { readAssignment, type AssignmentHit } from './assignment.ts';
import { meaningOf } from './name.ts';
import { kindOf } from './value.ts';

export interface GenericHit {
  readonly pattern: CompiledPattern;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly confidence: Confidence;
}

const advice = {
  revoke: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/hardcoded.html',
  regex: { source: '', flags: '' },
  reach: 0,
  run: 0,
  entropy: 0,
  checks: [],
  parts: [],
  overlaps: [],
} as const;

export const genericPatterns = {
  secret: {
    id: 'generic-secret',
    title: 'Secret in an assignment',
    severity: 'high',
    confidence: 'medium',
    why: 'A value that looks drawn at random is assigned to a name that says secret.',
    ...advice,
  },
  password: {
    id: 'generic-password',
    title: 'Password in an assignment',
    severity: 'high',
    confidence: 'low',
    why: 'A literal is assigned to a name that says password.',
    ...advice,
  },
} as const satisfies Record<string, CompiledPattern>;

/** Undefined where the assignment around the hit gives no secret away. */
export function detectAssignment(bytes: Buffer, hit: AssignmentHit): GenericHit | undefined {
  const assignment = readAssignment(bytes, hit);
  if (assignment === undefined) return undefined;
  const { name, value, start, end, quoted } = assignment;
  // Cheapest first: most assignments are of plain values, and most of a commit's time goes into what runs for the first time.
  const meaning = meaningOf(name);
  if (meaning === 'none') return undefined;
  const kind = kindOf(value);
  const isPassword = kind === 'password' && meaning === 'password' && quoted;
  if ((kind !== 'random' && !isPassword) || /\s/.test(value)) return undefined;
  if (repeatsName(name, value) || isPlaceholder(value)) return undefined;
  if (kind === 'random') return { pattern: genericPatterns.secret, start, end, value, confidence: 'medium' };
  return { pattern: genericPatterns.password, start, end, value, confidence: 'low' };
}

/** `password: "dbPassword1"` names the thing, it does not give it. */
function repeatsName(name: string, value: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  const [inName, inValue] = [plain(name), plain(value)];
  return inValue !== '' && (inName.includes(inValue) || (inName.length >= 6 && inValue.includes(inName)));
}
