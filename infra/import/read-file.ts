import { readFileSync } from 'node:fs';
import { CommandError } from '../command/command-error';
import { unreadableFile } from '../command/unreadable-file';

/** The bytes of a file that the user named. Throws {@link CommandError} if it cannot be read. */
export const readBytes = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadableFile(path, error);
  }
};

/** The text of a file that is JSON. Throws {@link CommandError} if it cannot be read or is not UTF-8. */
export const readText = (path: string): string => {
  const bytes = readBytes(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw notJson(path, error);
  }
};

/** `path` is the file that the text comes from. Throws {@link CommandError} if it is not JSON. */
export const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(path, error);
  }
};

const notJson = (path: string, error: unknown): CommandError =>
  new CommandError(`${path} is not JSON in UTF-8: ${(error as Error).message}`);

/** Throws {@link CommandError} if the file cannot be read or is not JSON in UTF-8. */
export const readJson = (path: string): unknown => parseJson(path, readText(path));
