import { readFileSync } from 'node:fs';
import { CommandError } from '../command/command-error';

/** The bytes of a file that the user named. Throws {@link CommandError} if it cannot be read. */
export const readBytes = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `${code}`;
    throw new CommandError(`${path} cannot be read: ${reason}. Check the path.`);
  }
};

/** Throws {@link CommandError} if the file cannot be read or is not JSON in UTF-8. */
export const readJson = (path: string): unknown => {
  const bytes = readBytes(path);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new CommandError(`${path} is not JSON in UTF-8: ${(error as Error).message}`);
  }
};
