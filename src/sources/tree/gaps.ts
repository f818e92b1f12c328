/** Why something in the file system could not be read, in words for the list of what was not scanned. */

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'vanished before it was read',
  ENOTDIR: 'vanished before it was read',
  ELOOP: 'became a symbolic link before it was read',
  EISDIR: 'became a folder before it was read',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'its path is too long',
};

/** The reason in an error of Node's file functions. Any other error is a bug and is thrown again. */
export function explainGap(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (!(error instanceof Error) || code === undefined) throw error;
  return reasons[code] ?? `could not be read (${code})`;
}
