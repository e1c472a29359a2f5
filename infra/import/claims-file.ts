import { ClaimsError, type ClaimsFile, parseClaimsFile } from '@wizness/partnerships';
import { CommandError } from '../command/command-error';
import { readJson } from './read-file';

/** Reads and checks a claims file. Throws {@link CommandError} with every problem and its path in the file. */
export const readClaimsFile = (path: string): ClaimsFile => {
  const content = readJson(path);
  try {
    return parseClaimsFile(content);
  } catch (error) {
    if (!(error instanceof ClaimsError)) throw error;
    const lines = error.problems.map(({ key, reason }) => `  ${key} ${reason}`);
    throw new CommandError(`${path} does not follow schema/claims.schema.json:\n${lines.join('\n')}`);
  }
};
