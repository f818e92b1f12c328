/** Plants a credential that never existed in an index of its own, runs the hook on it, and tells what the hook made of it. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expandTemplate } from '../catalogue/template.ts';
import { runGitWith, runHook, runHookCommand, type HookExit } from '../git/user-git.ts';

export interface Trial {
  readonly exit: HookExit;
  /** What the hook reported about the planted file; bytes of all that it scanned. */
  readonly bytes: number;
  readonly found: boolean;
  readonly durationMs: number;
}

export interface TrialPlace {
  readonly root: string;
  readonly commonDir: string;
  /** The command to run in place of the whole hook, for hooks that do other things, too. */
  readonly command?: readonly string[];
}

/** The user's index, work tree and object store stay as they are: git is told to use others. */
export async function tryHook(place: TrialPlace, kind: 'canary' | 'harmless'): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-doctor-'));
  try {
    const env = isolate(place.commonDir, folder);
    const path = `unleak-${kind}-${randomUUID()}.txt`;
    await stage(place.root, { path, content: makeContent(kind), env });
    const began = performance.now();
    const exit = await runTrial(place, env);
    return { exit, durationMs: performance.now() - began, ...readReport(env.UNLEAK_OUTPUT, path) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface TrialVariables extends Record<string, string> {
  UNLEAK_OUTPUT: string;
}

function isolate(commonDir: string, folder: string): TrialVariables {
  const objects = join(folder, 'objects');
  mkdirSync(objects);
  const alternates = [join(commonDir, 'objects'), process.env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] ?? ''];
  return {
    GIT_INDEX_FILE: join(folder, 'index'),
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates.filter(Boolean).join(delimiter),
    // The hook that was there before unleak's has no part in this.
    UNLEAK_CANARY: '1',
    UNLEAK_FORMAT: 'json',
    UNLEAK_OUTPUT: join(folder, 'report.json'),
  };
}

/** A token with a right checksum, so that no pattern doubts it. */
function makeContent(kind: 'canary' | 'harmless'): string {
  return kind === 'canary' ? `token = "${expandTemplate('{github:ghp}', randomUUID())}"\n` : 'nothing to see here\n';
}

async function stage(
  root: string,
  { path, content, env }: { path: string; content: string; env: TrialVariables },
): Promise<void> {
  const id = await runGitWith(root, ['hash-object', '-w', '--stdin'], { env, stdin: content });
  const born = await runGitWith(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{tree}'], { env }).catch(
    () => undefined,
  );
  await runGitWith(root, ['read-tree', born ?? '--empty'], { env });
  await runGitWith(root, ['update-index', '--add', '--cacheinfo', `100644,${id},${path}`], { env });
}

function runTrial({ root, command }: TrialPlace, env: TrialVariables): Promise<HookExit> {
  return command === undefined ? runHook(root, { name: 'pre-commit', env }) : runHookCommand(root, command, env);
}

function readReport(file: string, path: string): { bytes: number; found: boolean } {
  if (!existsSync(file)) return { bytes: 0, found: false };
  const { scan, findings } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const found = findings.some(({ locations }) => locations.some((location) => location.path === path));
  return { bytes: scan.stats.bytes, found };
}

interface Report {
  readonly scan: { readonly stats: { readonly bytes: number } };
  readonly findings: readonly { readonly locations: readonly { readonly path: string }[] }[];
}
