/** All assignments in a text that the generic detector's model is asked about. */
import { builtIn } from '../src/detect/built-in.ts';
import { actions } from '../src/detect/compiled.ts';
import { noticeAssignment } from '../src/detect/generic/detect.ts';
import type { Noticed } from '../src/detect/generic/features.ts';
import { fileKinds, hasBareValues, readFileTraits } from '../src/detect/generic/file-kind.ts';
import { createPrefilter } from '../src/detect/prefilter.ts';
import { prefilterCode } from '../src/detect/prefilter-code.build.ts';

const prefilter = createPrefilter(prefilterCode, builtIn.image);

export function noticedIn(path: string, bytes: Buffer): Noticed[] {
  const file = readFileTraits(path, bytes);
  prefilter.reserve(bytes.length);
  const from = prefilter.inbox;
  prefilter.memory.set(bytes, from);
  prefilter.setText(hasBareValues(file.kind), fileKinds.indexOf(file.kind));
  const span = { from, end: from + bytes.length, low: from, high: from + bytes.length };
  const found = new Map<number, Noticed>();
  prefilter.scan(span, ({ count, fields }) => {
    for (let i = 0; i < count * 4; i += 4) {
      const keyword = fields[i + 1]!;
      const [first, last] = [builtIn.actions[keyword]!, builtIn.actions[keyword + 1]!];
      if (!builtIn.actions.subarray(first, last).includes(actions.generic)) continue;
      const hit = { keyword: fields[i]! - from, value: fields[i + 2]! - from };
      if (found.has(hit.value)) continue;
      const noticed = noticeAssignment(bytes, hit, file);
      if (noticed !== undefined) found.set(hit.value, noticed);
    }
  });
  return [...found.values()];
}
