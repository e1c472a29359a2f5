import { readFileSync } from 'node:fs';
import { CommandError } from '../command/command-error';

/** The bytes of a file that the command names. Throws {@link CommandError} where it can not be read. */
export const readBytes = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `${code}`;
    throw new CommandError(`${path} can not be read: ${reason}. Is the path right?`);
  }
};

/** Throws {@link CommandError} where the file can not be read, or is not JSON in UTF-8. */
export const readJson = (path: string): unknown => {
  const bytes = readBytes(path);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new CommandError(`${path} is not JSON in UTF-8: ${(error as Error).message}`);
  }
};
