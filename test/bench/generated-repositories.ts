/** Repositories to measure on: one about to commit ten files, and one with a history of a few thousand blobs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { editSource, generateSource } from './generated-source.ts';

export interface TemporaryRepository {
  readonly path: string;
  remove(): void;
}

/** Ten files of 1,000 lines are staged, about 40 KB each; HEAD has their older versions' folder only. */
export function createStagedRepository(): TemporaryRepository {
  const repository = createEmpty();
  const { path } = repository;
  writeFileSync(join(path, 'README.md'), '# Bench\n');
  runGit(path, ['add', '.']);
  runGit(path, ['commit', '--quiet', '--message', 'Begin']);
  for (let file = 0; file < 10; file++)
    writeFileSync(join(path, `file-${file}.ts`), generateSource(`file ${file}`, 1000));
  runGit(path, ['add', '.']);
  return repository;
}

/** `commits` commits that each edit three of 60 files, packed as a server would. */
export function createHistoryRepository(commits: number): TemporaryRepository {
  const repository = createEmpty();
  runGit(repository.path, ['fast-import', '--quiet'], renderImport(commits));
  runGit(repository.path, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
  runGit(repository.path, ['repack', '-a', '-d', '-q', '--depth=50', '--window=10']);
  return repository;
}

function renderImport(commits: number): string {
  const files = Array.from({ length: 60 }, (_, file) => generateSource(`origin ${file}`, 500));
  const parts: string[] = [];
  for (let commit = 0; commit < commits; commit++) {
    const touched = commit === 0 ? [...files.keys()] : [0, 1, 2].map((nth) => (commit * 7 + nth * 23) % files.length);
    parts.push(`commit refs/heads/main\ncommitter Bench <bench@example.com> ${1_700_000_000 + commit} +0000\n`);
    parts.push(renderData(`Change ${commit}`));
    for (const file of touched) {
      const text = editSource(files[file] ?? '', `${commit} ${file}`);
      files[file] = text;
      parts.push(`M 100644 inline src/file-${file}.ts\n`, renderData(text));
    }
  }
  return parts.join('');
}

function renderData(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function createEmpty(): TemporaryRepository {
  const path = mkdtempSync(join(tmpdir(), 'unleak-bench-'));
  runGit(path, ['init', '--quiet', '.']);
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function runGit(cwd: string, args: readonly string[], input = ''): void {
  const person = { NAME: 'Bench', EMAIL: 'bench@example.com' };
  const identity = Object.entries(person).flatMap(([key, value]) =>
    ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]),
  );
  const env = { ...process.env, ...Object.fromEntries(identity), GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', args, { cwd, env, input, stdio: ['pipe', 'ignore', 'inherit'] });
}
