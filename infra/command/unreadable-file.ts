import { CommandError } from './command-error';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/** The error for a file that the user named, with the system error of reading it. */
export const unreadableFile = (path: string, cause: unknown): CommandError => {
  const code = String((cause as NodeJS.ErrnoException).code);
  return new CommandError(`${path} cannot be read: ${REASONS[code] ?? code}. Check the path.`, { cause });
};
