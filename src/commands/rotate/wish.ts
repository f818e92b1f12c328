/** From flags to what a rotation is to be; a combination that the service would refuse is refused before anything is asked. */
import { UserError } from '../../errors.ts';
import type { FlagValues } from '../../flags.ts';
import type { RotationWish } from '../../rotation-types.ts';

export function readWish(flags: FlagValues): RotationWish {
  const { 'rotate-lambda': lambda, 'rotate-days': days, 'rotate-schedule': schedule, 'rotate-window': window } = flags;
  if (lambda !== undefined && !/^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w:$-]{1,140}$/.test(lambda))
    throw usage('--rotate-lambda takes the ARN of a function: arn:aws:lambda:REGION:ACCOUNT:function:NAME');
  if (days !== undefined && days > 1000) throw usage('--rotate-days is 1000 at most');
  if (days !== undefined && schedule !== undefined)
    throw usage('--rotate-days and --rotate-schedule exclude each other');
  if (schedule !== undefined && !/^(?:rate|cron)\([^()]{1,240}\)$/.test(schedule))
    throw usage('--rotate-schedule is rate(…) or cron(…): rate(30 days), cron(0 8 1 * ? *)');
  if (window !== undefined && !/^\d{1,2}h$/.test(window)) throw usage('--rotate-window is a number of hours: 3h');
  return {
    ...(lambda !== undefined && { lambda }),
    ...(days !== undefined && { days }),
    ...(schedule !== undefined && { schedule }),
    ...(window !== undefined && { window }),
    testOnly: flags['test-only'],
    ownKey: flags['own-key'],
    overlap: readSeconds(flags.overlap ?? ''),
    timeout: flags.timeout ?? 300,
    ...(flags.prove !== undefined && !flags.rotate && { prove: flags.prove }),
  };
}

function readSeconds(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw usage('--overlap is a number of seconds, 0 included');
  return Number(text);
}

function usage(message: string): UserError {
  return new UserError('usage', message);
}
