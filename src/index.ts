/** The public API: what a program needs to scan by itself. Everything else may change with any version. */
export { runScan, type ScanOptions } from './commands/pipeline.ts';
export { createDetector, type Detector, type DetectorOptions } from './detect/detector.ts';
export { exitCodes, UserError, type ErrorKind } from './errors.ts';
export { openRepository, type Repository } from './git/repository.ts';
export { json, jsonl } from './report/json.ts';
export { text } from './report/text.ts';
export { Secret } from './secret.ts';
export { createHistorySource, type HistoryOptions } from './sources/git/history.ts';
export { createRangeSource } from './sources/git/range.ts';
export { createStagedSource } from './sources/git/staged.ts';
export { stdinSource, type StdinOptions } from './sources/stdin.ts';
export { treeSource, type TreeOptions } from './sources/tree.ts';
export { noBaseline, parseBaseline, renderBaseline, type Baseline, type BaselineEntry } from './suppress/baseline.ts';
export { createSuppressor, type Suppressor, type SuppressOptions } from './suppress/suppress.ts';
export type * from './types.ts';
