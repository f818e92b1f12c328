/** `unleak doctor`: shows that the hooks work by having them stop a canary; what it cannot show counts as broken. */
import type { Command } from '../command.ts';
import { regexEngine } from '../detect/regex.ts';
import { exitCodes } from '../errors.ts';
import { settleFlags } from '../flags.ts';
import { openRepository } from '../git.ts';
import { tryHook, type Trial, type TrialPlace } from '../hooks/canary.ts';
import { inspectHooks, isOursAlone } from '../hooks/inspect.ts';
import { ownCli } from '../hooks/own-cli.ts';
import { surveyHooks, type Survey } from '../hooks/survey.ts';
import { escapeLine } from '../report/escape.ts';

interface Diagnosis {
  readonly name: string;
  readonly ok: boolean;
  readonly what: string;
  readonly hint?: string | undefined;
}

export const doctor: Command = {
  async run({ cwd, paths, given, print }) {
    const survey = await surveyHooks(openRepository(paths[0] ?? cwd));
    const hooks = inspectHooks(survey);
    const runs = hooks.some(({ name, ok }) => name === 'pre-commit' && ok);
    const diagnoses = [...hooks, ...(runs ? await tryCanary(survey) : [skippedCanary]), describeEngine()];
    const shown = settleFlags(given).quiet ? diagnoses.filter(({ ok }) => !ok) : diagnoses;
    await print(shown.flatMap(render));
    return diagnoses.every(({ ok }) => ok) ? exitCodes.clean : exitCodes.usage;
  },
};

const skippedCanary: Diagnosis = { name: 'canary', ok: false, what: 'not planted: there is no hook to stop it' };

async function tryCanary(survey: Survey): Promise<Diagnosis[]> {
  const whole = isOursAlone(survey);
  const command = [process.execPath, ownCli(), 'hook', 'pre-commit'];
  const place: TrialPlace = { root: survey.root, commonDir: survey.commonDir, ...(whole ? {} : { command }) };
  const subject = whole ? 'the hook' : 'unleak (the other commands of the hook were not run)';
  return [
    judgeCanary(await tryHook(place, 'canary'), subject),
    judgeHarmless(await tryHook(place, 'harmless'), subject),
  ];
}

function judgeCanary({ exit, found, bytes, durationMs }: Trial, subject: string): Diagnosis {
  const name = 'canary';
  const cost = `${bytes} bytes in ${Math.round(durationMs)} ms`;
  if (found && exit.code !== 0) return { name, ok: true, what: `${subject} stopped a planted token: ${cost}` };
  const what =
    exit.code === 0
      ? `${subject} let a planted token pass: ${cost}`
      : `${subject} ended with ${exit.code} without a report of the planted token`;
  return { name, ok: false, what, hint: lastLine(exit.output) };
}

function judgeHarmless({ exit, bytes }: Trial, subject: string): Diagnosis {
  const ok = exit.code === 0 && bytes > 0;
  const what = ok ? `${subject} let a harmless file pass` : `${subject} stopped a harmless file, or did not read it`;
  return { name: 'harmless', ok, what, hint: ok ? undefined : lastLine(exit.output) };
}

function describeEngine(): Diagnosis {
  const native = regexEngine().name === 're2';
  const what = native
    ? 're2, native'
    : 're2js: the same findings, only slower; npm rebuild re2 tries the native one again';
  return { name: 'engine', ok: true, what };
}

function lastLine(output: string): string | undefined {
  return output.trim().split('\n').at(-1) || undefined;
}

function render({ name, ok, what, hint }: Diagnosis): string[] {
  const line = `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(10)}  ${what}`;
  return [line, ...(hint === undefined ? [] : [`      ${' '.repeat(10)}  hint: ${hint}`])].map(
    (text) => `${escapeLine(text)}\n`,
  );
}
