/** Rotation schedules: days, `rate(…)` or `cron(…)`, checked as the service does, and the next date that they give. */
import { invalidParameter } from './service-error.ts';
import type { Rotation, RotationRules } from './record.ts';
import { integer, otherwise, structure, text } from './shape.ts';

const hour = 3_600_000;
const day = 24 * hour;

export const rotationRules = structure({
  AutomaticallyAfterDays: otherwise(integer({ min: 1, max: 1000 }), () =>
    invalidParameter('RotationRules.AutomaticallyAfterDays must be within 1-1000.'),
  ),
  ScheduleExpression: text({ min: 1, max: 256, pattern: /^[0-9A-Za-z()#?*\-/, ]+$/ }),
  Duration: text({ min: 2, max: 3, pattern: /^[0-9]+h$/ }),
});

/** Throws InvalidParameterException for rules that contradict each other or themselves. */
export function checkRules({
  AutomaticallyAfterDays: days,
  ScheduleExpression: expression,
  Duration: window,
}: RotationRules): void {
  if (days !== undefined && expression !== undefined)
    throw invalidParameter('You can specify either AutomaticallyAfterDays or ScheduleExpression, but not both.');
  const length = window === undefined ? undefined : Number.parseInt(window, 10);
  if (length !== undefined && (length < 1 || length > 24))
    throw invalidParameter('RotationRules.Duration must be within 1h-24h.');
  if (expression === undefined) return;
  const interval = parseRate(expression);
  if (interval === undefined && !isCron(expression))
    throw invalidParameter('RotationRules.ScheduleExpression must be a cron() or rate() expression.');
  if (interval !== undefined && (interval < 4 * hour || interval > 1000 * day))
    throw invalidParameter('RotationRules.ScheduleExpression must be from 4 hours to 1000 days.');
  if (interval !== undefined && length !== undefined && length * hour > interval)
    throw invalidParameter('RotationRules.Duration must not extend into the next rotation window.');
}

/** When the secret is due at the latest; undefined without a schedule, and for cron expressions, which are kept but not computed. */
export function nextRotation(rotation: Rotation | undefined, createdAt: number): number | undefined {
  if (rotation?.enabled !== true || rotation.rules === undefined) return undefined;
  const { AutomaticallyAfterDays: days, ScheduleExpression: expression } = rotation.rules;
  const interval = days === undefined ? parseRate(expression ?? '') : days * day;
  return interval === undefined ? undefined : (rotation.lastAt ?? createdAt) + interval;
}

/** Milliseconds of `rate(10 days)`; undefined for anything else. */
function parseRate(expression: string): number | undefined {
  const [, amount, unit] = /^rate\((\d+) (hours?|days?)\)$/.exec(expression) ?? [];
  return amount === undefined || unit === undefined
    ? undefined
    : Number(amount) * (unit.startsWith('hour') ? hour : day);
}

/** Six fields, of which the minutes are 0, and the years are *: what rotation schedules allow. */
function isCron(expression: string): boolean {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/ +/) ?? [];
  return fields.length === 6 && fields[0] === '0' && fields[5] === '*';
}
